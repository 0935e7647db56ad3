import { mkdirSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../../src/files/make-folder.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

test("a folder is made with those above it, and one that is there stays as it is", () => {
  const { path, write } = temporaryFolder();
  const deep = join(path, "a", "b", "c");
  makeFolder(deep, 0o700);
  expect(
    ["a", join("a", "b"), join("a", "b", "c")].map((one) => statSync(join(path, one)).isDirectory()),
  ).toEqual([true, true, true]);
  const file = write("a/b/c/kept.txt", "kept");
  makeFolder(deep);
  expect(statSync(file).size).toBe(4);
});

test("a folder that cannot be made is an error, whatever stands in its way", () => {
  const { path, write } = temporaryFolder();
  const file = write("file", "");
  expect(() => makeFolder(file)).toThrow("EEXIST");
  expect(() => makeFolder(join(file, "a", "b"))).toThrow("ENOTDIR");
  mkdirSync(join(path, "there"));
  symlinkSync(join(path, "nowhere"), join(path, "link"));
  expect(() => makeFolder(join(path, "link"))).toThrow("EEXIST");
});

test.skipIf(process.platform !== "linux")("a place in which no folder can be made is an error", () => {
  expect(() => makeFolder("/proc/nowhere/deeper")).toThrow("ENOENT");
});

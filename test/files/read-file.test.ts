import { execFileSync, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readPublished } from "../../src/adapters/documents/read-documents.js";
import { certificatesIn } from "../../src/adapters/proxy/trust-folder.js";
import { readConfigFile } from "../../src/cli/settings/read-settings.js";
import { readCoverageFile } from "../../src/cli/sources/read-sources.js";
import { createContract } from "../../src/compose/create-contract.js";
import { startMock } from "../../src/compose/start-mock.js";
import { readFile, readTextFile } from "../../src/files/read-file.js";
import { miniDocument } from "../adapters/documents/mini-document.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

const use = { what: "a list", most: 100 };
const onPosix = process.platform !== "win32";

function pipeIn(folder: string, name = "pipe"): string {
  const path = join(folder, name);
  execFileSync("mkfifo", [path]);
  return path;
}

describe("a file", () => {
  it("is read up to the bytes that it may have", () => {
    const folder = temporaryFolder();
    expect(readTextFile(folder.write("a", `\uFEFF${"é".repeat(48)}`), use)).toBe("é".repeat(48));
    expect(readFile(folder.write("full", "x".repeat(100)), use)).toHaveLength(100);
    expect(readFile(folder.write("empty", ""), use)).toHaveLength(0);
    const large = folder.write("large", "x".repeat(101));
    expect(() => readFile(large, { ...use, name: "large" })).toThrow(
      "large: it has 101 bytes: a list has 100 at most",
    );
  });

  it("that is none is refused with its name and why", () => {
    const { path } = temporaryFolder();
    mkdirSync(join(path, "folder"));
    expect(() => readFile(join(path, "none"), { ...use, name: "none" })).toThrow(
      "none: there is no such file",
    );
    expect(() => readFile(join(path, "folder"), use)).toThrow(`${join(path, "folder")}: it is a folder`);
    expect(() => readFile(join(path, "folder/none"), { ...use, missing: "nothing lies there" })).toThrow(
      ": nothing lies there",
    );
  });

  it.skipIf(!onPosix)("that has no end, is a device, a socket or a pipe is refused at once", async () => {
    const { path } = temporaryFolder();
    expect(() => readFile("/dev/zero", use)).toThrow("/dev/zero: it is a device, not a file");
    expect(() => readFile(pipeIn(path), use)).toThrow("pipe: it is a pipe, not a file");
    const socket = join(path, "socket");
    const server = createServer().listen(socket);
    await new Promise((resolve) => server.once("listening", resolve));
    expect(() => readFile(socket, use)).toThrow("socket: it is a socket, not a file");
    server.close();
  });

  it.runIf(process.platform === "linux")("that says it is empty and is not is read to its bound", () => {
    expect(readFile("/proc/self/stat", { ...use, most: 10_000 }).length).toBeGreaterThan(50);
    expect(() => readFile("/proc/self/status", use)).toThrow("it has more than 100 bytes");
  });
});

describe.skipIf(!onPosix)("a pipe, where pipes may be read", () => {
  it("is read to its end, as written by somebody else", () => {
    const path = pipeIn(temporaryFolder().path);
    const writer = spawn("sh", ["-c", `{ printf one; printf two; } > ${path}`]);
    expect(readTextFile(path, { ...use, pipes: true })).toBe("onetwo");
    writer.kill();
  });

  it("is not waited for when nobody writes to it", () => {
    const path = pipeIn(temporaryFolder().path);
    expect(() => readFile(path, { ...use, pipes: true })).toThrow(
      `${path}: it is a pipe, and nothing came out of it for 1 s`,
    );
  });
});

/** Everything that reads a file of the user's, by what it is for. */
const readers: Readonly<Record<string, (path: string) => unknown>> = {
  configuration: (path) => readConfigFile(path, "/"),
  "configuration as a module": (path) => readConfigFile(`${path}.mjs`, "/"),
  coverage: readCoverageFile,
  "published page": readPublished,
  document: (path) => createContract({ spec: [path] }),
  certificates: certificatesIn,
  scenarios: (path) => startMock({ port: 0, scenarios: [path] }),
};

describe.skipIf(!onPosix)("a device in the place of a file", () => {
  it.each(Object.keys(readers))("is refused with one sentence: %s", async (name) => {
    const folder = temporaryFolder().path;
    execFileSync("ln", ["-s", "/dev/zero", join(folder, "x")]);
    execFileSync("ln", ["-s", "/dev/zero", join(folder, "x.mjs")]);
    const read = readers[name];
    await expect((async () => read?.(join(folder, "x")))()).rejects.toMatchObject({
      name: "KitError",
      message: expect.stringMatching(/x(?:\.mjs)?: it is a device, not a file$/) as string,
    });
  });

  it("is refused where a document refers to it", async () => {
    const { path, write } = temporaryFolder();
    execFileSync("ln", ["-s", "/dev/zero", join(path, "endless.yaml")]);
    const spec = write("page.yaml", miniDocument({ prompt: '{ $ref: "./endless.yaml#/x" }' }));
    await expect(createContract({ spec: [spec] })).rejects.toThrow("endless.yaml");
  });
});

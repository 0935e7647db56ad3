import { existsSync, readdirSync } from "node:fs";
import { expect, it } from "vitest";

it("has a test for every page", () => {
  const names = readdirSync(new URL("../../docs/", import.meta.url), { recursive: true, encoding: "utf8" });
  const pages = names.filter((name) => name.endsWith(".md"));
  const tests = pages.map((name) => new URL(name.replace(/md$/, "test.ts"), import.meta.url));
  expect(tests.filter((test) => !existsSync(test)).map(String)).toEqual([]);
});

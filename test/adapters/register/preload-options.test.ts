import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";
import { bunOptionsWith, nodeOptionsWith } from "../../../src/adapters/register/preload-children.js";
import { plainEnvironment } from "../../harness/plain-environment.js";

const folder = mkdtempSync(join(tmpdir(), "wan-mock-preload-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(["plain", "with spaces", 'with "quotes"', "with 'others' and a \\ too", "with ä and %20"])(
  "Node takes the preload from a folder %s, with other options beside it",
  (name) => {
    mkdirSync(join(folder, name));
    const file = join(folder, name, "register.cjs");
    copyFileSync(fileURLToPath(new URL("../../../dist/register.cjs", import.meta.url)), file);
    const source = 'console.log(Symbol.for("wan-mock.register") in globalThis, process.execArgv.length)';
    const NODE_OPTIONS = nodeOptionsWith(file, "--no-warnings");
    const env = { ...plainEnvironment(), NODE_OPTIONS };
    expect(execFileSync(process.execPath, ["-e", source], { env, encoding: "utf8" })).toBe("true 2\n");
    expect(nodeOptionsWith(file, NODE_OPTIONS)).toBe(NODE_OPTIONS);
  },
);

it("Bun gets quotes around the whole option", () => {
  expect(bunOptionsWith("/a b/register.cjs", "--smol")).toBe('"--preload=/a b/register.cjs" --smol');
  expect(bunOptionsWith("/a/register.cjs")).toBe("--preload=/a/register.cjs");
});

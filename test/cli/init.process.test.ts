import { execFile } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify, stripVTControlCharacters } from "node:util";
import { expect, it } from "vitest";
import { plainEnvironment, type Variables } from "../harness/plain-environment.js";
import { runProgram } from "../harness/run-program.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));
const modules = join(root, "node_modules");

/** An empty project that has installed wan-mock, as built, and some packages of this repository. */
function project(manifest: object, packages: readonly string[]): string {
  const { path, write } = temporaryFolder();
  write("package.json", JSON.stringify(manifest));
  const link = (name: string, target: string) => {
    mkdirSync(dirname(join(path, "node_modules", name)), { recursive: true });
    symlinkSync(target, join(path, "node_modules", name), "junction");
  };
  link("wan-mock", root);
  for (const name of packages) link(name, join(modules, name));
  return path;
}

async function told(cwd: string, args: readonly string[], env: Variables = {}): Promise<string> {
  const { stdout, stderr } = await run(process.execPath, args, {
    cwd,
    env: { ...plainEnvironment(), ...env },
  });
  return stripVTControlCharacters(stdout + stderr);
}

const vitest = [join(modules, "vitest/vitest.mjs"), "run"];
const jest = [join(modules, "jest/bin/jest.js")];
const nodeTest = ["--test", "--test-reporter=tap"];
const vmModules = { NODE_OPTIONS: "--experimental-vm-modules" };

it.each([
  ["vitest", { type: "module" }, ["vitest"], vitest, {}, /Tests {2}2 passed \(2\)/],
  ["vitest", {}, ["vitest", "typescript"], vitest, {}, /Tests {2}2 passed \(2\)/],
  ["jest", { type: "module" }, ["jest"], jest, vmModules, /Tests: {7}2 passed, 2 total/],
  ["jest", {}, ["jest"], jest, vmModules, /Tests: {7}2 passed, 2 total/],
  ["node:test", { type: "module" }, [], nodeTest, {}, /# pass 2\n# fail 0/],
  ["node:test", {}, [], nodeTest, {}, /# pass 2\n# fail 0/],
])(
  "the first test for %s passes in a project %j with %j",
  async (_runner, manifest, packages, args, env, passed) => {
    const devDependencies = Object.fromEntries(packages.map((name) => [name, "*"]));
    const folder = project({ ...manifest, devDependencies }, packages);
    expect(await runProgram(["init", "--yes"], { cwd: folder })).toMatchObject({ code: 0, stderr: "" });
    expect(await told(folder, args, env)).toMatch(passed);
    expect(await runProgram(["config"], { cwd: folder })).toMatchObject({ code: 0, stderr: "" });
  },
);

it("the first test in TypeScript compiles under the strictest settings", async () => {
  const devDependencies = { vitest: "*", typescript: "*" };
  const folder = project({ type: "module", devDependencies }, ["vitest", "@types/node"]);
  await runProgram(["init", "--yes"], { cwd: folder });
  const compilerOptions = {
    ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true },
    ...{ noPropertyAccessFromIndexSignature: true, verbatimModuleSyntax: true, noImplicitReturns: true },
    ...{ module: "nodenext", target: "es2022", types: ["node"], skipLibCheck: true, noEmit: true },
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["test"] }));
  const complaints = await told(folder, [join(modules, "typescript/bin/tsc"), "-p", "."]).catch(
    (error: unknown) => (error as { stdout: string }).stdout,
  );
  expect(complaints).toBe("");
});

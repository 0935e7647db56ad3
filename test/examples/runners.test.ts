import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify, stripVTControlCharacters } from "node:util";
import { expect, it } from "vitest";
import { plainEnvironment, type Variables } from "../harness/plain-environment.js";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));

/** Each as its reader would run it, with the package as built: it may import itself by its name. */
const runners: Readonly<
  Record<string, { readonly args: readonly string[]; readonly env?: Variables; readonly passed: RegExp }>
> = {
  vitest: { args: [`${root}node_modules/vitest/vitest.mjs`, "run"], passed: /Tests {2}5 passed \(5\)/ },
  msw: { args: [`${root}node_modules/vitest/vitest.mjs`, "run"], passed: /Tests {2}5 passed \(5\)/ },
  "node-test": { args: ["--test", "--test-reporter=tap", "client.test.mjs"], passed: /# pass 5\n# fail 0/ },
  jest: {
    args: [`${root}node_modules/jest/bin/jest.js`],
    env: { NODE_OPTIONS: "--experimental-vm-modules" },
    passed: /Tests: {7}5 passed, 5 total/,
  },
};

it.each(Object.entries(runners))(
  "examples/%s passes in its runner",
  async (folder, { args, env, passed }) => {
    const { stdout, stderr } = await run(process.execPath, args, {
      cwd: `${root}examples/${folder}`,
      env: { ...plainEnvironment(), ...env },
      timeout: 50_000,
    });
    expect(stripVTControlCharacters(stdout + stderr)).toMatch(passed);
  },
);

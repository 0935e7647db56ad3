import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify, stripVTControlCharacters } from "node:util";
import { expect, it } from "vitest";
import { plainEnvironment, type Variables } from "../harness/plain-environment.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

async function run(args: readonly string[], env: Variables = {}): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
    cwd: `${root}test/environments/suite`,
    env: { ...plainEnvironment(), ...env },
    timeout: 120_000,
  });
  return stripVTControlCharacters(stdout + stderr);
}

// Each loads the kit as built, after the environment's fakes are in place, and lets tasks live from submit to download.
it("lives in vitest's pools with Node, jsdom and happy-dom, their timers and dates faked", async () => {
  expect(await run([`${root}node_modules/vitest/vitest.mjs`, "run"])).toMatch(/Tests {2}12 passed \(12\)/);
});

it("lives in jest with Node and jsdom, all timers faked", async () => {
  const output = await run([`${root}node_modules/jest/bin/jest.js`], {
    NODE_OPTIONS: "--experimental-vm-modules",
  });
  expect(output).toMatch(/Tests: {7}4 passed, 4 total/);
});

it("lives in node:test with mocked timers", async () => {
  expect(await run(["--test", "--test-reporter=tap", "node-test.test.mjs"])).toMatch(/# pass 2\n# fail 0/);
});

it("takes no timer, clock or clone from the global object", async () => {
  expect(await run(["--import", "./hostile-globals.mjs", "live.mjs"])).toContain("lived");
});

it("says what to change when Node's own module holds fakes already", async () => {
  const program =
    'require("node:test").mock.timers.enable(); import("wan-mock").then(() => {}, ({ code, message }) => console.log(code, message))';
  expect(await run(["-e", program])).toContain(
    "FAKE_TIMERS wan-mock was loaded while node:timers held fake timers: import it before mock.timers.enable()",
  );
});

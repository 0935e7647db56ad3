import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify, stripVTControlCharacters } from "node:util";
import { expect, it } from "vitest";
import { plainEnvironment, type Variables } from "../harness/plain-environment.js";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));

/** What its runner says of the studio, whether its tests pass or not. */
async function studioTests(environment: Variables = {}): Promise<string> {
  const args = [`${root}node_modules/vitest/vitest.mjs`, "run"];
  const { stdout, stderr } = await run(process.execPath, args, {
    cwd: `${root}examples/planted-bugs`,
    env: { ...plainEnvironment(), ...environment },
    timeout: 50_000,
  }).catch((error: unknown) => error as { stdout: string; stderr: string });
  return stripVTControlCharacters(stdout + stderr);
}

/** What each failed test was told, by the name of the test. */
function complaintsIn(output: string): Record<string, string[]> {
  const failed = output.split(/^ FAIL {2}studio\.test\.mjs > /m).slice(1);
  return Object.fromEntries(
    failed.map((text) => {
      const [name = "", ...lines] = text.split("\n");
      return [
        name,
        lines.flatMap((line) => /^ {2}([a-z]+(?:-[a-z]+)+)(?: \(warning\))?: /.exec(line)?.[1] ?? []),
      ];
    }),
  );
}

it("each planted bug is found, and nothing else", async () => {
  const output = await studioTests();
  expect(output).toMatch(/Tests {2}4 failed \(4\)/);
  expect(complaintsIn(output)).toEqual({
    "has somebody dance as in a clip": ["video-reference-caps-duration"],
    "tells that a video failed": ["polls-after-end"],
    "pays once when an answer is lost": ["submits-again-after-lost-answer"],
    "publishes a video of the day before": ["fetches-expired-result"],
  });
});

it("the repaired studio passes the same tests", async () => {
  expect(await studioTests({ STUDIO: "./repaired-studio.mjs" })).toMatch(/Tests {2}4 passed \(4\)/);
});

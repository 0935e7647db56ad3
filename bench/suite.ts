// What a vitest suite costs whose every test has a mock on a socket: run with `npx tsx bench/suite.ts` after a
// build; part of `npm run bench`.
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../", import.meta.url));

/** Tests of the suite. */
const TESTS = 100;

const suite = `import { expect, it } from "vitest";
import { useMock } from "wan-mock/vitest";
const mock = useMock({ clock: "frozen" });
const body = { model: "wan2.7-text-to-video", prompt: "A lighthouse in fog" };
const headers = { authorization: "Bearer k", "content-type": "application/json" };
for (let test = 0; test < ${TESTS}; test++) {
  it("test " + test, async () => {
    const answer = await fetch(process.env.EVOLINK_BASE_URL + "/v1/videos/generations", {
      method: "POST", headers, body: JSON.stringify(body),
    });
    expect(answer).toBeAccepted();
    await mock.clock.advance("3s");
    expect(mock).toHaveSubmitted(body, { times: 1 });
    expect(mock).toHaveSpent({ usd: 0.43 });
  });
}
`;

interface Report {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly testResults: readonly { readonly startTime: number; readonly endTime: number }[];
}

/** Milliseconds, one list entry per round. */
export interface SuiteTimes {
  /** The tests with their hooks: mock started, one submit, closed. */
  readonly tests: readonly number[];
  /** The whole run, from spawn to its end: vitest's own start included. */
  readonly whole: readonly number[];
}

/** Runs the suite in a project of its own, with the package as it would be installed there. */
export async function suiteTimes(rounds: number): Promise<SuiteTimes> {
  const times = { tests: [] as number[], whole: [] as number[] };
  const project = mkdtempSync(join(tmpdir(), "wan-mock-bench-"));
  try {
    const installed = join(project, "node_modules/wan-mock");
    mkdirSync(installed, { recursive: true });
    cpSync(join(root, "dist"), join(installed, "dist"), { recursive: true });
    cpSync(join(root, "package.json"), join(installed, "package.json"));
    symlinkSync(join(root, "node_modules/vitest"), join(project, "node_modules/vitest"), "junction");
    writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
    writeFileSync(join(project, "suite.test.js"), suite);
    for (let round = -1; round < rounds; round++) {
      const { tests, whole } = await runSuite(project);
      if (round < 0) continue;
      times.tests.push(tests);
      times.whole.push(whole);
    }
  } finally {
    rmSync(project, { recursive: true });
  }
  return times;
}

async function runSuite(project: string): Promise<{ tests: number; whole: number }> {
  const report = join(project, "report.json");
  const started = performance.now();
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  await run(process.execPath, [vitest, "run", "--reporter=json", `--outputFile=${report}`], { cwd: project });
  const whole = performance.now() - started;
  const { success, numPassedTests, testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
  const [file] = testResults;
  if (!success || numPassedTests !== TESTS || file === undefined) throw new Error("the suite failed");
  return { tests: file.endTime - file.startTime, whole };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
  const { tests, whole } = await suiteTimes(5);
  console.log(`${TESTS} tests with a mock each: ${middle(tests).toFixed(0)} ms`);
  console.log(`whole run of vitest:          ${middle(whole).toFixed(0)} ms`);
}

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify, stripVTControlCharacters } from "node:util";
import { beforeAll, expect, it } from "vitest";
import { plainEnvironment } from "../../harness/plain-environment.js";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../../", import.meta.url));

interface Report {
  readonly testResults: readonly [
    { readonly assertionResults: readonly { title: string; status: string; failureMessages: string[] }[] },
  ];
}

let told = "";
const results = new Map<string, { status: string; message: string }>();

/** Runs the suite in a vitest of its own: its failures are what is tested. */
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "wan-mock-suite-"));
  const file = join(folder, "results.json");
  const runner = join(root, "node_modules/vitest/vitest.mjs");
  const reporters = ["--reporter", "default", "--reporter", "json", `--outputFile.json=${file}`];
  const args = [runner, "run", "--config", "test/adapters/kit/suites/vitest.config.ts", ...reporters];
  const ended = await run(process.execPath, args, { cwd: root, env: plainEnvironment() }).catch(
    (error: unknown) => error as { stdout: string; stderr: string },
  );
  told = stripVTControlCharacters(ended.stdout + ended.stderr);
  const { testResults } = JSON.parse(readFileSync(file, "utf8")) as Report;
  rmSync(folder, { recursive: true });
  for (const { title, status, failureMessages } of testResults[0].assertionResults) {
    results.set(title, { status, message: failureMessages[0] ?? "" });
  }
}, 60_000);

it("prints seed and last requests of a test that fails", () => {
  expect(results.get("fails")?.status).toBe("failed");
  expect(told).toContain(
    `wan-mock ran with seed 7; useMock({ seed: 7 }) gives the same ids and chances again. Its last requests:
  POST /v1/videos/generations 429 (rate-limited)
  POST /v1/videos/generations 400
    schema/maximum: duration must be at most 15, got 16
  GET /v1/models 200
`,
  );
  expect(told).toContain(
    "wan-mock ran with seed 7; useMock({ seed: 7 }) gives the same ids and chances again. It was sent no request.\n",
  );
});

it("prints nothing of a test that passes", () => {
  expect(results.get("passes")?.status).toBe("passed");
  expect(told.match(/ran with seed 7;/g)).toHaveLength(2);
});

it("refuses a concurrent test, and says what does instead", () => {
  expect(results.get("runs concurrently")?.status).toBe("failed");
  expect(results.get("runs concurrently")?.message).toContain("await using mock = await startMock()");
});

it("fails each test with the sentence about a wrong option", () => {
  expect(results.get("cannot start")?.message).toMatch(/KitError: .*pace/);
});

it("closes and restores when a later hook throws", () => {
  expect(results.get("leaves nothing open")?.message).toContain("the hook failed");
  expect(told).toContain("afterwards: undefined TypeError: fetch failed");
});

it("starts another mock for each retry", () => {
  expect(results.get("gets another mock each time")?.status).toBe("passed");
});

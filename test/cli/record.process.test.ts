import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { submitTo } from "../harness/live-proxy.js";
import { runProgram, serveProgram } from "../harness/run-program.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

/** Starts a mock that records, in a process of its own. */
async function startRecording(folder: string) {
  const served = await serveProgram(["--record", folder, "--clock", "frozen"]);
  onTestFinished(() => void served.child.kill("SIGKILL"));
  return served;
}

const recordingsIn = (folder: string) => readdirSync(folder).filter((name) => !name.startsWith("."));

test("a mock that was killed leaves a recording that says it is unfinished, and the next one goes on", async () => {
  const folder = join(temporaryFolder().path, "recordings");
  const first = await startRecording(folder);
  const { id } = (await (await submitTo(first.url)).json()) as { id: string };
  // Recordings are written after the answer, before the next call is read.
  await (await fetch(`${first.url}/_mock/health`)).text();
  await first.stop("SIGKILL");
  const [file = "", ...more] = recordingsIn(folder);
  expect(more).toEqual([]);
  const text = readFileSync(join(folder, file), "utf8");
  expect(text).toContain(`task: ${id}\n`);
  expect(text).toContain("unfinished: true\n");

  const second = await startRecording(folder);
  await (await submitTo(second.url)).text();
  const { code, stderr } = await second.stop();
  expect([code, stderr]).toEqual([0, ""]);
  expect(readFileSync(join(folder, file), "utf8")).toBe(text);
  expect(recordingsIn(folder)).toHaveLength(2);
  const listed = await runProgram(["scenarios", "--scenarios", folder]);
  expect([listed.code, listed.stderr]).toEqual([0, ""]);
  expect(listed.stdout).toContain("A recorded task that had not ended");
});

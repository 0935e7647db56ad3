import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { TaskJson } from "../harness/describe-matrix.js";
import { runCli, serveCli } from "../harness/run-cli.js";
import { plainBody } from "../harness/sample-bodies.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

const headers = { authorization: "Bearer key-a", "content-type": "application/json", connection: "close" };
const START = "2027-01-01T00:00:00Z";

async function submit(url: string): Promise<string> {
  const init = { method: "POST", headers, body: JSON.stringify(plainBody) };
  return ((await (await fetch(`${url}/v1/videos/generations`, init)).json()) as TaskJson).id;
}

async function statusOf(url: string, id: string): Promise<unknown> {
  return ((await (await fetch(`${url}/v1/tasks/${id}`, { headers })).json()) as TaskJson).status;
}

it("tells where the state is and what was found there, and goes on with its clock", async () => {
  const folder = join(temporaryFolder().path, "data");
  const first = await serveCli(["--data", folder, "--clock", "frozen", "--now", START]);
  const id = await submit(first.url);
  const { stdout } = await first.stop();
  expect(stdout).toContain(`  state   ${folder}: new, clock frozen at 2027-01-01T00:00:00.000Z\n`);

  const second = await serveCli(["--data", folder, "--clock", "running", "--now", "2028-01-01T00:00:00Z"]);
  expect(await statusOf(second.url, id)).toBe("pending");
  const again = await second.stop();
  expect(again.stdout).toContain(
    `  state   ${folder}: 1 task, clock frozen at 2027-01-01T00:00:00.000Z\n          its clock goes on: --clock and --now count for a new state only\n`,
  );

  const third = await serveCli(["--data", folder, "--clock", "frozen"]);
  expect((await third.stop()).stdout).not.toContain("its clock goes on");
});

it.each([
  ["/proc/nowhere", "no folder can be made there"],
  ["FILE", "it is a file"],
  ["FILE/below", "a part of the path is a file"],
])("refuses the folder %s with one sentence", async (name, reason) => {
  const { path, write } = temporaryFolder();
  write("file", "");
  const folder = name.replace("FILE", join(path, "file"));
  const { code, stdout, stderr } = await runCli(["--data", folder, "--port", "0"]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toBe(
    `wan-mock: the state folder ${folder} cannot be used (${reason}): make it writable, or name another --data\n`,
  );
});

it("refuses a folder that a process has, by its number, and a state of a newer version", async () => {
  const { path } = temporaryFolder();
  const folder = join(path, "data");
  const served = await serveCli(["--data", folder]);
  const second = await runCli(["--data", folder, "--port", "0"]);
  expect(second.code).toBe(2);
  expect(second.stderr).toContain(`the state folder ${folder} is used by the process ${process.pid}`);
  await served.stop();
  const newer = join(path, "newer");
  mkdirSync(newer);
  writeFileSync(join(newer, "state-000001.log"), '{"format":"wan-mock-state","version":99,"by":"9.0.0"}\n');
  const third = await runCli(["--data", newer, "--port", "0"]);
  expect(third.code).toBe(2);
  expect(third.stderr).toMatch(/^wan-mock: .* was made by a newer wan-mock 9\.0\.0 .*\n$/);
});

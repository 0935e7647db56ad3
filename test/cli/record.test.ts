import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCli, serveCli } from "../harness/run-cli.js";
import { plainBody } from "../harness/sample-bodies.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

async function submit(url: string, body: object, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer k", "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return { response, answer: (await response.json()) as { id: string } };
}

it("records what is served, sums up at the end, and replays it", async () => {
  const folder = join(temporaryFolder().path, "recordings");
  const server = await serveCli(["--record", folder, "--clock", "frozen"]);
  const { answer } = await submit(server.url, plainBody, { "x-wan-mock-scenario": "progress-jumps" });
  for (const advance of ["1200ms", "800ms"]) {
    await fetch(`${server.url}/_mock/clock`, { method: "POST", body: JSON.stringify({ advance }) });
    await fetch(`${server.url}/v1/tasks/${answer.id}`, { headers: { authorization: "Bearer k" } });
  }
  const { code, stdout } = await server.stop();
  expect(code).toBe(0);
  expect(stdout).toContain(
    `  1 recording in ${folder}, 1 of them unfinished\n  answers and contract disagree:\n    progress fell from 80 to 30\n`,
  );
  const [file = ""] = readdirSync(folder);
  const text = readFileSync(join(folder, file), "utf8");
  expect(text).toContain("disagreements:\n        - progress fell from 80 to 30\n");

  const replaying = await serveCli(["--replay-only"], { WAN_MOCK_REPLAY: folder });
  const replayed = await submit(replaying.url, plainBody);
  expect(replayed.response.headers.get("x-wan-mock-scenario")).toBe(
    "wan2-7-text-to-video-a-lighthouse-in-fog",
  );
  expect((await submit(replaying.url, { ...plainBody, seed: 5 })).response.status).toBe(404);
  const listed = await fetch(`${replaying.url}/_mock/scenarios`);
  expect(((await listed.json()) as { items: object[] }).items[0]).toMatchObject({
    name: "wan2-7-text-to-video-a-lighthouse-in-fog",
    kind: "file",
    summary: "A recorded task that had not ended",
  });
  await replaying.stop();
});

it("finds the folders that a configuration file names beside itself", async () => {
  const folder = temporaryFolder();
  const config = folder.write("wan-mock.config.yaml", "record: taken\n");
  const server = await serveCli(["--config", config]);
  await submit(server.url, plainBody);
  await server.stop();
  expect(readdirSync(join(folder.path, "taken"))).toHaveLength(1);
  const { code, stdout } = await runCli(["scenarios", "--scenarios", join(folder.path, "taken")]);
  expect([code, stdout.split("\n")[0]]).toEqual([
    0,
    expect.stringMatching(/^wan2-7-text-to-video-a-lighthouse-in-fog +file/),
  ]);
});

it("says what to change where it cannot record or replay", async () => {
  const folder = temporaryFolder();
  const file = folder.write("broken.yaml", "scenarios: 5\n");
  for (const [flags, message] of [
    [
      ["--record", file],
      /^wan-mock: record is a folder for recordings, and ".+broken\.yaml" cannot be one \(EEXIST\): name another/,
    ],
    [["--replay", file], /^wan-mock: .+broken\.yaml:1:12: scenarios is a list of scenarios, got 5/],
    [
      ["--replay-only"],
      /^wan-mock: replayOnly refuses what no recording fits: name the recordings with replay/,
    ],
  ] as const) {
    const { code, stderr } = await runCli(["serve", "--port", "0", ...flags]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  }
});

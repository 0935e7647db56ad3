import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Mock } from "../../src/compose/mock.js";
import { startMock } from "../../src/compose/start-mock.js";
import type { MockOptions } from "../../src/options/mock-options.js";
import { runExample } from "../harness/run-example.js";
import { runProgram } from "../harness/run-program.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

async function mocked(options: MockOptions = {}): Promise<Mock> {
  const mock = await startMock({ pace: "instant", seed: 7, ...options });
  onTestFinished(() => mock.close());
  return mock;
}

function clipFile(): string {
  return join(temporaryFolder().path, "clip.mp4");
}

/** The first box of an MP4 file is its type. */
async function isVideo(file: string): Promise<boolean> {
  return (await readFile(file)).subarray(4, 8).toString() === "ftyp";
}

function statuses(mock: Mock): string[] {
  return mock.journal
    .entries()
    .flatMap((entry) => (entry.kind === "request" ? [`${entry.method} ${entry.status}`] : []));
}

const tools = (names: readonly string[]) =>
  names.every((name) => spawnSync(name, ["--version"]).status === 0);

describe.each([
  { command: "node", file: "node-fetch/client.mjs" },
  { command: "bash", file: "bash/submit.sh" },
] as const)("examples/$file", ({ command, file }) => {
  const missing = command === "bash" && !tools(["bash", "curl"]);

  it.skipIf(missing)("submits, polls and downloads", async () => {
    const mock = await mocked();
    const clip = clipFile();
    const { code, stdout, stderr } = await runExample(command, file, {
      args: ["A fox", clip],
      url: mock.url,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^submitted task-unified-\d+-\w{8}.*\nwrote .*clip\.mp4/);
    expect(await isVideo(clip)).toBe(true);
    expect(statuses(mock)).toEqual(["POST 200", "GET 200", "GET 200"]);
    expect(mock.habits()).toEqual([]);
  });

  it.skipIf(missing)("asks in a rhythm that no habit is made of", async () => {
    const mock = await mocked({ pace: "quick" });
    const { code } = await runExample(command, file, { args: ["A fox", clipFile()], url: mock.url });
    expect(code).toBe(0);
    expect(statuses(mock).length).toBeGreaterThan(3);
    expect(mock.habits()).toEqual([]);
  });

  it.skipIf(missing)("says why a task failed and gives up", async () => {
    const mock = await mocked();
    const { code, stderr } = await runExample(command, file, {
      args: ["A fox [mock:generation-timeout]", clipFile()],
      url: mock.url,
    });
    expect(code).not.toBe(0);
    expect(stderr).toContain("took too long");
    expect(statuses(mock)).toEqual(["POST 200", "GET 200"]);
    expect(mock.habits()).toEqual([]);
  });

  it.skipIf(missing)("says why a submit was refused", async () => {
    const mock = await mocked({ balance: 1 });
    const { code, stderr } = await runExample(command, file, { args: ["A fox"], url: mock.url });
    expect(code).not.toBe(0);
    expect(stderr).toContain("Insufficient quota");
    expect(statuses(mock)).toEqual(["POST 402"]);
    expect(mock.habits()).toEqual([]);
  });
});

describe("examples/python/client.py", () => {
  /** Beside a mock of its own: its source names the paid host. */
  const run = (prompt: string, file: string, ...flags: string[]) =>
    runProgram([
      "run",
      "--pace",
      "polls:2",
      ...flags,
      "--",
      "python3",
      "examples/python/client.py",
      prompt,
      file,
    ]);

  it("submits, polls and downloads", async () => {
    const clip = clipFile();
    const { code, stdout, stderr } = await run("A fox", clip);
    expect(stdout).toMatch(
      /^submitted task-unified-\d+-\w{8}, 29\.24 credits reserved\nprocessing \d+ %\nwrote .*clip\.mp4, \d+ bytes\n$/,
    );
    expect(await isVideo(clip)).toBe(true);
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/^wan-mock stopped: 1 task, 0 of 4 requests refused\n/),
    ]);
  });

  it("says why a task failed, and why a submit was refused", async () => {
    const failed = await run("A fox [mock:generation-timeout]", "none.mp4");
    expect([failed.code, failed.stderr]).toEqual([
      1,
      expect.stringMatching(/^generation_timeout: .*took too long/m),
    ]);
    const refused = await run("A fox", "none.mp4", "--balance", "1");
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/^402 \w+: Insufficient quota/m),
    ]);
  });
});

describe("examples/fallback/client.mjs", () => {
  const spec = ["examples/fallback/wan2.6-text-to-video.yaml"];

  it("stays with the newer model while it answers", async () => {
    const mock = await mocked({ spec });
    const { code, stdout, stderr } = await runExample("node", "fallback/client.mjs", { url: mock.url });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^wan2\.7-text-to-video took it as task-unified-/);
  });

  it.each(["model-access-denied", "model-not-found", "rate-limited", "http-503"] as const)(
    "turns to the older model on %s",
    async (scenario) => {
      const mock = await mocked({ spec });
      mock.scenario(scenario, { match: { model: "wan2.7-text-to-video" } });
      const { code, stdout } = await runExample("node", "fallback/client.mjs", { url: mock.url });
      expect(code).toBe(0);
      expect(stdout).toMatch(/^wan2\.6-text-to-video took it as task-unified-/);
    },
  );

  it("does not send a request twice that is wrong in itself", async () => {
    const mock = await mocked({ spec });
    const { code, stderr } = await runExample("node", "fallback/client.mjs", {
      args: ["A fox [mock:invalid-request]"],
      url: mock.url,
    });
    expect(code).not.toBe(0);
    expect(stderr).toContain("wan2.7-text-to-video: 400 invalid_request");
    expect(statuses(mock)).toEqual(["POST 400"]);
  });
});

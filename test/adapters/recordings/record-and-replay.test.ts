import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { bodies, plainBody } from "../../harness/sample-bodies.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";
import { filesIn, get, KEY, post, runClient, stillMock } from "./recorded-run.js";

/** Records a run of the client into a folder of its own. */
async function recordedRun(seed = 7, now?: number) {
  const to = join(temporaryFolder().path, "made", "recordings");
  const mock = stillMock({ seed, ...(now === undefined ? {} : { now }), record: to });
  const run = await runClient(mock, true);
  await mock.close();
  return { to, run };
}

it("writes a file for each submit, named by date, model and prompt", async () => {
  const { to } = await recordedRun();
  expect(readdirSync(to).sort()).toEqual([
    "2026-09-01-wan2.7-image-to-video-the-kite-climbs.yaml",
    "2026-09-01-wan2.7-reference-video-image-1-greets-video-1.yaml",
    "2026-09-01-wan2.7-text-to-video-a-lighthouse-in-fog-2.yaml",
    "2026-09-01-wan2.7-text-to-video-a-lighthouse-in-fog.yaml",
    "2026-09-01-wan2.7-video-edit-make-it-snow-on-key-key.yaml",
  ]);
});

it("says of a task what was sent, what each poll showed and how the callback went", async () => {
  const { to } = await recordedRun();
  const text = filesIn(to)["2026-09-01-wan2.7-text-to-video-a-lighthouse-in-fog.yaml"] ?? "";
  expect(text.replace(/sha256-\w{16}/, "sha256-HASH").replace(/task-unified-\S+/, "TASK")).toBe(
    `scenarios:
  - name: wan2-7-text-to-video-a-lighthouse-in-fog
    description: "A recorded task: completed"
    match:
      model: wan2.7-text-to-video
      body:
        prompt: A lighthouse in fog
        aspect_ratio: 9:16
        quality: 1080p
        duration: 10
      exact: true
    timeline:
      - { at: 1s, status: processing, progress: 20 }
      - { at: 2500ms, status: processing, progress: 80 }
      - { at: 3s, complete: true }
    recording:
      submitted: 2026-09-01T12:00:00.250Z
      task: TASK
      callback_url: https://callbacks.wan-mock.example.com/1?removed
      credits:
        reserved: 97.92
        charged: 97.92
      polls:
        - { at: 1s, status: processing, progress: 20 }
        - { at: 2500ms, status: processing, progress: 80 }
        - { at: 3s, status: completed, progress: 100 }
        - { at: 5s, status: completed, progress: 100 }
      end:
        at: 3s
        status: completed
        result: sha256-HASH
      callbacks:
        - { at: 3s, attempt: 1, state: pending, status: 500 }
        - { at: 4s, attempt: 2, state: delivered, status: 200 }
`,
  );
});

it("gives the same client the same answers when it is replayed", async () => {
  const { to, run } = await recordedRun();
  expect(run.seen.map(({ status }) => status)).toContain(400);
  expect(run.callbacks).toEqual([500, 200]);
  const mock = stillMock({ seed: 8, replay: [to], replayOnly: true, priceList: "2026-05" });
  const again = await runClient(mock, false);
  expect({ ...again, scenarios: [] }).toEqual({ ...run, scenarios: [] });
  expect(again.scenarios).toEqual([
    "wan2-7-text-to-video-a-lighthouse-in-fog",
    "wan2-7-image-to-video-the-kite-climbs",
    "wan2-7-reference-video-image-1-greets-video-1",
    "wan2-7-video-edit-make-it-snow-on-key-key",
    "wan2-7-text-to-video-a-lighthouse-in-fog-2",
  ]);
  await mock.close();
});

it("replays credits that the price list does not have", async () => {
  const { to, run } = await recordedRun();
  const mock = stillMock({
    replay: [to],
    prices: { "wan2.7-text-to-video": { creditsPerTask: 1 }, "wan2.7-video-edit": { creditsPerTask: 1 } },
  });
  expect(await runClient(mock, false)).toMatchObject({ seen: run.seen, spent: run.spent });
  await mock.close();
});

it("differs between two recordings of a run in times and ids alone", async () => {
  const [one, other] = [await recordedRun(7), await recordedRun(8, Date.UTC(2026, 8, 1, 17, 30))].map(
    ({ to }) => filesIn(to),
  );
  expect(Object.keys(other ?? {})).toEqual(Object.keys(one ?? {}));
  const differing = Object.keys(one ?? {}).flatMap((name) => {
    const [lines, others] = [one?.[name]?.split("\n") ?? [], other?.[name]?.split("\n") ?? []];
    expect(others).toHaveLength(lines.length);
    return lines.flatMap((line, at) => (line === others[at] ? [] : [line.trim().split(":")[0]]));
  });
  expect([...new Set(differing)].sort()).toEqual(["result", "submitted", "task"]);
});

it("keeps keys, passwords and query strings out of the files and their names", async () => {
  const { to } = await recordedRun();
  const all = JSON.stringify(filesIn(to));
  for (const secret of [KEY, "sk-live", "callback-secret", "signed-secret", "user:word"])
    expect(all).not.toContain(secret);
  expect(all).toContain("https://cdn.example.com/kite.png?removed");
});

it("marks tasks that have not ended, and writes them before the mock is closed", async () => {
  const to = temporaryFolder().path;
  const mock = stillMock({ record: to });
  const { answer } = await post(mock, plainBody);
  await mock.clock.advance("1s");
  await get(mock, answer.id);
  await new Promise((resolve) => setImmediate(resolve));
  expect(Object.values(filesIn(to))[0]).toContain("unfinished: true\n");
  await mock.close();
  const [text = ""] = Object.values(filesIn(to));
  expect(text).toContain("- { at: 1s, status: processing, progress: 20 }");
  expect(text).toContain("unfinished: true\n");
  const replayed = stillMock({ replay: [to] });
  const again = await post(replayed, plainBody);
  await replayed.clock.advance("1h");
  expect((await get(replayed, again.answer.id)).answer).toMatchObject({ status: "processing", progress: 20 });
  await replayed.close();
});

it("uses recordings of equal bodies in their order, then the last one again", async () => {
  const to = temporaryFolder().path;
  const mock = stillMock({ record: to });
  for (const scenario of ["http-503", "rate-limited", "http-500"])
    await post(mock, plainBody, { "x-wan-mock-scenario": scenario });
  await mock.close();
  const replayed = stillMock({ replay: [to] });
  const statuses: number[] = [];
  const submit = async () => statuses.push((await post(replayed, plainBody)).response.status);
  for (let count = 0; count < 4; count++) await submit();
  await replayed.reset("scenarios");
  await submit();
  expect(statuses).toEqual([503, 429, 500, 500, 503]);
  const { response } = await post(replayed, plainBody, {
    "x-wan-mock-scenario": "wan2-7-text-to-video-a-lighthouse-in-fog-2",
  });
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "1"]);
  await replayed.close();
});

it("keeps a recording for the next submit where this one is refused", async () => {
  const to = temporaryFolder().path;
  const mock = stillMock({ record: to });
  await post(mock, plainBody);
  await post(mock, plainBody, { "x-wan-mock-scenario": "http-503" });
  await mock.close();
  const replayed = stillMock({ replay: [to], balance: 1 });
  const submit = async () => (await post(replayed, plainBody)).response.status;
  expect(await submit()).toBe(402);
  await replayed.account(KEY).set({ balance: 100 });
  expect([await submit(), await submit()]).toEqual([200, 503]);
  await replayed.close();
});

it("replays a recording of the same model and shape where no body is equal, and says so", async () => {
  const { to } = await recordedRun();
  const mock = stillMock({ replay: [to], replayOnly: true });
  const { response, answer } = await post(mock, { ...bodies.reference, prompt: "Image 1 waves" });
  expect(response.headers.get("x-wan-mock-scenario")).toBe(
    "wan2-7-reference-video-image-1-greets-video-1 (by shape)",
  );
  await mock.clock.advance("3s");
  expect((await get(mock, answer.id)).answer).toMatchObject({
    status: "failed",
    error: { code: "generation_timeout" },
  });
  await mock.close();
});

it("refuses what no recording fits, and names the closest, only when it is asked to", async () => {
  const { to } = await recordedRun();
  const mock = stillMock({ replay: [to], replayOnly: true });
  const { response, answer } = await post(mock, { ...bodies.image, seed: 5, prompt: "Rain" });
  expect([response.status, response.headers.get("x-wan-mock-scenario")]).toEqual([404, "replay-only"]);
  expect(answer.error).toMatchObject({
    code: "recording_not_found",
    message: expect.stringMatching(
      /^no recording fits this submit: the closest is wan2-7-image-to-video-the-kite-climbs \(.+\.yaml:2:11\), which differs in prompt, image_start, seed; record this one/,
    ) as unknown,
  });
  const forced = await post(mock, { ...plainBody, seed: 5 }, { "x-wan-mock-scenario": "http-503" });
  expect(forced.response.status).toBe(503);
  await mock.close();
  const open = stillMock({ replay: [to] });
  expect((await post(open, { ...bodies.image, seed: 5 })).response.status).toBe(200);
  await open.close();
});

it("takes as long as a pace that was asked for", async () => {
  const { to } = await recordedRun();
  const mock = stillMock({ replay: [to], pace: "30s" });
  const { answer } = await post(mock, bodies.text);
  const line: unknown[] = [];
  for (const step of ["10s", "15s", "5s"]) {
    await mock.clock.advance(step);
    const { status, progress } = (await get(mock, answer.id)).answer;
    line.push(`${status} ${progress}`);
  }
  expect(line).toEqual(["processing 20", "processing 80", "completed 100"]);
  await mock.close();
});

it("is a scenario file: --scenarios reads it", async () => {
  const { to } = await recordedRun();
  const { startMock } = await import("../../../src/compose/start-mock.js");
  const mock = await startMock({ clock: "frozen", scenarios: [to] });
  const response = await fetch(`${mock.url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer k", "content-type": "application/json" },
    body: JSON.stringify(bodies.reference),
  });
  expect(response.headers.get("x-wan-mock-scenario")).toBe("wan2-7-reference-video-image-1-greets-video-1");
  await mock.close();
});

it("shows oddities of the end again: no results, and the status cancelled", async () => {
  const to = temporaryFolder().path;
  const mock = stillMock({ record: to, pace: "instant" });
  const names = ["completed-without-results", "status-cancelled"];
  for (const name of names) {
    const { answer } = await post(mock, { ...plainBody, prompt: name }, { "x-wan-mock-scenario": name });
    await get(mock, answer.id);
  }
  await mock.close();
  const replayed = stillMock({ replay: [to] });
  const ends: unknown[] = [];
  for (const name of names) {
    const { answer } = await post(replayed, { ...plainBody, prompt: name });
    const { status, results } = (await get(replayed, answer.id)).answer as {
      status?: string;
      results?: unknown;
    };
    ends.push([status, results]);
  }
  expect(ends).toEqual([
    ["completed", undefined],
    ["cancelled", undefined],
  ]);
  await replayed.close();
});

it("records polls that were refused, progress that fell, and answers that were lost", async () => {
  const to = temporaryFolder().path;
  const mock = stillMock({ record: to });
  const { answer } = await post(mock, {
    ...plainBody,
    prompt: "[mock:progress-jumps] [mock:query/rate-limited:1]",
  });
  for (const step of ["1s", "500ms", "500ms", "1s"]) {
    await mock.clock.advance(step);
    await get(mock, answer.id);
  }
  await expect(post(mock, plainBody, { "x-wan-mock-scenario": "answer-lost" })).rejects.toThrow();
  await mock.close();
  const [jumping = "", lost = ""] = Object.values(filesIn(to)).sort(
    (one, other) => Number(other.includes("rate_limit")) - Number(one.includes("rate_limit")),
  );
  expect(jumping).toContain("- { at: 1s, answer: 429, code: rate_limit_exceeded }");
  expect(jumping).toContain("- progress fell from 80 to 30\n");
  expect(lost).toContain("use: answer-lost\n");
  const replayed = stillMock({ replay: [to] });
  await expect(post(replayed, plainBody)).rejects.toThrow();
  expect(await replayed.tasks.list()).toHaveLength(1);
  await replayed.close();
});

it("records through the library, from the call on until it is stopped", async () => {
  const to = join(temporaryFolder().path, "recordings");
  const mock = stillMock();
  await post(mock, plainBody);
  const recording = await mock.record({ to });
  expect(recording.folder).toBe(to);
  await post(mock, { ...plainBody, prompt: "Rain" });
  expect(recording.stop()).toEqual({ recordings: 1, unfinished: 1, disagreements: [] });
  await post(mock, { ...plainBody, prompt: "Snow" });
  await mock.close();
  expect(Object.keys(filesIn(to))).toEqual(["2026-09-01-wan2.7-text-to-video-rain.yaml"]);
  await expect(mock.record({ to })).rejects.toMatchObject({ code: "MOCK_CLOSED" });
});

it("writes beside what a folder holds already, also of another day", async () => {
  const to = temporaryFolder().path;
  for (const now of [Date.UTC(2026, 8, 1), Date.UTC(2026, 8, 2)]) {
    const mock = stillMock({ now, record: to });
    await post(mock, plainBody);
    await mock.close();
  }
  const files = filesIn(to);
  expect(Object.keys(files)).toEqual([
    "2026-09-01-wan2.7-text-to-video-a-lighthouse-in-fog.yaml",
    "2026-09-02-wan2.7-text-to-video-a-lighthouse-in-fog-2.yaml",
  ]);
  expect(Object.values(files)[1]).toContain("- name: wan2-7-text-to-video-a-lighthouse-in-fog-2\n");
});

it("writes over no file of another mock that records into the same folder", async () => {
  const to = temporaryFolder().path;
  const mocks = [stillMock({ seed: 1 }), stillMock({ seed: 2 })];
  for (const mock of mocks) await mock.record({ to });
  for (const mock of mocks) await post(mock, plainBody);
  for (const mock of mocks) await mock.close();
  expect(new Set(Object.values(filesIn(to)).map((text) => /task: (\S+)/.exec(text)?.[1])).size).toBe(2);
  expect(Object.keys(filesIn(to))).toHaveLength(2);
});

it("records a body that cannot be read without a match", async () => {
  const to = temporaryFolder().path;
  const mock = stillMock({ record: to });
  await post(mock, "{not json");
  await post(mock, { model: 5, prompt: "x" });
  await mock.close();
  const texts = Object.values(filesIn(to));
  expect(texts.map((text) => text.includes("match:"))).toEqual([true, false]);
  const replayed = stillMock({ replay: [to], replayOnly: true });
  expect((await post(replayed, { model: 5, prompt: "x" })).response.status).toBe(400);
  await replayed.close();
});

it("says what to change in options that do not go together", async () => {
  const { path, write } = temporaryFolder();
  mkdirSync(join(path, "both"));
  expect(() => stillMock({ replayOnly: true })).toThrow(
    "replayOnly refuses what no recording fits: name the recordings with replay",
  );
  const both = join(path, "both");
  expect(() => stillMock({ record: both, replay: [both] })).toThrow(`record and replay both name ${both}`);
  const mock = stillMock();
  await expect(mock.record({ to: write("file", "") })).rejects.toThrow(/record is a folder for recordings/);
  await expect(mock.record({ to: "" })).rejects.toThrow("to is the path of a folder for recordings, got");
  await mock.close();
  const missing = stillMock({ replay: [join(path, "nowhere")] });
  await expect(post(missing, plainBody)).rejects.toThrow(/there is no such file or folder/);
  await missing.close();
});

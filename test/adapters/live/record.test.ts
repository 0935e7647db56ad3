import { join } from "node:path";
import { expect, test } from "vitest";
import { type Mock, startMock } from "../../../src/index.js";
import {
  LIVE_KEY,
  liveBody,
  queryAt,
  startProxyTo,
  startService,
  submitTo,
} from "../../harness/live-proxy.js";
import { bodies } from "../../harness/sample-bodies.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";
import { filesIn } from "../recordings/recorded-run.js";

/** Later than the real time, as a clock cannot be set back. */
const START = Date.UTC(2100, 0, 1);

interface Answer {
  readonly id?: string;
  readonly status?: string;
  readonly progress?: number;
  readonly results?: readonly string[];
  readonly usage?: { readonly credits_reserved: number };
  readonly error?: unknown;
}

/** A service, and a proxy to it that records; their clocks stand still and move together. */
async function recordingProxy() {
  const service = await startService({ now: START });
  const to = join(temporaryFolder().path, "recordings");
  const proxy = await startProxyTo(service.url, { record: to });
  await proxy.clock.freeze();
  await proxy.clock.set(START);
  const advance = async (step: string) => {
    await service.clock.advance(step);
    await proxy.clock.advance(step);
  };
  return { service, proxy, to, advance };
}

/** An answer without the id of the task and the link that holds it. */
async function seenIn(response: Response) {
  const { status, progress, results, usage, error, id } = (await response.json()) as Answer;
  const seen = { http: response.status, status, progress, results: results?.length, usage, error };
  return { id, seen: { ...seen, usage: usage?.credits_reserved } };
}

const sent = [bodies.text, bodies.image, bodies.reference, bodies.edit, liveBody];

/** Submits five bodies, and queries their tasks four times. */
async function runClient(url: string, advance: (step: string) => Promise<unknown>): Promise<object[]> {
  const submits: Awaited<ReturnType<typeof seenIn>>[] = [];
  for (const body of sent) submits.push(await seenIn(await submitTo(url, body)));
  const all = submits.map(({ seen }) => seen);
  for (const step of ["1s", "1500ms", "500ms", "2s"]) {
    await advance(step);
    for (const { id } of submits) if (id !== undefined) all.push((await seenIn(await queryAt(url, id))).seen);
  }
  return all;
}

/** Has the service spoil all submits of `sent` but the first. */
function force(service: Mock): void {
  service.scenario("generation-timeout", { match: { model: bodies.image.model } });
  service.scenario("status-cancelled", { match: { model: bodies.reference.model } });
  service.scenario("completed-without-results", { match: { model: bodies.edit.model } });
  service.scenario("rate-limited", { match: { prompt: liveBody.prompt } });
}

test("a run that was recorded through a proxy is replayed with the same answers", async () => {
  const { service, proxy, to, advance } = await recordingProxy();
  force(service);
  const run = await runClient(proxy.url, advance);
  expect(run.map((seen) => (seen as { status?: string }).status ?? "refused")).toEqual(
    expect.arrayContaining(["completed", "failed", "cancelled", "processing", "refused"]),
  );
  await proxy.close();

  const replaying = await startMock({ clock: "frozen", now: START, replay: [to], replayOnly: true });
  expect(await runClient(replaying.url, (step) => replaying.clock.advance(step))).toEqual(run);
  await replaying.close();
});

test("the recording holds the polls with their times, the end as the service showed it, and the mark", async () => {
  const { service, proxy, to, advance } = await recordingProxy();
  force(service);
  await runClient(proxy.url, advance);
  await proxy.close();
  const files = filesIn(to);
  expect(Object.keys(files)).toHaveLength(sent.length);
  const of = (part: string) => Object.entries(files).find(([name]) => name.includes(part))?.[1] ?? "";
  const text = of("lighthouse");
  expect(
    text
      .slice(text.indexOf("    timeline:"))
      .replace(/task-unified-\S+/, "TASK")
      .replace(/sha256-\w{16}/, "sha256-HASH"),
  ).toBe(
    `    timeline:
      - { at: 1s, status: processing, progress: 20 }
      - { at: 2500ms, status: processing, progress: 80 }
      - { at: 3s, complete: true }
    recording:
      submitted: 2100-01-01T00:00:00.000Z
      live: true
      task: TASK
      credits:
        reserved: 97.92
      polls:
        - { at: 1s, status: processing, progress: 20 }
        - { at: 2500ms, status: processing, progress: 80 }
        - { at: 3s, status: completed, progress: 100 }
        - { at: 5s, status: completed, progress: 100 }
      end:
        at: 3s
        status: completed
        result: sha256-HASH
`,
  );
  expect(of("kite")).toMatch(/error:\n +code: generation_timeout\n +message: .+\n +type: task_error\n/);
  expect(of("greets")).toContain("status: cancelled\n");
  expect(of("snow")).toContain("without_results: true\n");
  expect(of("rain")).toMatch(/ live: true\n/);
  expect(Object.values(files).join("")).not.toContain(LIVE_KEY);
});

test("what the proxy answers itself is recorded without the mark", async () => {
  const { proxy, to } = await recordingProxy();
  expect((await submitTo(proxy.url, { ...liveBody, duration: 99 })).status).toBe(400);
  await proxy.close();
  const [text = ""] = Object.values(filesIn(to));
  expect(text).toContain("status: 400\n");
  expect(text).not.toContain("live:");
});

/** Calls a route of the proxy that shows several tasks. */
async function showTasks(url: string, path: string, body?: object): Promise<void> {
  const headers = { authorization: `Bearer ${LIVE_KEY}`, "content-type": "application/json" };
  const init = body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) };
  const response = await fetch(`${url}${path}`, init);
  expect(response.status).toBe(200);
  await response.text();
}

test("a batch tells how a task ended", async () => {
  const { service, proxy, to, advance } = await recordingProxy();
  service.scenario("generation-timeout", { match: { model: bodies.image.model } });
  const submits = [
    await seenIn(await submitTo(proxy.url)),
    await seenIn(await submitTo(proxy.url, bodies.image)),
  ];
  await advance("1h");
  await showTasks(proxy.url, "/v1/tasks/batch", { task_ids: submits.map(({ id }) => id) });
  await proxy.close();
  const [failed = "", completed = ""] = Object.values(filesIn(to));
  expect(completed).toMatch(/ {6}end:\n +at: 1h\n +status: completed\n +result: sha256-\w{16}\n/);
  expect(failed).toMatch(/ {6}end:\n +at: 1h\n +status: failed\n +error:\n +code: generation_timeout\n/);
});

test("a list, which leaves results out, tells when a task ended, and the next query with what", async () => {
  const { proxy, to, advance } = await recordingProxy();
  const { id = "" } = await seenIn(await submitTo(proxy.url));
  await advance("1h");
  await showTasks(proxy.url, "/v1/tasks");
  const [listed = ""] = Object.values(filesIn(to));
  expect(listed).toMatch(/ {6}end:\n +at: 1h\n +status: completed\n$/);
  await advance("1h");
  await queryAt(proxy.url, id);
  await proxy.close();
  const [text = ""] = Object.values(filesIn(to));
  expect(text).toMatch(/ {6}end:\n +at: 1h\n +status: completed\n +result: sha256-\w{16}\n/);
});

test("an accepted submit whose answer is not JSON is recorded as one without a task", async () => {
  const { service, proxy, to } = await recordingProxy();
  service.scenario("malformed-json");
  await submitTo(proxy.url);
  await proxy.close();
  const [text = ""] = Object.values(filesIn(to));
  expect(text).toMatch(/ live: true\n +disagreements:\n +- answered with status 200 and no task\n/);
});

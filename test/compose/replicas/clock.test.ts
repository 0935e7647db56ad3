import { expect, onTestFinished, test } from "vitest";
import type { Mock } from "../../../src/compose/mock.js";
import { startMock } from "../../../src/compose/start-mock.js";
import { START, STILL, type TaskJson } from "../../harness/describe-matrix.js";
import { startReceiver } from "../../harness/receiver.js";
import { call, describeReplicas, manyTimes, startReplicas, submit } from "../../harness/replicas.js";

interface ClockJson {
  readonly now: string;
  readonly mode: string;
  readonly waiting: number;
}

const CALLBACK = { callback_url: "https://hooks.example.com/done" };

const clock = (url: string) => call<ClockJson>(url, "GET", "/_mock/clock").then(({ body }) => body);
const move = (url: string, body: object) =>
  call<ClockJson>(url, "POST", "/_mock/clock", body).then((reply) => reply.body);
const after = (ms: number) => new Date(START + ms).toISOString();

describeReplicas("the clock of three replicas", (redis) => {
  test("is moved, stopped and let go at one, and seen at all at once", async () => {
    const { mocks } = await startReplicas(redis());
    const [one, two, three] = mocks.map(({ url }) => url) as [string, string, string];
    const { body } = await submit(one);
    await move(two, { advance: "1h" });
    for (const url of [one, two, three]) {
      expect(await clock(url)).toMatchObject({ now: after(3_600_000), mode: "frozen" });
      const task = await call<TaskJson>(url, "GET", `/v1/tasks/${body.id}`);
      expect(task.body.status).toBe("completed");
    }
    await move(three, { resume: true });
    expect((await Promise.all([one, two, three].map(clock))).map(({ mode }) => mode)).toEqual(
      Array(3).fill("running"),
    );
    await move(one, { freeze: true });
    const stopped = await Promise.all([one, two, three].map(clock));
    expect(stopped).toEqual(Array(3).fill(stopped[0]));
    await move(two, { set: "2030-01-01T00:00:00Z" });
    expect((await clock(three)).now).toBe("2030-01-01T00:00:00.000Z");
    await call(three, "POST", "/_mock/reset", { scope: "clock" });
    expect((await clock(one)).now).toBe(after(0));
  });

  test("runs for all: what falls due is done once, whoever does it", async () => {
    const receiver = await startReceiver((response) => void response.writeHead(204).end());
    onTestFinished(() => receiver.close());
    const { mocks, front } = await startReplicas(redis(), {
      ...{ clock: "running", pace: "instant", forwardTo: receiver.url },
    });
    const tasks = await manyTimes(60, 12, () => submit(front.url, CALLBACK));
    const ids = tasks.map(({ body }) => body.id).sort();
    await expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(60);
    await Promise.all(mocks.map((mock) => mock.clock.idle()));
    expect(receiver.received.map((one) => (JSON.parse(one.body) as TaskJson).id).sort()).toEqual(ids);
  });

  test("moves at two replicas at once are made one after the other", async () => {
    const receiver = await startReceiver((response) => void response.writeHead(204).end());
    onTestFinished(() => receiver.close());
    const { mocks, front } = await startReplicas(redis(), { forwardTo: receiver.url });
    await manyTimes(30, 6, () => submit(front.url, CALLBACK));
    const moves = await Promise.all(mocks.map(({ url }) => move(url, { advance: "10m" })));
    expect(moves.map(({ now }) => now).sort()).toEqual([600_000, 1_200_000, 1_800_000].map(after));
    expect(receiver.received).toHaveLength(30);
    for (const { url } of mocks) {
      expect(await clock(url)).toMatchObject({ now: after(1_800_000), mode: "frozen", waiting: 0 });
    }
  });

  test("a receiver may ask any replica while a move waits for its answer", async () => {
    let bases: readonly string[] = [];
    const seen: string[] = [];
    const receiver = await startReceiver((response) => {
      const { id } = JSON.parse(receiver.received.at(-1)?.body ?? "") as TaskJson;
      void Promise.all(bases.map((base) => call<TaskJson>(base, "GET", `/v1/tasks/${id}`)))
        .then((replies) => seen.push(...replies.map(({ body }) => body.status)))
        .then(() => response.writeHead(204).end());
    });
    onTestFinished(() => receiver.close());
    const { mocks, front } = await startReplicas(redis(), { forwardTo: receiver.url });
    bases = mocks.map(({ url }) => url);
    await manyTimes(20, 6, () => submit(front.url, CALLBACK));
    expect(await move(mocks[0].url, { next: true })).toMatchObject({ now: after(3000), mode: "frozen" });
    expect(seen).toEqual(Array(60).fill("completed"));
  });

  test("is one again after Redis has lost it, whoever started when", async () => {
    const starts = ["2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z", "2029-01-01T00:00:00Z"];
    const mocks: Mock[] = [];
    for (const now of starts)
      mocks.push(await startMock({ ...STILL, now, store: redis().url }, { onWarning: () => undefined }));
    onTestFinished(async () => {
      await Promise.all(mocks.map((mock) => mock.close()));
    });
    const nows = async () => [
      ...new Set(await Promise.all(mocks.map(async ({ url }) => (await clock(url)).now))),
    ];
    expect(await nows()).toEqual(["2027-01-01T00:00:00.000Z"]);
    await redis().client.flushall();
    await submit(mocks[1]!.url);
    await nows();
    expect(await nows()).toHaveLength(1);
  });

  test("a reset at another replica ends a move where it stands", async () => {
    let reset = () => Promise.resolve();
    const receiver = await startReceiver((response) => {
      void reset().then(() => response.writeHead(204).end());
    });
    onTestFinished(() => receiver.close());
    const { mocks } = await startReplicas(redis(), { forwardTo: receiver.url });
    await submit(mocks[0].url, CALLBACK);
    reset = async () => {
      await call(mocks[1].url, "POST", "/_mock/reset", {});
    };
    await move(mocks[0].url, { advance: "1h" });
    for (const { url } of mocks) expect(await clock(url)).toMatchObject({ now: after(0), mode: "frozen" });
    expect(await move(mocks[2].url, { advance: "1m" })).toMatchObject({ now: after(60_000), mode: "frozen" });
  });
});

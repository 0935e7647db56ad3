import { expect, test } from "vitest";
import { readEvents } from "../../harness/event-reader.js";
import { call, describeReplicas, manyTimes, startReplicas, submit } from "../../harness/replicas.js";

interface JournalPage {
  readonly items: readonly { readonly sequence: number; readonly kind: string }[];
}

describeReplicas("the journal of three replicas", (redis) => {
  test("numbers are given once, and the events of each replica are all of them in order", async () => {
    const { mocks, front } = await startReplicas(redis());
    const readers = await Promise.all(mocks.map(({ url }) => readEvents(url)));
    const tasks = await manyTimes(60, 12, () => submit(front.url));
    await call(front.url, "POST", "/_mock/clock", { advance: "1m" });
    await manyTimes(60, 12, (order) => call(front.url, "GET", `/v1/tasks/${tasks[order]!.body.id}`));
    const last = await call<JournalPage>(mocks[0].url, "GET", "/_mock/journal?limit=1000");
    const kept = last.body.items.toReversed();
    expect(kept.map(({ sequence }) => sequence)).toEqual(kept.map((_, place) => place + 1));
    for (const { url } of mocks) {
      expect((await call(url, "GET", "/_mock/journal?limit=1000")).body).toEqual(last.body);
    }
    for (const { events } of readers) {
      await expect.poll(() => events.length).toBe(kept.length);
      expect(events.map(({ id, event, data }) => [id, event, data])).toEqual(
        kept.map((entry) => [entry.sequence, entry.kind, entry]),
      );
    }
  });

  test("a habit that shows over several replicas is told once", async () => {
    const { mocks, front } = await startReplicas(redis());
    const { body } = await submit(front.url);
    for (let turn = 0; turn < 30; turn++) await call(front.url, "GET", `/v1/tasks/${body.id}`);
    const pages = await Promise.all(
      mocks.map(({ url }) => call<JournalPage>(url, "GET", "/_mock/journal?kind=habit&limit=100")),
    );
    expect(pages[0]!.body.items.length).toBeGreaterThan(0);
    const names = pages[0]!.body.items.map((entry) =>
      JSON.stringify({ ...entry, sequence: 0, evidence: [] }),
    );
    expect(new Set(names).size).toBe(names.length);
    expect([pages[1]!.body, pages[2]!.body]).toEqual([pages[0]!.body, pages[0]!.body]);
    const habits = await Promise.all(mocks.map(({ url }) => call(url, "GET", "/_mock/habits")));
    expect(habits.map(({ body: found }) => found)).toEqual([
      habits[0]!.body,
      habits[0]!.body,
      habits[0]!.body,
    ]);
  });

  test("coverage and metrics at each replica count what all have answered", async () => {
    const { mocks, front } = await startReplicas(redis());
    await manyTimes(20, 5, () => submit(front.url));
    for (const place of [0, 1, 2]) await submit(mocks[place]!.url, { quality: "ultra" });
    await call(front.url, "POST", "/_mock/clock", { advance: "1m" });
    const hits = mocks.map((mock) => mock.coverage().items.filter((item) => item.hits > 0));
    expect(hits[0]).toContainEqual(expect.objectContaining({ group: "models", hits: 20 }));
    expect([hits[1], hits[2]]).toEqual([hits[0], hits[0]]);
    const metrics = await Promise.all(
      mocks.map(async ({ url }) => (await fetch(`${url}/_mock/metrics`)).text()),
    );
    expect([metrics[1], metrics[2]]).toEqual([metrics[0], metrics[0]]);
    expect(mocks.map(({ spent }) => spent.credits)).toEqual(Array(3).fill(mocks[0].spent.credits));
  });
});

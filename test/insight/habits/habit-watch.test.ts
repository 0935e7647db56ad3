import { describe, expect, it } from "vitest";
import type { Body } from "../../../src/contract/rules/define-rule.js";
import { HabitWatch } from "../../../src/insight/habits/habit-watch.js";
import type { End } from "../../../src/insight/habits/task-history.js";
import type { HabitEvent, JournalEntry, RequestEvent } from "../../../src/ports/journal.js";
import { MemoryJournal } from "../../../src/stores/memory/memory-journal.js";

/** A watch over a journal of its own, and ways to fill it. */
function watched() {
  const journal = new MemoryJournal();
  const told: HabitEvent[] = [];
  const real = { now: 0 };
  const tasks = new Set(["task-1"]);
  const ends = new Map<string, End>();
  journal.subscribe((entry) => {
    if (entry.kind !== "task" || entry.step !== "ended") return;
    const status = entry.status === "completed" ? "completed" : "failed";
    ends.set(entry.task, { status, at: entry.at, sequence: entry.sequence, hasResult: true });
  });
  const watch = new HabitWatch(
    (seen) => {
      told.push(seen);
      journal.record(seen);
    },
    () => real.now,
    (id) => {
      if (!tasks.has(id)) return undefined;
      const end = ends.get(id);
      return { id, key: "key_1", model: "m", createdAt: 0, ...(end === undefined ? {} : { end: () => end }) };
    },
  );
  journal.subscribe((entry, body) => watch.watch(entry, body));
  const request = ({ body, ...about }: Partial<RequestEvent> & { readonly body?: object }): JournalEntry => {
    const event: RequestEvent = {
      kind: "request",
      route: "query",
      at: 0,
      requestId: "req",
      method: "GET",
      path: "/v1/tasks/task-1",
      status: 200,
      arrivedAfter: journal.bounds.recorded,
      milliseconds: 1,
      findings: [],
      key: "key_1",
      ...(body === undefined ? {} : { sent: JSON.stringify(body) }),
      ...about,
    };
    return journal.record(event, body as Body | undefined);
  };
  const created = (task: string, at = 0) => {
    tasks.add(task);
    journal.record({
      kind: "task",
      at,
      key: "key_1",
      model: "m",
      task,
      step: "created",
      status: "pending",
      progress: 0,
    });
  };
  const submitted = (task: string, prompt: string) => {
    created(task);
    return request({
      route: "submit",
      method: "POST",
      path: "/",
      task,
      model: "m",
      reserved: 1,
      body: { model: "m", prompt },
    });
  };
  const ids = () => watch.findings().map(({ habit }) => habit);
  return { journal, watch, told, real, request, created, submitted, ids };
}

describe("a watch over habits", () => {
  it("does not blame calls that were under way when they were told to wait", () => {
    const { request, ids } = watched();
    const { sequence } = request({ status: 429, retryAfter: 60 });
    request({ status: 429, retryAfter: 60, arrivedAfter: sequence - 1 });
    expect(ids()).toEqual([]);
    request({});
    expect(ids()).toEqual(["ignores-retry-after"]);
  });

  it("does not blame queries that were under way when the end was shown", () => {
    const { watch, request, created, ids } = watched();
    created("task-1");
    const { sequence } = request({ task: "task-1", shown: "failed" });
    request({ task: "task-1", shown: "failed", arrivedAfter: sequence - 1 });
    expect(ids()).toEqual([]);
    for (let count = 0; count < 3; count++) request({ task: "task-1", shown: "failed" });
    expect(ids()).toEqual(["polls-after-end"]);
    expect(watch.findings()[0]?.message).toContain("3 times more");
  });

  it("does not blame a client that waits in real time while the clock stands still", () => {
    const { real, request, ids } = watched();
    for (const now of [0, 10_000, 20_000]) {
      real.now = now;
      request({ status: 429, retryAfter: 10 });
    }
    expect(ids()).toEqual([]);
    real.now = 29_000;
    request({});
    expect(ids()).toEqual(["ignores-retry-after"]);
  });

  it("counts queries by the clock that speaks for the client", () => {
    const { real, created, request, ids } = watched();
    created("task-1");
    for (let count = 0; count < 60; count++) {
      real.now = count * 5_000;
      request({ task: "task-1", shown: "pending" });
    }
    expect(ids()).toEqual([]);
    for (let count = 0; count < 60; count++) request({ task: "task-1", shown: "pending" });
    expect(ids()).toEqual(["polls-too-often"]);
  });

  it("does not blame pollers side by side whose key is refused: each stops at its 401", () => {
    const { request, ids } = watched();
    for (let task = 0; task < 200; task++) request({ status: 401, path: `/v1/tasks/task-${task}` });
    expect(ids()).toEqual([]);
  });

  it("does not blame calls that were under way when the key was refused", () => {
    const { request, ids } = watched();
    const { sequence } = request({ status: 401 });
    for (let count = 0; count < 9; count++) request({ status: 401, arrivedAfter: sequence - 1 });
    expect(ids()).toEqual([]);
  });

  it("does not take a submit for a try again that was sent beside the one that failed", () => {
    const { request, ids } = watched();
    const submit = { route: "submit", body: { model: "m", prompt: "p" } } as const;
    const { sequence } = request({ ...submit, status: 500 });
    request({ ...submit, status: 500, arrivedAfter: sequence - 1 });
    expect(ids()).toEqual([]);
  });

  it("tells a habit once for each key, when it first shows, behind what showed it", () => {
    const { journal, told, request } = watched();
    for (const key of ["key_1", "key_1", "key_2", "key_1"]) {
      request({ status: 429, retryAfter: 60, key });
      request({ status: 429, retryAfter: 60, key });
    }
    expect(told.map(({ habit, key }) => `${habit} ${key ?? ""}`)).toEqual([
      "ignores-retry-after key_1",
      "ignores-retry-after key_2",
    ]);
    expect(journal.entries().map(({ kind }) => kind)).toEqual([
      ...["request", "request", "habit", "request", "request"],
      ...["request", "request", "habit", "request", "request"],
    ]);
  });

  it("keeps the first five and the latest five entries that a finding rests on", () => {
    const { watch, created, request } = watched();
    created("task-1");
    for (let count = 0; count < 40; count++) request({ task: "task-1", shown: "pending" });
    // The 22nd entry showed it, the 23rd tells it.
    expect(watch.findings()).toMatchObject([
      { habit: "polls-too-often", evidence: [2, 3, 4, 5, 6, 38, 39, 40, 41, 42] },
    ]);
  });

  it("keeps a hundred findings of each habit", () => {
    const { watch, submitted } = watched();
    for (let count = 0; count < 150; count++) submitted(`task-${count}`, "the same");
    expect(watch.findings()).toHaveLength(100);
  });

  it("watches the newest ten thousand tasks", () => {
    const { watch, journal, submitted, request } = watched();
    for (let count = 0; count <= 10_000; count++) submitted(`task-${count}`, `prompt ${count}`);
    const poll = (task: string) => {
      for (let count = 0; count <= 20; count++)
        request({ task, path: `/v1/tasks/${task}`, shown: "pending" });
    };
    poll("task-1");
    poll("task-10000");
    expect(watch.findings().map(({ task }) => task)).toEqual(["task-1", "task-10000"]);
    submitted("task-again", "prompt 0");
    expect(watch.findings()).toHaveLength(2);
    submitted("task-twice", "prompt 5");
    expect(watch.findings()).toHaveLength(3);
    for (let count = 0; count <= 10_000; count++) request({ task: `task-${count}`, shown: "pending" });
    expect(watch.bounds.tasks).toBe(watch.bounds.mostTasks);
    // That history was forgotten, and begins anew.
    for (let count = 0; count < 15; count++) request({ task: "task-0", shown: "pending" });
    expect(watch.findings()).toHaveLength(3);
    expect(journal.bounds.recorded).toBeGreaterThan(20_000);
  });

  it("finds no twin that has ended, of many with one prompt", () => {
    const { journal, submitted, ids } = watched();
    const end = (task: string) =>
      journal.record({
        kind: "task",
        at: 0,
        key: "key_1",
        model: "m",
        task,
        step: "ended",
        status: "completed",
        progress: 100,
      });
    for (let count = 0; count < 30; count++) {
      submitted(`task-${count}`, "the same");
      end(`task-${count}`);
    }
    expect(ids()).toEqual([]);
  });

  it("remembers what was found before resets, for whoever sums up a suite", () => {
    const { journal, watch, created, request, ids } = watched();
    created("task-1");
    request({ task: "task-1", shown: "pending" });
    journal.record({
      kind: "task",
      at: 5,
      key: "key_1",
      model: "m",
      task: "task-1",
      step: "ended",
      status: "failed",
      progress: 0,
    });
    expect(ids()).toEqual(["stops-polling"]);
    journal.record({ kind: "reset", at: 9, scope: "all" });
    expect(watch.findings()).toEqual([]);
    expect(watch.everFound().map(({ habit }) => habit)).toEqual(["stops-polling"]);
  });

  it.each(["accounts", "scenarios", "clock", "tasks"] as const)(
    "keeps findings on a reset of %s",
    (scope) => {
      const { journal, request, ids } = watched();
      request({ status: 429, retryAfter: 60 });
      request({});
      journal.record({ kind: "reset", at: 9, scope });
      expect(ids()).toEqual(["ignores-retry-after"]);
      request({ route: "submit" });
      expect(ids()).toEqual(["ignores-retry-after"]);
    },
  );
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Timeline } from "../../src/engine/timeline.js";
import { KitError } from "../../src/errors/kit-error.js";
import { MemoryDueQueue } from "../../src/stores/memory/memory-due-queue.js";
import { VirtualClock } from "../../src/stores/memory/virtual-clock.js";

const bug = (error: unknown) => {
  throw error;
};

/** A timeline whose works are the test's own: each is scheduled as data, and done by what stands under its name. */
function timelineWith(clock: VirtualClock) {
  const timeline = new Timeline(clock, new MemoryDueQueue(), bug);
  const runs: ((dueAt: number) => Promise<void>)[] = [];
  timeline.carryOutBy({
    keepBooks: async (works) => {
      await Promise.all(works.map(async ({ at, task }) => runs[Number(task)]?.(at)));
    },
    send: ({ at, delivery }) => runs[delivery]?.(at),
  });
  const schedule = (
    at: number,
    kind: "bookkeeping" | "sending",
    run: (dueAt: number) => Promise<void>,
  ): void => {
    const place = runs.push(run) - 1;
    void timeline.schedule(
      kind === "sending"
        ? { at, kind: "callback-attempt", delivery: place }
        : { at, kind: "task-end", task: String(place) },
    );
  };
  return Object.assign(timeline, { plan: schedule });
}

function frozen(start = 1000) {
  return timelineWith(new VirtualClock({ start, frozen: true }));
}

/** Work that writes down when it ran, over a few turns of the microtask queue. */
function note(into: [name: string, at: number][], timeline: Timeline, name: string) {
  return async () => {
    into.push([name, timeline.now()]);
    await Promise.resolve();
  };
}

const step = fc.oneof(
  fc.record({
    do: fc.constant("schedule" as const),
    after: fc.integer({ min: -5, max: 40 }),
    kind: fc.constantFrom("bookkeeping" as const, "sending" as const),
    /** Schedules more work when it runs. */
    again: fc.option(fc.nat({ max: 20 })),
  }),
  fc.record({ do: fc.constant("advance" as const), by: fc.nat({ max: 30 }), wait: fc.boolean() }),
  fc.record({ do: fc.constant("next" as const), wait: fc.boolean() }),
  fc.record({ do: fc.constant("runDue" as const) }),
);

describe("a timeline", () => {
  it("runs each work exactly once, at its instant, in due order, whatever the sequence of moves", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const timeline = frozen();
        const ran: { due: number; order: number; at: number }[] = [];
        let scheduled = 0;
        let latest = timeline.now();
        const schedule = (after: number, kind: "bookkeeping" | "sending", again: number | null) => {
          const due = timeline.now() + after;
          const order = scheduled++;
          timeline.plan(due, kind, async (dueAt) => {
            expect(dueAt).toBe(due);
            ran.push({ due, order, at: timeline.now() });
            await Promise.resolve();
            if (again !== null) schedule(again, kind, null);
          });
        };
        const moves: Promise<unknown>[] = [];
        for (const one of steps) {
          if (one.do === "schedule") schedule(one.after, one.kind, one.again);
          else if (one.do === "runDue") await timeline.runDue();
          else {
            const move = one.do === "advance" ? timeline.advance(one.by) : timeline.next();
            moves.push(move);
            if (one.wait) await move;
          }
          expect(timeline.now()).toBeGreaterThanOrEqual(latest);
          latest = timeline.now();
        }
        await Promise.all(moves);
        await timeline.advance(100);
        expect(timeline.waiting).toBe(0);
        expect(new Set(ran.map(({ order }) => order)).size).toBe(scheduled);
        expect(ran).toHaveLength(scheduled);
        for (const [index, { due, at }] of ran.entries()) {
          expect(at).toBeGreaterThanOrEqual(due);
          expect(at).toBeGreaterThanOrEqual(ran[index - 1]?.at ?? 0);
        }
        // Works known beforehand that fall due later run later; at one instant the one scheduled first.
        const planned = ran.filter(({ due, at }) => due === at);
        for (const [index, { due }] of planned.entries())
          expect(due).toBeGreaterThanOrEqual(planned[index - 1]?.due ?? 0);
        timeline.close();
      }),
      { numRuns: 300 },
    );
  });

  it("runs ties in the order of scheduling", async () => {
    const timeline = frozen();
    const ran: [string, number][] = [];
    for (const name of ["a", "b", "c"]) timeline.plan(1010, "bookkeeping", note(ran, timeline, name));
    timeline.plan(1005, "sending", note(ran, timeline, "early"));
    await timeline.advance("1s");
    expect(ran).toEqual([
      ["early", 1005],
      ["a", 1010],
      ["b", 1010],
      ["c", 1010],
    ]);
    expect(timeline.now()).toBe(2000);
  });

  it("stands at an instant until what it sends is answered", async () => {
    const timeline = frozen();
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    timeline.plan(1010, "sending", () => answered);
    const ran: [string, number][] = [];
    timeline.plan(1020, "bookkeeping", note(ran, timeline, "later"));
    const moved = timeline.advance(100);
    await new Promise((resolve) => setImmediate(resolve));
    expect([timeline.now(), ran]).toEqual([1010, []]);
    answer();
    expect(await moved).toBe(1100);
    expect(ran).toEqual([["later", 1020]]);
  });

  it("adds concurrent moves up, one after the other", async () => {
    const timeline = frozen(0);
    expect(await Promise.all([timeline.advance(10), timeline.advance("1s"), timeline.advance(5)])).toEqual([
      10, 1010, 1015,
    ]);
  });

  it("goes with next to the earliest work, and stays where nothing waits", async () => {
    const timeline = frozen();
    const ran: [string, number][] = [];
    timeline.plan(1500, "bookkeeping", note(ran, timeline, "b"));
    timeline.plan(1200, "bookkeeping", note(ran, timeline, "a"));
    expect([await timeline.next(), ran.length]).toEqual([1200, 1]);
    expect([await timeline.next(), ran.length]).toEqual([1500, 2]);
    expect(await timeline.next()).toBe(1500);
  });

  it("is set by an ISO text too, and by no text whose meaning depends on where it runs", async () => {
    const clock = new VirtualClock({ start: Date.UTC(2027, 0, 1), frozen: true });
    const timeline = timelineWith(clock);
    expect(await timeline.set("2027-01-02T00:00:00+01:00")).toBe(Date.UTC(2027, 0, 1, 23));
    expect(await timeline.set("2027-01-03")).toBe(Date.UTC(2027, 0, 3));
    for (const text of ["2027-02-01T00:00:00", "tomorrow", "", "1 Feb 2028", "2027-13-01"])
      await expect(timeline.set(text)).rejects.toMatchObject({ code: "INVALID_OPTION" });
    await expect(timeline.set("2026-01-01")).rejects.toMatchObject({ code: "CLOCK_BACKWARDS" });
    expect(timeline.now()).toBe(Date.UTC(2027, 0, 3));
  });

  it("refuses to go back and durations that are none, with a sentence", async () => {
    const timeline = frozen();
    const fault = async (act: Promise<unknown>) => {
      const error: unknown = await act.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(KitError);
      return (error as KitError).code;
    };
    expect(await fault(timeline.advance(-1))).toBe("CLOCK_BACKWARDS");
    expect(await fault(timeline.advance("-2m"))).toBe("CLOCK_BACKWARDS");
    expect(await fault(timeline.set(999))).toBe("CLOCK_BACKWARDS");
    for (const nonsense of ["", "soon", "1 h", "1e3s", 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(await fault(timeline.advance(nonsense)), String(nonsense)).toBe("INVALID_OPTION");
    }
    expect(timeline.now()).toBe(1000);
  });

  it("freezes and resumes: what was due by then has run, the rest waits", async () => {
    let real = 5000;
    const clock = new VirtualClock({ start: 0, realNow: () => real });
    const timeline = timelineWith(clock);
    const ran: [string, number][] = [];
    timeline.plan(100, "bookkeeping", note(ran, timeline, "a"));
    timeline.plan(300, "bookkeeping", note(ran, timeline, "b"));
    real += 200;
    expect(await timeline.freeze()).toBe(200);
    expect([ran, timeline.mode]).toEqual([[["a", 200]], "frozen"]);
    real += 10_000;
    await timeline.runDue();
    expect([ran.length, timeline.now()]).toEqual([1, 200]);
    await timeline.resume();
    real += 150;
    await timeline.idle();
    expect(ran).toEqual([
      ["a", 200],
      ["b", 350],
    ]);
    timeline.close();
  });

  it("runs on after a move when it ran before", async () => {
    let real = 0;
    const timeline = timelineWith(new VirtualClock({ start: 0, realNow: () => real }));
    await timeline.advance("1h");
    real += 5;
    expect([timeline.now(), timeline.mode]).toEqual([3_600_005, "running"]);
    timeline.close();
  });

  it("never runs what was dropped, and ends a move that stood at it", async () => {
    const timeline = frozen();
    const ran: [string, number][] = [];
    timeline.plan(1010, "sending", () => new Promise(() => undefined));
    timeline.plan(1020, "bookkeeping", note(ran, timeline, "dropped"));
    const moved = timeline.advance(100);
    await new Promise((resolve) => setImmediate(resolve));
    timeline.drop();
    expect(await moved).toBe(1100);
    timeline.plan(1200, "bookkeeping", note(ran, timeline, "new"));
    await timeline.advance(100);
    expect(ran).toEqual([["new", 1200]]);
  });

  it("starts over, also in the middle of a move", async () => {
    const timeline = frozen();
    timeline.plan(1010, "sending", () => new Promise(() => undefined));
    const moved = timeline.advance(100);
    await new Promise((resolve) => setImmediate(resolve));
    expect(timeline.restart()).toBe(1000);
    await moved;
    expect([timeline.now(), timeline.mode, await timeline.advance(7)]).toEqual([1000, "frozen", 1007]);
  });
});

it("starts what falls due after a move without waiting for a timer from before it", async () => {
  const timeline = timelineWith(new VirtualClock());
  timeline.setAlarm(timeline.now() + 3_600_000, () => undefined);
  await timeline.advance("1h");
  await new Promise<void>((ring) => timeline.setAlarm(timeline.now() + 1, ring));
  timeline.close();
});

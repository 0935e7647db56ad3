import fc from "fast-check";
import { expect, it } from "vitest";
import type { DueWork } from "../../src/ports/due-queue.js";
import { describePort, type OpenStores } from "../harness/stores-under-test.js";

const at = fc.nat({ max: 20 });
const step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ do: fc.constant("add" as const), at, kind: fc.nat({ max: 3 }) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("claim" as const),
      now: at,
      /** Of claimers that ask at once. */
      limits: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("clear" as const) }) },
);

/** A work that is like no other. */
function workOf(number: number, due: number, kind: number): DueWork {
  const task = `t${number}`;
  switch (kind) {
    case 0:
      return { at: due, kind: "task-end", task };
    case 1:
      return { at: due, kind: "late-settle", task };
    case 2:
      return { at: due, kind: "held-back-callback", account: "a", task };
    default:
      return { at: due, kind: "callback-attempt", delivery: number };
  }
}

async function claimAtOnce({ run }: OpenStores, now: number, limits: readonly number[]) {
  return Promise.all(limits.map(async (limit) => run(({ dueWork }) => dueWork.claim(now, limit))));
}

describePort("queue of due work", ({ open, holds }) => {
  it("gives out what is due in due order, ties in the order they went in, and nothing early or twice", async () => {
    await holds({
      given: fc.constant(undefined),
      step,
      steps: 120,
      start: async (openStores) => {
        const stores = await openStores();
        const { run } = stores;
        let model: DueWork[] = [];
        return {
          carryOut: async (one, order) => {
            if (one.do === "clear") {
              await run(({ dueWork }) => dueWork.clear());
              model = [];
            } else if (one.do === "add") {
              const work = workOf(order, one.at, one.kind);
              await run(({ dueWork }) => dueWork.add(work));
              model.push(work);
              // Sorting is stable: ties stay in the order they went in.
              model.sort((a, b) => a.at - b.at);
            } else {
              const { now, limits } = one;
              const room = limits.reduce((sum, limit) => sum + limit, 0);
              const due = model.filter((work) => work.at <= now).slice(0, room);
              const claims = await claimAtOnce(stores, now, limits);
              const places = claims.map((works) => works.map((work) => placeIn(due, work)));
              const inOrder = (a: number, b: number) => a - b;
              expect(places.flat().sort(inOrder)).toEqual([...due.keys()]);
              for (const [claimer, each] of places.entries()) {
                expect(each).toEqual(each.toSorted(inOrder));
                expect(each.length).toBeLessThanOrEqual(limits[claimer] ?? 0);
              }
              model = model.filter((work) => !due.includes(work));
            }
          },
          compare: async () => {
            const { size, next } = await run(({ dueWork: { size, next } }) => ({ size, next }));
            expect(size).toBe(model.length);
            expect(next).toBe(model[0]?.at ?? Number.POSITIVE_INFINITY);
          },
        };
      },
    });
  });

  it("keeps every member of a work, whatever its kind", async () => {
    const { run, reopen } = await open();
    const works = [0, 1, 2, 3].map((kind) => workOf(kind, 1, kind));
    for (const work of works) await run(({ dueWork }) => dueWork.add(work));
    await reopen?.();
    expect(await run(({ dueWork }) => dueWork.claim(1, 10))).toEqual(works);
  });

  it("gives out an alarm in the process that has set it", async () => {
    const { run } = await open();
    const alarm: DueWork = { at: 2, kind: "alarm", alarm: 5 };
    const claimed = await run(async ({ dueWork }) => {
      await dueWork.add(alarm);
      await dueWork.add(workOf(1, 1, 0));
      return dueWork.claim(2, 10);
    });
    expect(claimed).toEqual([workOf(1, 1, 0), alarm]);
  });
});

function placeIn(works: readonly DueWork[], work: DueWork): number {
  return works.findIndex((one) => JSON.stringify(one) === JSON.stringify(work));
}

import fc from "fast-check";
import { expect, it } from "vitest";
import { ComparableBody } from "../../../src/insight/habits/comparable-body.js";
import { RecentSubmits } from "../../../src/insight/habits/recent-submits.js";
import type { RequestEvent } from "../../../src/ports/journal.js";

interface Known {
  readonly id: string;
  readonly key: string;
  readonly prompt: string;
  readonly sequence: number;
  isUnfinished: boolean;
}

/** Prompts that are long and alike, so that texts are told apart by more than their ends. */
const prompt = fc.nat({ max: 400 }).map((n) => `${"a lighthouse ".repeat(12)}${n} ${"in fog ".repeat(12)}`);

it("finds the twin of a submit as a list of all that is looked through would", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ key: fc.constantFrom("key_1", "key_2"), prompt, ends: fc.nat() }), {
        minLength: 600,
        maxLength: 1200,
      }),
      (submits) => {
        const all = new Map<string, Known>();
        const recent = new RecentSubmits((id) => all.get(id)?.isUnfinished === true);
        for (const [index, { key, prompt, ends }] of submits.entries()) {
          const id = `task-${index}`;
          const entry = { ...request, task: id, key, sequence: index + 1 };
          const members = [`"model":"m"`, `"prompt":${JSON.stringify(prompt)}`];
          // The order of members does not matter.
          const body = new ComparableBody(`{${(index % 2 === 0 ? members : members.reverse()).join(", ")}}`);
          const twin = [...all.values()].findLast(
            (one) => one.isUnfinished && one.key === key && one.prompt === prompt,
          );
          expect(recent.twinOf(entry, body)?.id).toBe(twin?.id);
          expect(recent.twinOf(entry, body)?.submittedBy).toBe(twin?.sequence);
          all.set(id, { id, key, prompt, sequence: entry.sequence, isUnfinished: true });
          recent.add(entry, body);
          const ended = all.get(`task-${ends % (2 * all.size)}`);
          if (ended !== undefined) ended.isUnfinished = false;
        }
      },
    ),
    { numRuns: 10, endOnFailure: true },
  );
});

it("keeps the newest submits, and no more bytes than it says", () => {
  const recent = new RecentSubmits(() => true);
  const add = (index: number, prompt: string) => {
    const body = new ComparableBody(JSON.stringify({ model: "m", prompt }));
    recent.add({ ...request, task: `task-${index}`, key: "key_1", sequence: index + 1 }, body);
    return recent.twinOf({ key: "key_1", task: undefined }, body)?.id;
  };
  for (let index = 0; index < 20_000; index++) expect(add(index, `prompt ${index % 15_000}`)).toBeDefined();
  expect(recent.bounds.kept).toBeLessThanOrEqual(recent.bounds.most);
  for (let index = 0; index < 1000; index++) add(index, `${index} ${"x".repeat(65_000)}`);
  expect(recent.bounds.bytes).toBeLessThanOrEqual(recent.bounds.mostBytes);
  expect(add(5000, "the last one")).toBe("task-5000");
  for (let index = 0; index < 1000; index++) add(index, "the same prompt");
  recent.clear();
  expect(recent.bounds).toMatchObject({ kept: 0, bytes: 0 });
});

const request: RequestEvent & { sequence: number } = {
  kind: "request",
  route: "submit",
  at: 0,
  requestId: "req",
  method: "POST",
  path: "/v1/videos/generations",
  status: 200,
  arrivedAfter: 0,
  milliseconds: 1,
  findings: [],
  sequence: 2,
};

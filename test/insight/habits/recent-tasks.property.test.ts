import fc from "fast-check";
import { expect, it } from "vitest";
import { ComparableBody } from "../../../src/insight/habits/comparable-body.js";
import { RecentTasks } from "../../../src/insight/habits/recent-tasks.js";
import type { RequestEvent, TaskEvent } from "../../../src/ports/journal.js";

interface Known {
  readonly id: string;
  readonly key: string;
  readonly prompt: string;
  readonly sequence: number;
  isUnfinished: boolean;
}

/** Prompts that are long and alike, so that texts are told apart by more than their ends. */
const prompt = fc.nat({ max: 400 }).map((n) => `${"a lighthouse ".repeat(12)}${n} ${"in fog ".repeat(12)}`);

it("finds tasks and their twins as a list of all that is looked through would", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ key: fc.constantFrom("key_1", "key_2"), prompt, ends: fc.nat() }), {
        minLength: 600,
        maxLength: 1200,
      }),
      (submits) => {
        const book = new RecentTasks();
        const all: Known[] = [];
        for (const [index, { key, prompt, ends }] of submits.entries()) {
          const id = `task-${index}`;
          book.begin({ ...created, task: id, key, at: index, sequence: 2 * index + 1 });
          const entry = { ...request, task: id, key, sequence: 2 * index + 2 };
          const members = [`"model":"m"`, `"prompt":${JSON.stringify(prompt)}`];
          // The order of members does not matter.
          const body = new ComparableBody(`{${(index % 2 === 0 ? members : members.reverse()).join(", ")}}`);
          const twin = all.findLast((one) => one.isUnfinished && one.key === key && one.prompt === prompt);
          expect(book.twinOf(entry, body)?.id).toBe(twin?.id);
          expect(book.twinOf(entry, body)?.submittedBy).toBe(twin?.sequence);
          book.submitted(entry, body);
          all.push({ id, key, prompt, sequence: entry.sequence, isUnfinished: true });
          const ended = all[ends % (2 * all.length)];
          if (ended === undefined) continue;
          ended.isUnfinished = false;
          book.ended({ ...created, task: ended.id, step: "ended", status: "failed", at: index, sequence: 9 });
        }
        for (const [index, { id, key, isUnfinished }] of all.entries()) {
          const story = book.storyOf(id);
          expect([story?.id, story?.key, story?.createdAt]).toEqual([id, key, index]);
          expect(story?.end === undefined).toBe(isUnfinished);
        }
        expect([...book.histories()].map(({ id }) => id)).toEqual(all.map(({ id }) => id));
      },
    ),
    { numRuns: 10, endOnFailure: true },
  );
});

const created: TaskEvent & { sequence: number } = {
  kind: "task",
  at: 0,
  model: "m",
  task: "",
  step: "created",
  status: "pending",
  progress: 0,
  sequence: 1,
};

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

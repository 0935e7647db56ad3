import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePace, planOf } from "../../src/simulation/pace.js";
import type { TaskOutcome, TaskRecord } from "../../src/simulation/task.js";
import { taskObject } from "../../src/simulation/task-object.js";
import { countQuery, isLinkExpired, viewSubmitted, viewTask } from "../../src/simulation/view-task.js";

const CREATED = 1_757_169_743_000;
const failed: TaskOutcome = {
  kind: "failed",
  error: { code: "service_error", message: "Upstream trouble", type: "task_error" },
};

function taskAt(
  pace: string,
  outcome: TaskOutcome = { kind: "completed" },
  seconds = 5,
  jitter = 0.5,
): TaskRecord {
  return {
    id: "task-unified-1757169743-7cvnl5zw",
    account: "a",
    model: "wan2.7-text-to-video",
    createdAt: CREATED,
    plan: planOf(parsePace(pace), { seconds, quality: "720p" }, jitter),
    outcome,
    result: { width: 1280, height: 720, seconds },
    billing: { rule: "per_second", reserved: 29_240_000, cost: 29_240_000, userGroup: "default" },
    request: "{}",
    linkBase: "http://127.0.0.1:2727",
  };
}

const anyPace = fc.constantFrom("quick", "realistic", "instant", "1ms", "20s", "2m", "24h");
const anyOutcome = fc.constantFrom<TaskOutcome>({ kind: "completed" }, failed);

describe("viewTask", () => {
  it("follows the quick pace: pending to 0.5 s, processing to 3 s, then completed", () => {
    const task = taskAt("quick");
    const at = (ms: number) => {
      const { status, progress, estimatedSeconds } = viewTask(task, CREATED + ms);
      return [status, progress, estimatedSeconds];
    };
    expect(at(0)).toEqual(["pending", 0, 3]);
    expect(at(499)).toEqual(["pending", 0, 3]);
    expect(at(500)).toEqual(["processing", 1, 3]);
    expect(at(1750)).toEqual(["processing", 50, 2]);
    expect(at(2999)).toEqual(["processing", 99, 1]);
    expect(at(3000)).toEqual(["completed", 100, 0]);
  });

  it("never lets progress fall, shows 100 exactly when completed and 0 when failed", () => {
    fc.assert(
      fc.property(
        anyPace,
        anyOutcome,
        fc.array(fc.nat({ max: 90_000_000 }), { maxLength: 30 }),
        (pace, outcome, ages) => {
          const task = taskAt(pace, outcome);
          let progress = 0;
          let estimate = Number.POSITIVE_INFINITY;
          let ended = false;
          for (const age of ages.sort((a, b) => a - b)) {
            const view = viewTask(task, CREATED + age);
            expect(Number.isInteger(view.progress)).toBe(true);
            expect(view.progress === 100).toBe(view.status === "completed");
            expect(view.estimatedSeconds).toBeLessThanOrEqual(estimate);
            estimate = view.estimatedSeconds;
            const terminal = view.status === "completed" || view.status === "failed";
            expect(view.canCancel).toBe(!terminal);
            if (terminal) expect(view.estimatedSeconds).toBe(0);
            if (view.status === "failed") expect(view.progress).toBe(0);
            else {
              expect(view.progress).toBeGreaterThanOrEqual(progress);
              progress = view.progress;
            }
            if (ended) expect(terminal).toBe(true);
            ended = terminal;
          }
        },
      ),
    );
  });

  it("never lets a timeline fall, and counts it down to its end", () => {
    const pieces = fc.array(
      fc.record({ wait: fc.integer({ min: 1, max: 100_000 }), gain: fc.integer({ min: 0, max: 40 }) }),
      { maxLength: 12 },
    );
    const ages = fc.array(fc.nat({ max: 2_000_000 }), { maxLength: 30 });
    fc.assert(
      fc.property(
        pieces,
        fc.option(fc.nat({ max: 100_000 })),
        anyOutcome,
        ages,
        (parts, rest, outcome, at) => {
          let [after, progress] = [0, 0];
          const steps = parts.map(({ wait, gain }) => {
            after += wait;
            progress = Math.min(99, progress + gain);
            return { after, status: progress > 0 ? ("processing" as const) : ("pending" as const), progress };
          });
          const doneAfter = rest === null ? undefined : after + rest;
          const plan = { kind: "steps" as const, steps, ...(doneAfter === undefined ? {} : { doneAfter }) };
          const task: TaskRecord = { ...taskAt("quick", outcome), plan };
          let [seen, estimate] = [0, viewSubmitted(task).estimatedSeconds];
          for (const age of at.sort((a, b) => a - b)) {
            const view = viewTask(task, CREATED + age);
            const isOver = doneAfter !== undefined && age >= doneAfter;
            expect(view.canCancel).toBe(!isOver);
            expect(view.endedAt).toBe(isOver ? CREATED + doneAfter : undefined);
            expect(view.progress === 100).toBe(view.status === "completed");
            expect(view.estimatedSeconds === 0).toBe(isOver);
            expect(view.estimatedSeconds).toBeLessThanOrEqual(estimate);
            estimate = view.estimatedSeconds;
            if (view.status === "failed") expect([isOver, view.progress]).toEqual([true, 0]);
            else {
              expect(view.progress).toBeGreaterThanOrEqual(seen);
              seen = view.progress;
              if (!isOver)
                expect(view.progress).toBe(steps.findLast((step) => age >= step.after)?.progress ?? 0);
            }
          }
        },
      ),
    );
  });

  it("takes about 120 s for 5 s of 720p at the realistic pace, longer for longer results", () => {
    const doneAfter = (seconds: number, jitter: number) => {
      const { plan } = taskAt("realistic", { kind: "completed" }, seconds, jitter);
      return plan.kind === "timed" ? plan.doneAfter : Number.NaN;
    };
    expect(doneAfter(5, 0.5)).toBe(120_000);
    expect(doneAfter(5, 0)).toBe(102_000);
    expect(doneAfter(15, 0.5)).toBe(240_000);
    const hd = planOf(parsePace("realistic"), { seconds: 5, quality: "1080p" }, 0.5);
    expect(hd).toMatchObject({ doneAfter: 180_000 });
  });

  it("ends at the N-th query under polls:N, never without queries", () => {
    let task = taskAt("polls:4");
    const seen: unknown[] = [];
    for (let query = 0; query < 5; query++) {
      task = countQuery(task, CREATED + 1000 * query);
      const { status, progress } = viewTask(task, CREATED + 1000 * query);
      seen.push([status, progress]);
    }
    expect(seen).toEqual([
      ["pending", 0],
      ["processing", 50],
      ["processing", 75],
      ["completed", 100],
      ["completed", 100],
    ]);
    expect(viewTask(taskAt("polls:1"), CREATED + 1e12).status).toBe("pending");
    expect(viewTask(countQuery(taskAt("polls:1"), CREATED), CREATED).status).toBe("completed");
  });

  it("leaves a manual task pending however long", () => {
    expect(viewTask(taskAt("manual"), CREATED + 1e12)).toMatchObject({ status: "pending", progress: 0 });
  });

  it("shows a submit pending and 0 whatever the pace", () => {
    for (const pace of ["quick", "instant", "polls:1", "manual", "20s"]) {
      expect(viewSubmitted(taskAt(pace))).toMatchObject({ status: "pending", progress: 0, canCancel: true });
    }
  });

  it("lets result links die 24 hours after completion", () => {
    expect(isLinkExpired(CREATED, CREATED + 86_399_999)).toBe(false);
    expect(isLinkExpired(CREATED, CREATED + 86_400_000)).toBe(true);
  });
});

describe("taskObject", () => {
  it("has results exactly when completed and error exactly when failed", () => {
    fc.assert(
      fc.property(anyPace, anyOutcome, fc.nat({ max: 90_000_000 }), (pace, outcome, age) => {
        const task = taskAt(pace, outcome);
        const object = taskObject(task, viewTask(task, CREATED + age));
        expect("results" in object).toBe(object.status === "completed");
        expect("error" in object).toBe(object.status === "failed");
      }),
    );
  });
});

describe("parsePace", () => {
  it.each(["", "fast", "polls", "polls:0", "polls:-1", "polls:1.5", "-3s", "3", "3 s", "99999999d"])(
    "refuses %j",
    (text) => {
      expect(() => parsePace(text)).toThrow(/pace .* is not known/);
    },
  );
});

import { taskFailures } from "../../contract/task-failures.js";
import { closeNames } from "../../errors/close-names.js";
import { quoteForMessage } from "../../errors/quote-for-message.js";
import { ownMember } from "../../text/own-member.js";
import { parseDuration } from "../duration.js";
import type { TimelinePlan, TimelineStep } from "../pace.js";
import { failureWith, type TaskOutcome } from "../task.js";
import type { ScenarioEffect } from "./scenario-effect.js";

export interface WrittenStep {
  readonly at: string | number;
  readonly status?: "pending" | "processing";
  readonly progress?: number;
  readonly fail?: { readonly code: string; readonly message?: string };
  readonly complete?: true;
}

/** Something to change in a scenario, and where in it. */
export interface WrittenFault {
  /** JSON pointer from the scenario on; `""` is the scenario. */
  readonly pointer: string;
  readonly message: string;
}

/** Where the reader of a timeline puts what it finds. */
export interface TimelineNotes {
  readonly faults: WrittenFault[];
  readonly warnings: WrittenFault[];
  readonly isRecorded: boolean;
}

/** What a timeline does to a task. */
export type TimelineEffect = Extract<ScenarioEffect, { kind: "task" }>;

/**
 * Reads a timeline.
 *
 * @param notes.isRecorded - whether the steps are what a service was seen to do: progress may fall then
 */
export function readTimeline(
  steps: readonly WrittenStep[],
  { faults, warnings, isRecorded }: TimelineNotes,
): TimelineEffect {
  const plan: TimelineStep[] = [];
  let before: TimelineStep | undefined;
  let doneAfter: number | undefined;
  let outcome: TaskOutcome = { kind: "completed" };
  for (const [index, step] of steps.entries()) {
    const refuse = (part: string, message: string) =>
      faults.push({ pointer: `/timeline/${index}${part}`, message });
    const after = parseDuration(step.at);
    if (after === undefined) {
      refuse(
        "/at",
        `at is a duration such as 40s or 2m, a hundred years at most, got ${quoteForMessage(step.at)}`,
      );
      continue;
    }
    if (doneAfter !== undefined) {
      refuse("", "nothing comes after the end: drop this step, or move the end to the last place");
      break;
    }
    if (before !== undefined && after <= before.after) {
      refuse(
        "/at",
        `at is later in each step: ${quoteForMessage(step.at)} does not come after ${quoteForMessage(steps[index - 1]?.at)}`,
      );
    }
    if (step.fail !== undefined || step.complete !== undefined) {
      doneAfter = after;
      outcome = endOf(step, refuse, warnings, index);
      continue;
    }
    before = nextStep(step, after, before, isRecorded ? () => undefined : refuse);
    plan.push(before);
  }
  const end = doneAfter === undefined ? {} : { doneAfter };
  return { kind: "task", outcome, plan: { kind: "steps", steps: plan, ...end } satisfies TimelinePlan };
}

type Refuse = (part: string, message: string) => void;

function nextStep(
  step: WrittenStep,
  after: number,
  before: TimelineStep | undefined,
  refuse: Refuse,
): TimelineStep {
  const progress = step.progress ?? before?.progress ?? 0;
  const status = step.status ?? (progress > 0 ? "processing" : (before?.status ?? "pending"));
  if (before !== undefined && progress < before.progress) {
    refuse("/progress", `progress never falls: ${progress} comes after ${before.progress}`);
  }
  if (status === "pending" && before?.status === "processing") {
    refuse("/status", "a task that is processing does not go back to pending");
  } else if (status === "pending" && progress > 0) {
    refuse("/status", `a pending task has no progress, got ${progress}: its status is processing`);
  }
  return { after, status, progress };
}

function endOf(step: WrittenStep, refuse: Refuse, warnings: WrittenFault[], index: number): TaskOutcome {
  if (step.fail !== undefined && step.complete !== undefined) {
    refuse("/complete", "a task completes or fails: keep complete or fail");
  }
  for (const part of ["status", "progress"] as const) {
    if (step[part] !== undefined) refuse(`/${part}`, `the end says its ${part} itself: drop ${part} here`);
  }
  if (step.fail === undefined) return { kind: "completed" };
  const { code, message } = step.fail;
  const documented = ownMember(taskFailures, code);
  if (documented === undefined) {
    const [close] = closeNames(code, Object.keys(taskFailures));
    const advice = close === undefined ? "" : `, did you mean ${close}?`;
    warnings.push({
      pointer: `/timeline/${index}/fail/code`,
      message: `${quoteForMessage(code)} is no documented code of a failed task${advice}`,
    });
  }
  return failureWith(code, message ?? documented ?? `The task failed with ${code}`);
}

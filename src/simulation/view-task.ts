import type { Instant } from "./instant.js";
import { plannedEnd, type TimelinePlan, UNPLANNED_ESTIMATE_SECONDS } from "./pace.js";
import type { TaskError, TaskOutcome, TaskRecord, TaskStatus } from "./task.js";

/** Result links live this long after completion (every model page: 24 hours). */
const RESULT_LINK_LIFETIME_MS = 86_400_000;

/** The visible state of a task at one instant. */
export interface TaskView {
  readonly status: TaskStatus;
  /** Whole percent; never falls while the task lives, 100 exactly when completed, 0 when failed. */
  readonly progress: number;
  /** Seconds left, counting down to 0. */
  readonly estimatedSeconds: number;
  readonly canCancel: boolean;
  readonly error?: TaskError;
  /** When the task became terminal. */
  readonly endedAt?: Instant;
}

/** Computes the visible state of a task: a pure function of its record and the time. */
export function viewTask(task: TaskRecord, now: Instant): TaskView {
  if (task.ended !== undefined) return terminal(task.ended.outcome, task.ended.at);
  const end = task.charged === undefined ? undefined : plannedEnd(task.plan);
  // Settled: it stays so when the clock is set back to its start.
  if (end !== undefined) return terminal(task.outcome, task.createdAt + end);
  const view = viewPlanned(task, now);
  if (task.progress === undefined || view.endedAt !== undefined || view.progress >= task.progress)
    return view;
  return { ...view, status: "processing", progress: task.progress };
}

function viewPlanned(task: TaskRecord, now: Instant): TaskView {
  switch (task.plan.kind) {
    case "timed": {
      const { processingAfter, doneAfter } = task.plan;
      const age = now - task.createdAt;
      if (age >= doneAfter) {
        return task.scenario?.quirk === "stuck-at-99"
          ? running("processing", 99, 1)
          : terminal(task.outcome, task.createdAt + doneAfter);
      }
      const estimatedSeconds = Math.ceil((doneAfter - age) / 1000);
      if (age < processingAfter) return running("pending", 0, estimatedSeconds);
      const share = (age - processingAfter) / (doneAfter - processingAfter);
      return running("processing", progressAt(share, task), estimatedSeconds);
    }
    case "polls": {
      const { count } = task.plan;
      const queries = task.queries ?? 0;
      if (queries === 0 || (queries === 1 && count > 2))
        return running("pending", 0, UNPLANNED_ESTIMATE_SECONDS);
      const left = UNPLANNED_ESTIMATE_SECONDS * (1 - queries / count);
      const share = queries / count;
      return running("processing", progressAt(share, task), Math.max(1, Math.ceil(left)));
    }
    case "manual":
      return running("pending", 0, UNPLANNED_ESTIMATE_SECONDS);
    case "steps":
      return viewSteps(task, task.plan, now - task.createdAt);
  }
}

function viewSteps(task: TaskRecord, { steps, doneAfter }: TimelinePlan, age: number): TaskView {
  if (doneAfter !== undefined && age >= doneAfter) return terminal(task.outcome, task.createdAt + doneAfter);
  const left = doneAfter === undefined ? UNPLANNED_ESTIMATE_SECONDS : Math.ceil((doneAfter - age) / 1000);
  const step = steps.findLast(({ after }) => age >= after);
  return running(step?.status ?? "pending", step?.progress ?? 0, left);
}

/**
 * The answer to the submit: pending and 0 whatever the pace (published examples of all models).
 */
export function viewSubmitted(task: TaskRecord): TaskView {
  const end = plannedEnd(task.plan);
  const estimate = end === undefined ? UNPLANNED_ESTIMATE_SECONDS : Math.ceil(end / 1000);
  return running("pending", 0, estimate);
}

/** The record after one more query: under `polls:N` the N-th one ends the task. */
export function countQuery(task: TaskRecord, now: Instant): TaskRecord {
  if (task.plan.kind !== "polls" || task.ended !== undefined) return task;
  const queries = (task.queries ?? 0) + 1;
  return queries < task.plan.count || task.scenario?.quirk === "stuck-at-99"
    ? { ...task, queries }
    : { ...task, queries, ended: { at: now, outcome: task.outcome } };
}

/** The record after one more call that its scenario hits. */
export function countCall(task: TaskRecord, operation: "query" | "download"): TaskRecord {
  const kept = task.scenario?.[operation];
  if (task.scenario === undefined || kept?.times === undefined) return task;
  return { ...task, scenario: { ...task.scenario, [operation]: { ...kept, used: kept.used + 1 } } };
}

/** Whether the result link of a completed task is dead. */
export function isLinkExpired(endedAt: Instant, now: Instant, lifetimeMs = RESULT_LINK_LIFETIME_MS): boolean {
  return now - endedAt >= lifetimeMs;
}

function running(status: "pending" | "processing", progress: number, estimatedSeconds: number): TaskView {
  return { status, progress, estimatedSeconds, canCancel: true };
}

function terminal(outcome: TaskOutcome, endedAt: Instant): TaskView {
  return outcome.kind === "completed"
    ? { status: "completed", progress: 100, estimatedSeconds: 0, canCancel: false, endedAt }
    : { status: "failed", progress: 0, estimatedSeconds: 0, canCancel: false, error: outcome.error, endedAt };
}

/** Progress of a task under `progress-jumps`, by quarters of its way. */
const JUMPS: readonly number[] = [5, 80, 30, 95];

/** Progress of a task that has a share of its way behind it. */
function progressAt(share: number, { scenario }: TaskRecord): number {
  return scenario?.quirk === "progress-jumps"
    ? (JUMPS[Math.min(JUMPS.length - 1, Math.floor(share * JUMPS.length))] ?? 0)
    : Math.min(99, Math.max(1, Math.floor(share * 100)));
}

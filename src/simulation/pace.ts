import { invalidOption } from "../errors/kit-error.js";
import { type DurationText, parseDuration } from "./duration.js";

/**
 * How a task moves from `pending` to its end.
 *
 * - `quick`: processing after 0.5 s, done after 3 s
 * - `duration`: done after `ms`, processing after a sixth of it
 * - `realistic`: about 120 s for 5 s at 720p, growing with seconds and quality, jitter from the seed
 * - `instant`: done when created
 * - `polls`: the `count`-th query finishes it
 * - `manual`: only the control side moves it
 */
export type Pace =
  | { readonly kind: "quick" | "realistic" | "instant" | "manual" }
  | { readonly kind: "duration"; readonly ms: number }
  | { readonly kind: "polls"; readonly count: number };

/** A pace as it is written: a name, `polls:N`, or a duration such as `20s`. */
export type PaceText = Exclude<Pace["kind"], "duration" | "polls"> | `polls:${number}` | DurationText;

/** How one task will move; decided at submit, kept in its record. */
export type Plan =
  | { readonly kind: "timed"; readonly processingAfter: number; readonly doneAfter: number }
  | { readonly kind: "polls"; readonly count: number }
  | { readonly kind: "manual" }
  | TimelinePlan;

/** A plan that a scenario file spells out. Without `doneAfter` only the control side ends the task. */
export interface TimelinePlan {
  readonly kind: "steps";
  /** In the order of time; before the first the task is pending at 0. */
  readonly steps: readonly TimelineStep[];
  /** Milliseconds after the submit. */
  readonly doneAfter?: number;
}

/** State that a task shows from one instant on. */
export interface TimelineStep {
  /** Milliseconds after the submit. */
  readonly after: number;
  readonly status: "pending" | "processing";
  /** Whole percent from 0 to 99; 0 while pending. */
  readonly progress: number;
}

/** Milliseconds from the submit to the end, where time alone brings it. */
export function plannedEnd(plan: Plan): number | undefined {
  return plan.kind === "timed" || plan.kind === "steps" ? plan.doneAfter : undefined;
}

/** A timeline that ends when another plan does; without an end of its own it stays as it is. */
export function stretched(timeline: TimelinePlan, plan: Plan): Plan {
  const { steps, doneAfter } = timeline;
  if (doneAfter === undefined) return timeline;
  const end = plannedEnd(plan);
  if (end === undefined) return plan;
  const factor = doneAfter === 0 ? 0 : end / doneAfter;
  const moved = steps.map((step) => ({ ...step, after: Math.floor(step.after * factor) }));
  return { kind: "steps", steps: moved, doneAfter: end };
}

const QUICK: Plan = { kind: "timed", processingAfter: 500, doneAfter: 3000 };

/** `estimated_time` where no instant is planned: the number of every published example. */
export const UNPLANNED_ESTIMATE_SECONDS = 120;

/**
 * Reads a pace as the command line and the library write it.
 *
 * @param text - `quick`, `realistic`, `instant`, `manual`, `polls:N` (N from 1), or a duration such as `20s`
 * @throws {KitError} `INVALID_OPTION`
 */
export function parsePace(text: string): Pace {
  switch (text) {
    case "quick":
    case "realistic":
    case "instant":
    case "manual":
      return { kind: text };
  }
  const polls = /^polls:(\d{1,6})$/.exec(text);
  if (polls !== null && Number(polls[1]) > 0) return { kind: "polls", count: Number(polls[1]) };
  const ms = parseDuration(text);
  if (ms !== undefined) return ms === 0 ? { kind: "instant" } : { kind: "duration", ms };
  throw invalidOption(
    `pace "${text}" is not known: use quick, realistic, instant, manual, polls:N (N from 1) or a duration such as 20s`,
  );
}

/** A pace as `health` and the summary show it. */
export function paceName(pace: Pace): string {
  if (pace.kind === "polls") return `polls:${pace.count}`;
  return pace.kind === "duration" ? `${pace.ms / 1000}s` : pace.kind;
}

/**
 * The plan of one task.
 *
 * @param jitter - from 0 (inclusive) to 1, of the seeded source; only `realistic` uses it
 */
export function planOf(pace: Pace, output: { seconds: number; quality: string }, jitter: number): Plan {
  switch (pace.kind) {
    case "quick":
      return QUICK;
    case "duration":
      return { kind: "timed", processingAfter: Math.floor(pace.ms / 6), doneAfter: pace.ms };
    case "instant":
      return { kind: "timed", processingAfter: 0, doneAfter: 0 };
    case "realistic":
      return realisticPlan(output, jitter);
    case "polls":
      return { kind: "polls", count: pace.count };
    case "manual":
      return { kind: "manual" };
  }
}

/** 120 s at 5 s of 720p (the `estimated_time` of every published example); 12 s more per second; 1080p takes half as long again; +-15 %. */
function realisticPlan(output: { seconds: number; quality: string }, jitter: number): Plan {
  const base = 60_000 + 12_000 * output.seconds;
  const scaled = base * (output.quality === "1080p" ? 1.5 : 1) * (0.85 + 0.3 * jitter);
  const doneAfter = Math.round(scaled);
  return { kind: "timed", processingAfter: Math.round(doneAfter / 12), doneAfter };
}

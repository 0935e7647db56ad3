import type { Schemas } from "../../../state/schemas.js";
import { callMoments } from "./call-moments.js";
import { attemptMoments } from "./callback-moments.js";
import { creditMoments } from "./credit-moments.js";
import type { Moment } from "./moment.js";
import { type StatusSpan, statusSpans } from "./status-spans.js";

/** Everything that a picture of a task's life shows. */
export interface TaskTimeline {
  /** Milliseconds since the Unix epoch. */
  readonly submitted: number;
  readonly spans: readonly StatusSpan[];
  /** By lane, each in order of time. */
  readonly calls: readonly Moment[];
  readonly attempts: readonly Moment[];
  readonly credits: readonly Moment[];
  /** The latest of what happened or is known to happen, the end of the result link aside. */
  readonly last: number;
  /** When the result link stops working. */
  readonly expires: number | undefined;
}

/** Milliseconds that a result link works after its task was completed; a scenario makes it a minute. */
export function linkLifeOf({ scenarios = [] }: Pick<Schemas["Task"], "scenarios">): number {
  return scenarios.some((name) => name.startsWith("link-dies-early")) ? 60_000 : 86_400_000;
}

/**
 * Puts the life of a task together.
 *
 * @param entries - the journal's entries of the task, in order
 */
export function timelineOf(task: Schemas["Task"], entries: readonly Schemas["JournalEntry"][]): TaskTimeline {
  const { created, ended, ends } = task.timeline;
  const submitted = Date.parse(created);
  const hasLink = task.status === "completed" && ended !== null && (task.results?.length ?? 0) > 0;
  const expires = hasLink ? Date.parse(ended) + linkLifeOf(task) : undefined;
  const calls = callMoments(entries);
  const attempts = attemptMoments(task.deliveries, entries, ended ?? created);
  const credits = creditMoments(task, entries);
  const instants = [...calls, ...attempts, ...credits].map(({ until }) => until);
  const end = ended ?? ends;
  return {
    submitted,
    spans: statusSpans(task, entries, expires),
    calls,
    attempts,
    credits,
    last: instants.reduce(
      (latest, at) => Math.max(latest, at),
      end === null ? submitted : Math.max(submitted, Date.parse(end)),
    ),
    expires,
  };
}

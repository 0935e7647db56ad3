import type { Schemas } from "../../../state/schemas.js";

/** How long a task showed a status. */
export interface StatusSpan {
  readonly status: string;
  /** What the picture says. */
  readonly label: string;
  readonly from: number;
  /** `Infinity` for a state that nothing ends. */
  readonly to: number;
}

/**
 * The statuses of a task, one behind the other from its submit on; those to come included, as far as they are known.
 *
 * @param entries - the journal's entries of the task: they tell what no plan does
 * @param expires - when the result link stops working
 */
export function statusSpans(
  { status, timeline }: Pick<Schemas["Task"], "status" | "timeline">,
  entries: readonly Schemas["JournalEntry"][],
  expires: number | undefined,
): readonly StatusSpan[] {
  const created = Date.parse(timeline.created);
  const end = timeline.ended ?? timeline.ends;
  const ended = end === null ? Number.POSITIVE_INFINITY : Date.parse(end);
  const processing = Math.min(processingFrom(timeline.processing, entries), ended);
  const spans: StatusSpan[] = [
    { status: "pending", label: "pending", from: created, to: processing },
    { status: "processing", label: "processing", from: processing, to: ended },
  ];
  if (timeline.ended !== null) {
    const to = expires ?? Number.POSITIVE_INFINITY;
    spans.push({ status, label: status, from: ended, to });
    if (expires !== undefined) {
      spans.push({ status: "expired", label: "link expired", from: expires, to: Number.POSITIVE_INFINITY });
    }
  }
  return spans.filter(({ from, to }) => to > from);
}

/** When the task left `pending`: as planned, or before that as the control side or a query showed it. */
function processingFrom(planned: string | null, entries: readonly Schemas["JournalEntry"][]): number {
  const seen = entries.find(
    (entry) =>
      (entry.kind === "task" && entry.step !== "ended" && entry.status === "processing") ||
      (entry.kind === "request" && entry.shown === "processing"),
  );
  return Math.min(
    planned === null ? Number.POSITIVE_INFINITY : Date.parse(planned),
    seen === undefined ? Number.POSITIVE_INFINITY : Date.parse(seen.at),
  );
}

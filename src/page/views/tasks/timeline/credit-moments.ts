import type { Schemas } from "../../../state/schemas.js";
import { inOrder, type Moment } from "./moment.js";

/** What the task did to its key's credits: reserved at the submit, then charged or given back. */
export function creditMoments(
  task: Schemas["Task"],
  entries: readonly Schemas["JournalEntry"][],
): readonly Moment[] {
  const { reserved, charged } = task.billing;
  const moments = [moment("reserve", task.timeline.created, `${reserved} credits reserved`)];
  const settlement = entries.find(({ kind }) => kind === "settle" || kind === "refund");
  const at = settlement?.at ?? task.timeline.ended;
  if (charged !== null && at !== null) {
    const isRefund = charged === 0 && task.status !== "completed";
    moments.push(
      isRefund
        ? moment("refund", at, `${reserved} credits given back`)
        : moment("settle", at, `${charged} credits charged`),
    );
  }
  return inOrder(moments);
}

function moment(kind: "reserve" | "settle" | "refund", at: string, title: string): Moment {
  const instant = Date.parse(at);
  return {
    key: kind,
    at: instant,
    until: instant,
    tone: kind === "reserve" ? "still" : kind === "settle" ? "good" : "warn",
    kind,
    text: kind,
    title,
    link: undefined,
  };
}

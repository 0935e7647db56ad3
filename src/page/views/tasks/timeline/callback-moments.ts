import type { Schemas } from "../../../state/schemas.js";
import { inOrder, type Moment } from "./moment.js";

/**
 * The attempts to deliver a task's callbacks, and deliveries that were withheld.
 *
 * @param entries - the journal's entries of the task: they tell when a delivery was withheld
 * @param otherwise - when it was where the journal has it no more
 */
export function attemptMoments(
  deliveries: readonly Schemas["Delivery"][],
  entries: readonly Schemas["JournalEntry"][],
  otherwise: string,
): readonly Moment[] {
  return inOrder(
    deliveries.flatMap((delivery) => {
      const attempts = delivery.attempts.map((attempt, at) => attemptMoment(delivery, attempt, at + 1));
      if (delivery.state !== "withheld") return attempts;
      const entry = entries.find((one) => one.kind === "callback" && one.delivery === delivery.id);
      return [...attempts, withheldMoment(delivery, Date.parse(entry?.at ?? otherwise))];
    }),
  );
}

function attemptMoment(
  { id, attempts }: Schemas["Delivery"],
  { sent, seconds, status, error }: Schemas["Attempt"],
  number: number,
): Moment {
  const at = Date.parse(sent);
  const answer = status === undefined ? (error ?? "no answer") : `answered ${status}`;
  return {
    key: `attempt-${id}-${number}`,
    at,
    until: at + seconds * 1000,
    tone: status !== undefined && status >= 200 && status < 300 ? "good" : "bad",
    kind: "attempt",
    text: status === undefined ? "failed" : String(status),
    title: `Callback ${id}, attempt ${number} of ${attempts.length}: ${answer}${seconds >= 1 ? ` after ${seconds} s` : ""}`,
    link: { view: "callbacks", id: id },
  };
}

function withheldMoment({ id, reason }: Schemas["Delivery"], at: number): Moment {
  return {
    key: `withheld-${id}`,
    at,
    until: at,
    tone: "warn",
    kind: "callback",
    text: "withheld",
    title: `Callback ${id} withheld: ${reason ?? "it goes nowhere"}`,
    link: { view: "callbacks", id: id },
  };
}

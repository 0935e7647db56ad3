import type { Schemas } from "../../state/schemas.js";

type Delivery = Schemas["Delivery"];

/** A delivery as a row of the list, without the answers of its receiver. */
export interface DeliveryRow extends Omit<Delivery, "attempts"> {
  /** Attempts so far. */
  readonly attempts: number;
  /** When the latest was made; `undefined` before the first. */
  readonly at: string | undefined;
  /** Its answer: a status, or why there is none. */
  readonly answer: string;
}

/** The row of a delivery. */
export function rowOf({ attempts, ...delivery }: Delivery): DeliveryRow {
  const last = attempts.at(-1);
  return {
    ...delivery,
    attempts: attempts.length,
    at: last?.sent,
    answer: last === undefined ? "" : answerText(last),
  };
}

/** A row after an attempt that an event tells. */
export function withAttempt(row: DeliveryRow, entry: Schemas["CallbackEntry"]): DeliveryRow {
  const { attempt, state, at } = entry;
  if (attempt < row.attempts || (attempt === 0 && row.attempts === 0)) return row;
  return { ...row, state, attempts: attempt, at, answer: answerText(entry) };
}

function answerText({ status, error }: { readonly status?: number; readonly error?: string }): string {
  return status === undefined ? (error ?? "no answer") : String(status);
}

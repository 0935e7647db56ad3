import type { Habit } from "./habit.js";

/** A habit as the catalogue shows it. */
export function habitEntry({ id, meta: { summary, severity, cost, advice, source } }: Habit): object {
  return { id, summary, severity, cost, advice, source };
}

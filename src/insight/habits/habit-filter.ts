import { closeNames } from "../../errors/close-names.js";
import { KitError } from "../../errors/kit-error.js";
import { quoteForMessage } from "../../errors/quote-for-message.js";
import { ownMember } from "../../text/own-member.js";
import type { HabitFinding } from "./habit-finding.js";
import { type HabitId, habits } from "./habit-list.js";

/** Habits of earlier versions, and what has taken their place. */
const gone: Readonly<Record<string, string>> = {
  "interval-never-grows": "polls-too-often, which counts queries",
};

/** Selects findings; every member given must match. */
export interface HabitFilter {
  /** Id of a habit, as `wan-mock habits --list` has it. */
  readonly habit?: HabitId;
  /** API key, or how the account is shown (`key_` and 8 hex digits). */
  readonly key?: string;
  /** Task id. */
  readonly task?: string;
}

/**
 * Whether a finding fits a filter; keys as they are shown.
 *
 * @throws {KitError} `INVALID_OPTION` for a habit that there is not
 */
export function fitsHabit({ habit, key, task }: HabitFilter): (finding: HabitFinding) => boolean {
  if (habit !== undefined) checkHabit(habit);
  return (finding) =>
    (habit === undefined || finding.habit === habit) &&
    (key === undefined || finding.key === key) &&
    (task === undefined || finding.task === task);
}

/**
 * A misspelt habit would never show.
 *
 * @throws {KitError} `INVALID_OPTION`, with close names
 */
export function checkHabit(id: unknown): void {
  const known = habits.map((habit) => habit.id);
  if (typeof id === "string" && known.includes(id)) return;
  const instead = typeof id === "string" ? ownMember(gone, id) : undefined;
  if (instead !== undefined)
    throw new KitError("INVALID_OPTION", `there is no habit ${quoteForMessage(id)} any more: use ${instead}`);
  const near = typeof id === "string" ? closeNames(id, known) : [];
  const advice =
    near.length > 0 ? `did you mean ${near.join(" or ")}?` : "wan-mock habits --list shows all of them";
  throw new KitError("INVALID_OPTION", `there is no habit ${quoteForMessage(id)}: ${advice}`);
}

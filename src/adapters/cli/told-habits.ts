import type { HabitFinding } from "../../insight/habits/habit-finding.js";
import { habits } from "../../insight/habits/habit-list.js";

/** A habit that showed, with all that was found of it. */
export interface ToldHabit {
  readonly habit: string;
  /** That of its worst finding. */
  readonly severity: HabitFinding["severity"];
  /** At least one. */
  readonly findings: readonly [HabitFinding, ...HabitFinding[]];
}

/** Findings by habit: those with an error first, then as the catalogue has them, and at last those that it has not. */
export function habitsIn(findings: readonly HabitFinding[]): readonly ToldHabit[] {
  const told = habitIds(findings).flatMap((habit): ToldHabit[] => {
    const [first, ...others] = findings.filter((finding) => finding.habit === habit);
    if (first === undefined) return [];
    const severity = [first, ...others].some((finding) => finding.severity === "error") ? "error" : "warn";
    return [{ habit, severity, findings: [first, ...others] }];
  });
  return [
    ...told.filter(({ severity }) => severity === "error"),
    ...told.filter(({ severity }) => severity === "warn"),
  ];
}

/** Ids of the catalogue, then those that findings of another version name. */
export function habitIds(findings: readonly HabitFinding[]): readonly string[] {
  return [...new Set([...habits.map(({ id }) => id), ...findings.map(({ habit }) => habit)])];
}

/** `2 bad habits: 1 error, 3 warnings` */
export function habitsSummary(all: readonly HabitFinding[]): string {
  if (all.length === 0) return "no bad habits";
  const errors = all.filter(({ severity }) => severity === "error").length;
  const kinds = new Set(all.map(({ habit }) => habit)).size;
  return `${plural(kinds, "bad habit")}: ${plural(errors, "error")}, ${plural(all.length - errors, "warning")}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}

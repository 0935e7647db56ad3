import type { HabitFinding } from "../../../insight/habits/habit-finding.js";
import { habits } from "../../../insight/habits/habit-list.js";
import { plural } from "../../../text/plural.js";
import { groupBy } from "../../reports/group-by.js";

/** A habit that showed, with all that was found of it. */
export interface HabitReport {
  readonly habit: string;
  /** That of its worst finding. */
  readonly severity: HabitFinding["severity"];
  readonly findings: readonly [HabitFinding, ...HabitFinding[]];
}

/** What a line tells of: each habit is told once under a key. */
export function nameOf({ habit, key = "" }: { habit: string; key?: string | undefined }): string {
  return `${habit} ${key}`;
}

/** Findings by habit: those with an error first, then as the catalogue has them, and at last those that it has not. */
export function habitsIn(findings: readonly HabitFinding[]): readonly HabitReport[] {
  const reports = habitIds(findings).flatMap((habit): HabitReport[] => {
    const [first, ...others] = findings.filter((finding) => finding.habit === habit);
    if (first === undefined) return [];
    const severity = [first, ...others].some((finding) => finding.severity === "error") ? "error" : "warn";
    return [{ habit, severity, findings: [first, ...others] }];
  });
  const rank = ({ severity }: HabitReport) => (severity === "error" ? 0 : 1);
  return reports.sort((a, b) => rank(a) - rank(b));
}

/**
 * Findings with one in the place of all that say the same of other tasks, other keys, or with other figures: the
 * first, whose message then tells how many they are.
 */
export function joinAlike(findings: readonly HabitFinding[]): readonly HabitFinding[] {
  return [...groupBy(findings, kindOf).values()].flatMap(([first, ...others]) =>
    first === undefined || others.length === 0
      ? (first ?? [])
      : { ...first, message: `${others.length + 1} findings, the first: ${first.message}` },
  );
}

/** The message of a finding without the parts that differ from one task to the next. */
function kindOf({ habit, severity, message }: HabitFinding): string {
  const kind = message.replaceAll(/task-unified-\w+-\w+/g, "TASK").replaceAll(/\d+(?:\.\d+)?/g, "0");
  return `${habit} ${severity} ${kind}`;
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

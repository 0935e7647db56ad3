import { habitEntry } from "../../../insight/habits/habit-entry.js";
import { habits } from "../../../insight/habits/habit-list.js";
import type { ReportFormat } from "../../reports/report-formats.js";
import type { Terminal } from "../../terminal/terminal.js";

/** Prints the catalogue of habits: a table for people, or everything as JSON. */
export function printHabits({ stdout }: Terminal, format: ReportFormat): void {
  if (format === "json") {
    stdout.write(`${JSON.stringify({ habits: habits.map(habitEntry) }, null, 2)}\n`);
    return;
  }
  const width = Math.max(...habits.map(({ id }) => id.length));
  for (const { id, meta } of habits)
    stdout.write(`${id.padEnd(width)}  ${meta.severity.padEnd(5)}  ${meta.summary}\n`);
  stdout.write(`${habits.length} habits; --format json tells costs, advice and sources\n`);
}

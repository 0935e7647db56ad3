import { checkHabit } from "../../insight/habits/habit-filter.js";
import type { HabitFinding } from "../../insight/habits/habit-finding.js";
import { habits } from "../../insight/habits/habit-list.js";
import { exitCodes } from "./exit-codes.js";
import { DEFAULT_PORT } from "./options.js";
import { type HabitSource, readHabits } from "./read-habits.js";
import { printReport } from "./reports/print-report.js";
import type { Report, ReportCase } from "./reports/report.js";
import type { ReportFlags } from "./reports/report-options.js";

/**
 * Tells what clients did, from coverage files or a running mock.
 *
 * @param sources - files, folders, URLs; none: the mock at `WAN_MOCK_URL`, else at the default port of this machine
 * @returns 0 when nothing is found, 1 otherwise (a warning is a finding)
 * @throws {KitError} `INPUT_UNREADABLE`, `INVALID_OPTION` for a habit of `except` that there is not
 */
export async function reportHabits(
  sources: readonly string[],
  {
    format,
    output,
    except = [],
    controlToken,
  }: ReportFlags & {
    readonly except?: readonly string[];
    readonly controlToken?: string;
  },
): Promise<number> {
  for (const habit of except) checkHabit(habit);
  const named =
    sources.length > 0 ? sources : [process.env["WAN_MOCK_URL"] ?? `http://127.0.0.1:${DEFAULT_PORT}`];
  const read = (await Promise.all(named.map((source) => readHabits(source, controlToken)))).flat();
  const found = read.map(({ name, findings }) => ({
    name,
    findings: findings.filter(({ habit }) => !except.includes(habit)),
  }));
  const all = found.flatMap(({ findings }) => findings);
  printReport(
    format,
    {
      pretty: () => prettyReport(found, all),
      json: () => ({
        habits: found.flatMap(({ name, findings }) =>
          findings.map((finding) => ({ source: name, ...finding })),
        ),
      }),
      report: () => reportOf(found, all, except),
    },
    output,
  );
  return all.length > 0 ? exitCodes.findings : exitCodes.clean;
}

function prettyReport(found: readonly HabitSource[], all: readonly HabitFinding[]): string {
  const lines: string[] = [];
  for (const { name, findings } of found) {
    if (findings.length > 0 && found.length > 1) lines.push(name);
    for (const { habit, severity, message, evidence } of findings)
      lines.push(`${severity.padEnd(5)}  ${habit}  ${message}  (${journal(evidence)})`);
  }
  return `${[...lines, summaryOf(all)].join("\n")}\n`;
}

function journal(evidence: readonly number[]): string {
  return `journal ${evidence.join(", ")}`;
}

function summaryOf(all: readonly HabitFinding[]): string {
  if (all.length === 0) return "no bad habits";
  const errors = all.filter(({ severity }) => severity === "error").length;
  const kinds = new Set(all.map(({ habit }) => habit)).size;
  return `${plural(kinds, "bad habit")}: ${plural(errors, "error")}, ${plural(all.length - errors, "warning")}`;
}

/** A case for each habit of the list, so that a report shows what was looked for. */
function reportOf(
  found: readonly HabitSource[],
  all: readonly HabitFinding[],
  except: readonly string[],
): Report {
  const known = habits.map(({ id }) => id);
  const unknown = [...new Set(all.map(({ habit }) => habit))].filter((id) => !known.includes(id));
  const groups = found.map(({ name, findings }) => ({
    name,
    cases: [...known, ...unknown].map((id): ReportCase => {
      if (except.includes(id))
        return {
          name: id,
          outcome: "skipped",
          messages: [{ level: "note", rule: id, text: "put up with: --except" }],
        };
      const own = findings.filter(({ habit }) => habit === id);
      return {
        name: id,
        outcome: own.some(({ severity }) => severity === "error") ? "failed" : "passed",
        messages: own.map(({ severity, message, evidence }) => ({
          level: severity === "error" ? "error" : "warning",
          rule: id,
          text: `${message} (${journal(evidence)})`,
        })),
      };
    }),
  }));
  return { tool: "habits", summary: summaryOf(all), groups };
}

function plural(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}

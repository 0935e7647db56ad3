import { existsSync } from "node:fs";
import { closeNames } from "../../../errors/close-names.js";
import { type Habit, habitEntry } from "../../../insight/habits/habit.js";
import { checkHabit } from "../../../insight/habits/habit-filter.js";
import type { HabitFinding } from "../../../insight/habits/habit-finding.js";
import { habits } from "../../../insight/habits/habit-list.js";
import { optionTable } from "../../../options/option-table.js";
import { exitCodes } from "../../exit-codes.js";
import { type Explanation, printCatalogue, printExplanation } from "../../reports/print-catalogue.js";
import { printReport } from "../../reports/print-report.js";
import type { Report, ReportCase } from "../../reports/report.js";
import type { ReportFlags } from "../../reports/report-options.js";
import { hanging } from "../../reports/table.js";
import { keepApart } from "../../reports/write-output.js";
import { namedSources, type ReadSource, readHabits } from "../../sources/read-sources.js";
import type { Colours, Screen, Terminal } from "../../terminal/terminal.js";
import { habitIds, habitsSummary, joinAlike } from "./habits-report.js";

/** Flags of `habits`, by the names that commander gives them. */
export interface HabitsFlags extends ReportFlags {
  readonly except?: readonly string[];
  readonly list?: true;
  readonly controlToken?: string;
}

type HabitSource = ReadSource<readonly HabitFinding[]>;

/**
 * Tells what clients did, from coverage files or a running mock; with `--list` which habits are looked for, and with the
 * id of one habit what it is.
 *
 * @param sources - files, folders, URLs, or the id of a habit; none: the folder of `WAN_MOCK_COVERAGE`, else the mock at `WAN_MOCK_URL`, else
 * at the default port of this machine
 * @returns 0 when nothing is found, 1 otherwise (a warning is a finding)
 * @throws {KitError} `INPUT_UNREADABLE`, `OUTPUT_UNWRITABLE`, `INVALID_OPTION` for a habit of `except` that there is not
 * and for an output that is among the files
 */
export async function runHabits(
  terminal: Terminal,
  sources: readonly string[],
  flags: HabitsFlags,
): Promise<number> {
  if (flags.list === true) {
    printCatalogue(terminal, flags.format, {
      json: { habits: habits.map(habitEntry) },
      rows: habits.map(({ id, meta }) => [id, meta.severity, meta.summary]),
      end: [
        `${habits.length} habits; "wan-mock habits ID" explains one, --format json tells costs, advice and sources`,
      ],
    });
    return exitCodes.clean;
  }
  const named = habitNamed(sources);
  if (named !== undefined) {
    const json = { habits: [habitEntry(named)] };
    printExplanation(terminal, flags.format, { json, explanation: () => explanationOf(named) });
    return exitCodes.clean;
  }
  const { except = [], controlToken } = flags;
  for (const habit of except) checkHabit(habit);
  const url = terminal.env["WAN_MOCK_URL"] ?? "";
  const here = url === "" ? `http://127.0.0.1:${optionTable.port.default}` : url;
  const read = await readHabits(namedSources(sources, terminal, here), controlToken);
  keepApart(
    read.filter(({ isRunning }) => !isRunning).map(({ name }) => name),
    { "--output": flags.output },
  );
  const found = read.map(({ content, ...source }) => ({
    ...source,
    content: content.filter(({ habit }) => !except.includes(habit)),
  }));
  const all = found.flatMap(({ content }) => content);
  printReport(terminal, flags, {
    pretty: (screen) => prettyReport(found, all, screen),
    json: () => ({
      habits: found.flatMap(({ name, content }) => content.map((finding) => ({ source: name, ...finding }))),
    }),
    report: () => reportOf(found, all, except),
  });
  return all.length > 0 ? exitCodes.findings : exitCodes.clean;
}

/**
 * The habit that the only source names; a file or folder of that name comes first.
 *
 * @throws {KitError} `INVALID_OPTION` for what is no source and looks like a misspelt habit
 */
function habitNamed(sources: readonly string[]): Habit | undefined {
  const [name = "", ...others] = sources;
  if (others.length > 0 || !/^[a-z]+(?:-[a-z]+)+$/.test(name) || existsSync(name)) return undefined;
  const habit = habits.find(({ id }) => id === name);
  if (
    habit === undefined &&
    closeNames(
      name,
      habits.map(({ id }) => id),
    ).length > 0
  )
    checkHabit(name);
  return habit;
}

function explanationOf({ id, meta }: Habit): Explanation {
  const { severity, summary, cost, advice, source, example } = meta;
  return {
    name: id,
    kind: severity,
    summary,
    facts: [
      ["costs", cost],
      ["instead", advice],
      ["stated in", `${source.page}, ${source.at}`],
      ["leave out", `wan-mock habits --except ${id}`],
    ],
    examples: [["For example", [{ note: example }]]],
  };
}

function prettyReport(found: readonly HabitSource[], all: readonly HabitFinding[], screen: Screen): string {
  const { colours, width } = screen;
  const parts: string[] = [];
  for (const { name, content, isRunning } of found) {
    if (content.length > 0 && found.length > 1) parts.push(`${colours.bold(name)}\n`);
    for (const finding of joinAlike(content)) {
      const { habit, severity } = finding;
      const start = `${paintedSeverity(severity, colours)}  ${colours.cyan(habit)}  `;
      parts.push(hanging(start, sentence(finding, isRunning, "  "), width));
    }
  }
  const paint = all.length === 0 ? colours.green : colours.yellow;
  return `${parts.join("")}${paint(habitsSummary(all))}\n`;
}

function paintedSeverity(severity: HabitFinding["severity"], { red, yellow }: Colours): string {
  return severity === "error" ? red("error") : yellow("warn ");
}

/**
 * The message, and where to look further: the journal of a mock that runs; that of a file is gone, so its task.
 *
 * @param gap - between the two
 */
function sentence({ message, evidence, task }: HabitFinding, isRunning: boolean, gap: string): string {
  if (isRunning) return `${message}${gap}(journal ${evidence.join(", ")})`;
  return task === undefined || message.includes(task) ? message : `${message}${gap}(${task})`;
}

/** A case for each habit of the list, so that a report shows what was looked for. */
function reportOf(
  found: readonly HabitSource[],
  all: readonly HabitFinding[],
  except: readonly string[],
): Report {
  const groups = found.map(({ name, content, isRunning }) => ({
    name,
    cases: habitIds(all).map((id): ReportCase => {
      const reason = { level: "note", rule: id, text: "put up with: --except" } as const;
      if (except.includes(id)) return { name: id, outcome: "skipped", messages: [reason] };
      const own = content.filter(({ habit }) => habit === id);
      return {
        name: id,
        outcome: own.some(({ severity }) => severity === "error") ? "failed" : "passed",
        messages: joinAlike(own).map((finding) => ({
          level: finding.severity === "error" ? "error" : "warning",
          rule: id,
          text: sentence(finding, isRunning, " "),
        })),
      };
    }),
  }));
  return { tool: "habits", summary: habitsSummary(all), groups };
}

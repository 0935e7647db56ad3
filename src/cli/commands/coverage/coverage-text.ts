import type { Coverage, CoverageChange, CoverageSection } from "../../../insight/coverage/coverage.js";
import type { HabitFinding } from "../../../insight/habits/habit-finding.js";
import { plural } from "../../../text/plural.js";
import { hanging } from "../../reports/table.js";
import type { Screen } from "../../terminal/terminal.js";
import { habitsIn } from "../habits/habits-report.js";

/** Characters of a bar. */
const BAR = 20;

/** Missing items of a section that are shown unless all are asked for. */
const FEW = 3;

/** Items of a list of what was lost or won. */
const MOST_LISTED = 20;

/** How a coverage is shown. */
interface CoverageLook {
  /** Whether everything that is missing is listed. */
  readonly uncovered: boolean;
  /** Sources as the user named them. */
  readonly named: readonly string[];
  readonly screen: Screen;
}

/** A coverage for people: a bar for each section, what is missing, and the habits that showed. */
export function coverageText(joined: JoinedCoverage, { uncovered, named, screen }: CoverageLook): string {
  const { coverage, notes, minimum, change } = joined;
  const { colours, width } = screen;
  const lines = [colours.bold(summaryOf(joined)), "", ...sectionLines(coverage.groups, screen), ""];
  lines.push(...(uncovered ? everythingMissing(coverage, screen) : fewMissing(coverage, screen)));
  lines.push(...habitLines(joined.habits, named, screen));
  for (const note of notes) lines.push(textOf("note: ", note, width));
  if (change !== undefined) {
    lines.push(changeSentence(joined));
    lines.push(...listed(colours.red("lost"), change.lost), ...listed(colours.green("won"), change.won));
  }
  if (minimum !== undefined) {
    const paint = minimum.reached ? colours.green : colours.red;
    lines.push(paint(minimumSentence(joined)));
  }
  while (lines.at(-1) === "") lines.pop();
  return `${lines.join("\n")}\n`;
}

/** A text behind its label, without the break at its end. */
function textOf(start: string, text: string, width: number | undefined): string {
  return hanging(start, text, width).trimEnd();
}

/** Shares from which a bar is green, and yellow. */
const MOST = 0.8;
const HALF = 0.5;

function sectionLines(groups: readonly CoverageSection[], { colours }: Screen): string[] {
  return groups.map(({ title, percent, covered, total, counts }) => {
    const share = total === 0 ? 0 : covered / total;
    const full = Math.floor(share * BAR);
    const paint = share >= MOST ? colours.green : share >= HALF ? colours.yellow : colours.red;
    const bar = `${paint("█".repeat(full))}${colours.dim("░".repeat(BAR - full))}`;
    const aside = counts ? "" : colours.dim("  (not in the total)");
    return `  ${title.padEnd(16)} ${bar} ${percent.toFixed(1).padStart(6)} %  ${covered} of ${total}${aside}`;
  });
}

/** A line for each habit: how many findings, and the first of them. */
function habitLines(
  findings: JoinedCoverage["habits"],
  named: readonly string[],
  { colours, width: columns }: Screen,
): string[] {
  const shown = habitsIn(findings);
  if (shown.length === 0) return [];
  const width = Math.max(...shown.map(({ habit }) => habit.length));
  const digits = Math.max(...shown.map((each) => String(each.findings.length).length));
  const lines = shown.map(({ habit, severity, findings: [first, ...others] }) => {
    const paint = severity === "error" ? colours.red : colours.yellow;
    const count = String(others.length + 1).padStart(digits);
    const start = `  ${paint(severity.padEnd(5))}  ${colours.cyan(habit.padEnd(width))}  ${count}  `;
    return textOf(start, first.message, columns);
  });
  const heading = `${colours.bold("Habits")} (wan-mock habits ${named.map(quoted).join(" ")} lists all)`;
  return [heading, ...lines, ""];
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w./:@%+,=~\\-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function fewMissing(coverage: Coverage, { colours, width }: Screen): string[] {
  const lines = sectionsMissing(coverage).map(({ title, items }) => {
    const more = items.length > FEW ? `, and ${items.length - FEW} more` : "";
    const labels = items.slice(0, FEW).map(({ label }) => label);
    return textOf(`  ${title.padEnd(16)} `, labels.join(", ") + more, width);
  });
  return lines.length === 0 ? [] : [`${colours.bold("Missing")} (--uncovered lists all)`, ...lines, ""];
}

function everythingMissing(coverage: Coverage, { colours }: Screen): string[] {
  return sectionsMissing(coverage).flatMap(({ title, items }) => [
    `${colours.bold("Missing")}: ${title}`,
    ...items.map(({ id }) => `  ${id}`),
    "",
  ]);
}

function sectionsMissing({ groups, items }: Coverage) {
  return groups
    .filter(({ counts }) => counts)
    .map(({ group, title }) => ({
      title,
      items: items.filter((item) => item.group === group && item.hits === 0),
    }))
    .filter((section) => section.items.length > 0);
}

function listed(word: string, ids: readonly string[]): string[] {
  const more = ids.length > MOST_LISTED ? [`  ${word}: ${ids.length - MOST_LISTED} more`] : [];
  return [...ids.slice(0, MOST_LISTED).map((id) => `  ${word}: ${id}`), ...more];
}

/** Everything that is told of a coverage, in whatever format. */
export interface JoinedCoverage {
  readonly coverage: Coverage;
  /** Paths and URLs that it was joined from. */
  readonly sources: readonly string[];
  /** Odd things about the sources, as sentences. */
  readonly notes: readonly string[];
  readonly habits: readonly HabitFinding[];
  readonly minimum?: { readonly percent: number; readonly reached: boolean } | undefined;
  readonly change?: (CoverageChange & { readonly file: string }) | undefined;
}

/** How it ended, in one line. */
export function summaryOf({ coverage, sources }: JoinedCoverage): string {
  const { percent, covered, total } = coverage;
  return `contract coverage ${percent.toFixed(1)} %: ${covered} of ${total} items, from ${plural(sources.length, "source")}`;
}

export function minimumSentence({ coverage, minimum }: JoinedCoverage): string {
  if (minimum === undefined) return "";
  const { percent, covered, total } = coverage;
  const says = `at least ${minimum.percent} % are wanted`;
  if (minimum.reached) return `${says}: reached with ${percent.toFixed(1)} %`;
  const more = Math.ceil((minimum.percent * total) / 100) - covered;
  return `${says}, and ${percent.toFixed(1)} % are covered: exercise ${plural(more, "more item")}`;
}

export function changeSentence({ coverage, change }: JoinedCoverage): string {
  if (change === undefined) return "";
  const { before, lost, won, gone, file } = change;
  const was = `${before.percent.toFixed(1)} % in ${file}, ${coverage.percent.toFixed(1)} % now`;
  const left = gone.length === 0 ? "" : `, ${gone.length} no longer there`;
  return `${was}: ${lost.length} lost, ${won.length} won${left}`;
}

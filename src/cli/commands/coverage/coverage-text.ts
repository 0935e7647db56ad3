import type { Coverage, CoverageChange, CoverageSection } from "../../../insight/coverage/coverage.js";
import type { HabitFinding } from "../../../insight/habits/habit-finding.js";
import { plural } from "../../../text/plural.js";
import { habitsIn } from "../habits/habits-report.js";

/** Characters of a bar. */
const BAR = 20;

/** Missing items of a section that are shown unless all are asked for. */
const FEW = 3;

/** Items of a list of what was lost or won. */
const MOST_LISTED = 20;

/**
 * A coverage for people: a bar for each section, what is missing, and the habits that showed.
 *
 * @param uncovered - whether everything that is missing is listed
 * @param named - sources as the user named them
 */
export function coverageText(joined: JoinedCoverage, uncovered: boolean, named: readonly string[]): string {
  const { coverage, notes, minimum, change } = joined;
  const lines = [summaryOf(joined), "", ...sectionLines(coverage.groups), ""];
  lines.push(...(uncovered ? everythingMissing(coverage) : fewMissing(coverage)));
  lines.push(...habitLines(joined.habits, named));
  for (const note of notes) lines.push(`note: ${note}`);
  if (change !== undefined) {
    lines.push(changeSentence(joined));
    lines.push(...listed("lost", change.lost), ...listed("won", change.won));
  }
  if (minimum !== undefined) lines.push(minimumSentence(joined));
  while (lines.at(-1) === "") lines.pop();
  return `${lines.join("\n")}\n`;
}

function sectionLines(groups: readonly CoverageSection[]): string[] {
  return groups.map(({ title, percent, covered, total, counts }) => {
    const share = total === 0 ? 0 : covered / total;
    const full = Math.floor(share * BAR);
    const bar = `${"█".repeat(full)}${"░".repeat(BAR - full)}`;
    const aside = counts ? "" : "  (not in the total)";
    return `  ${title.padEnd(16)} ${bar} ${percent.toFixed(1).padStart(6)} %  ${covered} of ${total}${aside}`;
  });
}

/** A line for each habit: how many findings, and the first of them. */
function habitLines(findings: JoinedCoverage["habits"], named: readonly string[]): string[] {
  const shown = habitsIn(findings);
  if (shown.length === 0) return [];
  const width = Math.max(...shown.map(({ habit }) => habit.length));
  const digits = Math.max(...shown.map((each) => String(each.findings.length).length));
  const lines = shown.map(
    ({ habit, severity, findings: [first, ...others] }) =>
      `  ${severity.padEnd(5)}  ${habit.padEnd(width)}  ${String(others.length + 1).padStart(digits)}  ${first.message}`,
  );
  return [`Habits (wan-mock habits ${named.map(quoted).join(" ")} lists all)`, ...lines, ""];
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w./:@%+,=~\\-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function fewMissing(coverage: Coverage): string[] {
  const lines = sectionsMissing(coverage).map(({ title, items }) => {
    const more = items.length > FEW ? `, and ${items.length - FEW} more` : "";
    return `  ${title.padEnd(16)} ${items
      .slice(0, FEW)
      .map(({ label }) => label)
      .join(", ")}${more}`;
  });
  return lines.length === 0 ? [] : ["Missing (--uncovered lists all)", ...lines, ""];
}

function everythingMissing(coverage: Coverage): string[] {
  return sectionsMissing(coverage).flatMap(({ title, items }) => [
    `Missing: ${title}`,
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

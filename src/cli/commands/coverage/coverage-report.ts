import { markdownCell } from "../../reports/job-summary.js";
import type { Report, ReportCase, ReportGroup } from "../../reports/report.js";
import { habitIds, habitsIn, habitsSummary } from "../habits/habits-report.js";
import { changeSentence, type JoinedCoverage, minimumSentence, summaryOf } from "./coverage-text.js";

/** Missing items that the summary of a job lists. */
const MOST_LISTED = 50;

/** A coverage as the machine-readable formats have it: an item is a case, skipped when nothing hit it. */
export function coverageReport(joined: JoinedCoverage): Report {
  const groups = joined.coverage.groups.map(({ group, title, counts }) => ({
    name: title,
    cases: joined.coverage.items
      .filter((item) => item.group === group)
      .map(({ id, label, hits }): ReportCase => {
        if (hits > 0) return { name: label, outcome: "passed", messages: [] };
        const text = `${label} was not exercised${counts ? "" : " (not in the total)"}`;
        return { name: label, outcome: "skipped", messages: [{ level: "note", rule: id, text }] };
      }),
  }));
  return {
    tool: "coverage",
    summary: summaryOf(joined),
    groups: [...limits(joined), ...groups, habitGroup(joined)],
    markdown: markdownOf(joined),
  };
}

/** The limits, which can fail a build. */
function limits(joined: JoinedCoverage): ReportGroup[] {
  const { minimum, change } = joined;
  const cases: ReportCase[] = [];
  if (minimum !== undefined) {
    const { percent, reached } = minimum;
    const missed = { level: "error", rule: "minimum", text: minimumSentence(joined) } as const;
    cases.push({
      name: `at least ${percent} %`,
      outcome: reached ? "passed" : "failed",
      messages: reached ? [] : [missed],
    });
  }
  if (change !== undefined) {
    cases.push({
      name: `nothing lost since ${change.file}`,
      outcome: change.lost.length === 0 ? "passed" : "failed",
      messages: change.lost.map((id) => ({
        level: "error",
        rule: id,
        text: `${id} was exercised in ${change.file} and is no more`,
      })),
    });
  }
  return cases.length === 0 ? [] : [{ name: "Limits", cases }];
}

/** Habits fail `wan-mock habits`; here they are warnings, be they as bad as they may. */
function habitGroup({ habits }: JoinedCoverage): ReportGroup {
  const shown = new Map(habitsIn(habits).map((each) => [each.habit, each]));
  const cases = habitIds(habits).map((id): ReportCase => {
    const [first, ...others] = shown.get(id)?.findings ?? [];
    if (first === undefined) return { name: id, outcome: "passed", messages: [] };
    const text = others.length === 0 ? first.message : `${first.message} (and ${others.length} more)`;
    return { name: id, outcome: "passed", messages: [{ level: "warning", rule: id, text }] };
  });
  return { name: "Habits", cases };
}

function habitTable({ habits }: JoinedCoverage): string[] {
  if (habits.length === 0) return [];
  const rows = habitsIn(habits).map(
    ({ habit, severity, findings: [first, ...others] }) =>
      `| ${markdownCell(habit)} | ${severity} | ${others.length + 1} | ${markdownCell(first.message)} |`,
  );
  return [`${habitsSummary(habits)}.`, "", "| habit | | seen | first |", "|---|---|---:|---|", ...rows, ""];
}

function markdownOf(joined: JoinedCoverage): string {
  const { coverage, notes, minimum, change } = joined;
  const lines = ["| | covered | of | |", "|---|---:|---:|---:|"];
  for (const { title, covered, total, percent, counts } of coverage.groups)
    lines.push(
      `| ${title}${counts ? "" : " (not in the total)"} | ${covered} | ${total} | ${percent.toFixed(1)} % |`,
    );
  const { percent, covered, total, missing } = coverage;
  lines.push(`| **All** | **${covered}** | **${total}** | **${percent.toFixed(1)} %** |`, "");
  if (minimum !== undefined) lines.push(`${minimumSentence(joined)}.`, "");
  if (change !== undefined) lines.push(`${changeSentence(joined)}.`, "");
  for (const note of notes) lines.push(`Note: ${note}.`, "");
  lines.push(...habitTable(joined));
  if (missing.length > 0) {
    lines.push(`<details><summary>${missing.length} missing</summary>`, "");
    for (const id of missing.slice(0, MOST_LISTED)) lines.push(`- ${code(id)}`);
    if (missing.length > MOST_LISTED) lines.push(`- and ${missing.length - MOST_LISTED} more`);
    lines.push("", "</details>");
  }
  return lines.join("\n").trimEnd();
}

/** Ids come out of files: what could end the code, the line or the table is left out. */
function code(id: string): string {
  return `\`${id.replaceAll(/[`|<>\r\n]/g, "?")}\``;
}

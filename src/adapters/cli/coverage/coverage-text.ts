import type { Coverage, CoverageSection } from "../../../insight/coverage/coverage.js";
import { changeSentence, minimumSentence, summaryOf, type ToldCoverage } from "./told-coverage.js";

/** Characters of a bar. */
const BAR = 20;

/** Missing items of a section that are shown unless all are asked for. */
const FEW = 3;

/** Items of a list of what was lost or won. */
const MOST_LISTED = 20;

/** A coverage for people: a bar for each section, and what is missing. */
export function coverageText(told: ToldCoverage, uncovered: boolean): string {
  const { coverage, notes, habits, minimum, change } = told;
  const lines = [summaryOf(told), "", ...sectionLines(coverage.groups), ""];
  lines.push(...(uncovered ? everythingMissing(coverage) : fewMissing(coverage)));
  if (habits.length > 0) {
    lines.push("Habits");
    for (const { habit, severity, message } of habits) lines.push(`  ${severity}  ${habit}: ${message}`);
    lines.push("");
  }
  for (const note of notes) lines.push(`note: ${note}`);
  if (change !== undefined) {
    lines.push(changeSentence(told));
    lines.push(...listed("lost", change.lost), ...listed("won", change.won));
  }
  if (minimum !== undefined) lines.push(minimumSentence(told));
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
    .map(({ group, title, counts }) => ({
      title: counts ? title : `${title} (not in the total)`,
      counts,
      items: items.filter((item) => item.group === group && item.hits === 0),
    }))
    .filter((section) => section.counts && section.items.length > 0);
}

function listed(word: string, ids: readonly string[]): string[] {
  const more = ids.length > MOST_LISTED ? [`  ${word}: ${ids.length - MOST_LISTED} more`] : [];
  return [...ids.slice(0, MOST_LISTED).map((id) => `  ${word}: ${id}`), ...more];
}

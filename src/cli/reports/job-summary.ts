import { appendFileSync, statSync } from "node:fs";
import { plural } from "../../text/plural.js";
import { type Terminal, tell } from "../terminal/terminal.js";
import {
  caseMessages,
  type Report,
  type ReportCase,
  type ReportGroup,
  type ReportMessage,
} from "./report.js";
import { shortText, visibleText, withEntities } from "./visible-text.js";

/** Bytes that are kept for closing what was opened, and for the sentence that says that something is missing. */
const RESERVE = 300;

interface Row {
  readonly group: ReportGroup;
  readonly one: ReportCase;
}

/**
 * The report as Markdown for the page of a job: heading, closing line, table of failed cases, what the command adds, and
 * a list of the other cases to open.
 *
 * @param room - UTF-8 bytes at the most; what does not fit is left out, and a sentence says so
 * @returns `undefined` when not even the heading fits
 */
export function jobSummary(report: Report, room: number): string | undefined {
  const paper = new Paper(room - RESERVE);
  if (!paper.add(`## wan-mock ${markdownText(report.tool)}\n\n${markdownText(report.summary)}\n\n`))
    return undefined;
  const rows = report.groups.flatMap((group) => group.cases.map((one) => ({ group, one })));
  const failed = rows.filter(({ one }) => one.outcome === "failed");
  const others = rows.filter(({ one }) => one.outcome !== "failed");
  const added = report.markdown === undefined ? "" : `${report.markdown.trim()}\n\n`;
  const left = [
    listed(paper, failed, {
      start: "| failed | at | what |\n|---|---|---|\n",
      line: (row) => failedRow(report, row),
      end: "\n",
    }),
    paper.add(added) ? 0 : 1,
    listed(paper, others, {
      start: `<details><summary>${plural(others.length, "other case")}</summary>\n\n`,
      line: (row) => otherLine(report, row),
      end: "\n</details>\n\n",
    }),
  ];
  const isWhole = left.every((count) => count === 0);
  return isWhole
    ? paper.text
    : `${paper.text}This is not all: a job's page takes 1 MiB. The log has the rest.\n\n`;
}

interface List {
  readonly start: string;
  readonly line: (row: Row) => string;
  readonly end: string;
}

/** Writes the rows that fit; tells how many do not. */
function listed(paper: Paper, rows: readonly Row[], { start, line, end }: List): number {
  if (rows.length === 0 || !paper.add(start)) return rows.length;
  const kept = rows.findIndex((row) => !paper.add(line(row)));
  paper.close(end);
  return kept < 0 ? 0 : rows.length - kept;
}

function failedRow(report: Report, { group, one }: Row): string {
  const messages = caseMessages(report, one).filter(({ level }) => level === "error");
  const places = messages
    .map(({ place, pointer }) => placeText(place, pointer))
    .filter((text) => text !== "");
  const said = messages.map(sentence).join("<br>");
  return `| ${markdownCell(group.name)}: ${markdownCell(one.name)} | ${[...new Set(places)].join("<br>")} | ${said} |\n`;
}

function placeText(place: ReportMessage["place"], pointer: string | undefined): string {
  const line = place === undefined ? "" : `line ${place.line}`;
  return [line, pointer === undefined || pointer === "" ? "" : markdownCell(pointer)]
    .filter((part) => part !== "")
    .join(" ");
}

function otherLine(report: Report, { group, one }: Row): string {
  const said = caseMessages(report, one).map((message) => `; ${message.level}: ${sentence(message)}`);
  return `- ${one.outcome}: ${markdownCell(group.name)}: ${markdownCell(one.name)}${said.join("")}\n`;
}

function sentence({ rule, text }: ReportMessage): string {
  return `${markdownCell(text)} (${markdownCell(rule)})`;
}

/** Text that grows up to a number of bytes. */
class Paper {
  text = "";

  constructor(private room: number) {}

  /** Whether the text fitted and was added. */
  add(text: string): boolean {
    const bytes = Buffer.byteLength(text);
    if (bytes > this.room) return false;
    this.close(text);
    return true;
  }

  /** Adds what has to stand there, out of the reserve. */
  close(text: string): void {
    this.room -= Buffer.byteLength(text);
    this.text += text;
  }
}

/** Characters of one cell; the log has the rest. */
const LONGEST_CELL = 2000;

/** A text that Markdown shows as it is, on one line. */
function markdownText(text: string): string {
  return withEntities(visibleText(text).replace(/\s+/g, " "), /[&<>]/g).replace(/[\\`*_[\]|~#]/g, "\\$&");
}

/** The same for a cell of a table: not longer than 2,000 characters before they are escaped. */
export function markdownCell(text: string): string {
  return markdownText(shortText(text, LONGEST_CELL));
}

/** Bytes that GitHub takes of a step: 1 MiB, of which a little is left for others. */
const MOST_BYTES = 1_000_000;

/** Adds the report to the summary of a GitHub job, where there is one. What hinders that is a warning: no job fails by it. */
export function writeJobSummary(report: Report, terminal: Pick<Terminal, "env" | "stderr">): void {
  const warn = (sentence: string) => tell(terminal, `warning: ${sentence}`);
  const file = terminal.env["GITHUB_STEP_SUMMARY"] ?? "";
  if (file === "") return;
  try {
    const written = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    const summary = jobSummary(report, MOST_BYTES - written);
    if (summary === undefined) warn("the summary of this step is full: nothing was added");
    else appendFileSync(file, summary);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown";
    warn(`GITHUB_STEP_SUMMARY names ${file}, which cannot be written (${code})`);
  }
}

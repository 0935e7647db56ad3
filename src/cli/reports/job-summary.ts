import { plural } from "../../text/plural.js";
import { caseMessages } from "./case-messages.js";
import { markdownCell, markdownText } from "./markdown-text.js";
import type { Report, ReportCase, ReportGroup, ReportMessage } from "./report.js";

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
  #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  /** Whether the text fitted and was added. */
  add(text: string): boolean {
    const bytes = Buffer.byteLength(text);
    if (bytes > this.#room) return false;
    this.close(text);
    return true;
  }

  /** Adds what has to stand there, out of the reserve. */
  close(text: string): void {
    this.#room -= Buffer.byteLength(text);
    this.text += text;
  }
}

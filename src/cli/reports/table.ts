import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import type { Screen } from "../terminal/terminal.js";

/** Blanks between two columns. */
const GAP = 2;

/** A column of text that would become narrower than this stands below its row instead. */
const NARROWEST_TEXT = 30;

/** Blanks in front of such a text. */
const INDENT = 4;

type Rows = readonly (readonly string[])[];

export interface TableLayout {
  /** The column whose cells are broken into lines where the table is too wide; the last one by default. */
  readonly flexible?: number;
  /** Most columns of the screen that a column of a file or pipe is padded to. */
  readonly widest?: number;
}

/**
 * Rows whose cells stand under each other. A terminal that is too narrow breaks the cells of one column between words;
 * in a file or pipe each row is one line.
 *
 * @param rows - cells, which may be coloured; all rows have the same number
 */
export function tableText(
  rows: Rows,
  { width }: Screen,
  { flexible = (rows[0]?.length ?? 1) - 1, widest = Number.POSITIVE_INFINITY }: TableLayout = {},
): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => stringWidth(row[at] ?? ""))));
  const fixed = sum(widths.filter((_, at) => at !== flexible)) + GAP * (widths.length - 1);
  const room = (width ?? Number.POSITIVE_INFINITY) - fixed;
  if (width === undefined || (widths[flexible] ?? 0) <= room) {
    const most = widths.map((each) => Math.min(each, widest));
    return rows.map((row) => rowLine(row, most)).join("");
  }
  if (room < NARROWEST_TEXT) return rows.map((row) => stacked(row, flexible, width)).join("");
  return rows.map((row) => broken(row, flexible, { widths, room })).join("");
}

function rowLine(row: readonly string[], widths: readonly number[]): string {
  const cells = row.map((cell, at) => cell + " ".repeat(Math.max(0, (widths[at] ?? 0) - stringWidth(cell))));
  return `${cells.join(" ".repeat(GAP)).trimEnd()}\n`;
}

/** A row with its text on lines of its own below it. */
function stacked(row: readonly string[], flexible: number, width: number): string {
  const others = row.filter((_, at) => at !== flexible).join(" ".repeat(GAP));
  return wrapped(others, width) + wrapped(row[flexible] ?? "", width, INDENT);
}

/** A row with its text in as many lines as it needs. */
function broken(
  row: readonly string[],
  flexible: number,
  { widths, room }: { readonly widths: readonly number[]; readonly room: number },
): string {
  const fitted = widths.map((each, at) => (at === flexible ? room : each));
  const lines = linesOf(row[flexible] ?? "", room);
  return lines
    .map((text, line) => row.map((cell, at) => (at === flexible ? text : line === 0 ? cell : "")))
    .map((cells) => rowLine(cells, fitted))
    .join("");
}

/** A text in lines that fit the terminal, broken between words; a longer word stays whole. */
export function wrapped(text: string, width: number | undefined, indent = 0): string {
  const start = " ".repeat(indent);
  const lines = width === undefined ? [text] : linesOf(text, width - indent);
  return lines.map((line) => `${start}${line}\n`).join("");
}

/** The same behind words that stand in its first line; the others begin under it. */
export function hanging(start: string, text: string, width: number | undefined): string {
  const indent = stringWidth(start);
  if (width === undefined || indent + stringWidth(text) <= width) return `${start}${text}\n`;
  if (width - indent < NARROWEST_TEXT) return `${start.trimEnd()}\n${wrapped(text, width, INDENT)}`;
  const [first = "", ...others] = linesOf(text, width - indent);
  return [`${start}${first}\n`, ...others.map((line) => `${" ".repeat(indent)}${line}\n`)].join("");
}

function linesOf(text: string, width: number): string[] {
  return wrapAnsi(text, Math.max(1, width)).split("\n");
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

import { codeFrameColumns } from "@babel/code-frame";
import type { TextPlace } from "../../../text/line-places.js";
import type { Screen } from "../../terminal/terminal.js";
import type { Candidate } from "./split-bodies.js";

/** Columns of a frame where no terminal says how many there are. */
const USUAL_WIDTH = 120;

/** Columns in front of a line: mark, number, bar. */
const GUTTER = 16;

/** Lines shown above the place, and below it. */
const CONTEXT = 1;

const CUT = "…";

/**
 * The line of a body that a finding is about, with its neighbours and a mark under the place. Of long lines the part
 * around the place is shown.
 *
 * @param place - in the file
 * @returns indented lines with a break at the end
 */
export function codeFrame(body: Candidate, place: TextPlace, { colours, width }: Screen): string {
  const room = Math.max(20, (width ?? USUAL_WIDTH) - GUTTER);
  const first = Math.max(body.line, place.line - CONTEXT);
  const lines = visibleLines(body, first - body.line);
  const isLong = lines.some((line) => line.length > room);
  const from = isLong ? Math.max(0, place.column - 1 - Math.floor(room / 2)) : 0;
  const shown = isLong ? lines.map((line) => windowOf(line, from, room)) : lines;
  const column = from > 0 ? place.column - from + CUT.length : place.column;
  const options = {
    linesAbove: CONTEXT,
    linesBelow: CONTEXT,
    startLine: first,
    // An excerpt that starts inside a string would be coloured inside out.
    forceColor: colours.isColorSupported && from === 0,
  };
  const frame = codeFrameColumns(shown.join("\n"), { start: { line: place.line, column } }, options);
  return `${frame.replaceAll(/^/gm, "  ")}\n`;
}

/** Lines of a body where they stand in its file: each character takes one column, and none can rewrite the terminal. */
function visibleLines({ text, column }: Candidate, from: number): string[] {
  const lines = (" ".repeat(column - 1) + text).split(/\r?\n/).slice(from, from + 2 * CONTEXT + 1);
  return lines.map((line) => line.replaceAll("\t", " ").replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\uFFFD"));
}

function windowOf(line: string, from: number, room: number): string {
  const start = from > 0 ? CUT : "";
  const end = line.length > from + room ? CUT : "";
  return `${start}${line.slice(from, from + room)}${end}`;
}

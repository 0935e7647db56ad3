import { type Screen, screenOf, type Terminal } from "../terminal/terminal.js";
import { tableText, wrapped } from "./table.js";

/** A list that a command prints. */
export interface Catalogue {
  /** For programs. */
  readonly json: object;
  /** For people: cells of a table, the name first, the sentence last. */
  readonly rows: readonly (readonly string[])[];
  /** Sentences under the table. */
  readonly end: readonly string[];
}

/** Prints a list: columns under each other, or everything as JSON. */
export function printCatalogue(terminal: Terminal, format: string, { json, rows, end }: Catalogue): void {
  if (format === "json") {
    terminal.stdout.write(jsonText(json));
    return;
  }
  const screen = screenOf(terminal.stdout, terminal);
  const { colours } = screen;
  const painted = rows.map(([name = "", ...others]) => [
    colours.cyan(name),
    ...others.slice(0, -1).map((cell) => paintedSeverity(cell, screen)),
    others.at(-1) ?? "",
  ]);
  const sentences = end.map((sentence) => wrapped(sentence, screen.width)).join("");
  terminal.stdout.write(tableText(painted, screen) + sentences);
}

function paintedSeverity(word: string, { colours }: Screen): string {
  if (word === "error") return colours.red(word);
  return word === "warn" ? colours.yellow(word) : colours.dim(word);
}

/** What a command knows of one thing, by label; several texts stand under each other. */
export interface Explanation {
  readonly name: string;
  /** Words behind the name, such as its severity. */
  readonly kind: string;
  readonly summary: string;
  readonly facts: readonly (readonly [label: string, ...texts: string[]])[];
  /** Headings with what stands under each: lines as they are, and notes on them. */
  readonly examples: readonly (readonly [heading: string, lines: readonly (string | Note)[]])[];
}

/** A sentence about the line above it. */
export interface Note {
  readonly note: string;
}

/** Prints one thing of a list with all that is known of it, or the same as JSON. */
export function printExplanation(
  terminal: Terminal,
  format: string,
  { json, explanation }: { readonly json: object; readonly explanation: () => Explanation },
): void {
  if (format === "json") terminal.stdout.write(jsonText(json));
  else terminal.stdout.write(explanationText(explanation(), screenOf(terminal.stdout, terminal)));
}

function explanationText({ name, kind, summary, facts, examples }: Explanation, screen: Screen): string {
  const { colours, width } = screen;
  const rows = facts.flatMap(([label, ...texts]) =>
    texts.map((text, at) => [at === 0 ? colours.dim(label) : "", text]),
  );
  const lineOf = (line: string | Note) =>
    typeof line === "string" ? `  ${line}\n` : wrapped(line.note, width, 4);
  const parts = examples.map(
    ([heading, lines]) => `\n${colours.bold(heading)}\n${lines.map(lineOf).join("")}`,
  );
  return [
    `${colours.bold(colours.cyan(name))}  ${paintedSeverity(kind, screen)}\n`,
    wrapped(summary, width, 2),
    "\n",
    tableText(rows, screen),
    ...parts,
  ].join("");
}

/** A value for programs, with a line break at its end. */
export function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

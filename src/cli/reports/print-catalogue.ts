import type { Terminal } from "../terminal/terminal.js";

/** A list that a command prints. */
export interface Catalogue {
  /** For programs. */
  readonly json: object;
  /** For people: cells of a table. */
  readonly rows: readonly (readonly string[])[];
  /** What stands under the table. */
  readonly end: string;
}

/** Prints a list: columns under each other, or everything as JSON. */
export function printCatalogue({ stdout }: Terminal, format: string, { json, rows, end }: Catalogue): void {
  stdout.write(format === "json" ? jsonText(json) : `${tableText(rows)}${end}\n`);
}

/** Rows whose cells stand under each other, none of them wider than so many characters. */
export function tableText(rows: readonly (readonly string[])[], widest = Number.POSITIVE_INFINITY): string {
  const widths = rows[0]?.map((_, at) =>
    Math.min(widest, Math.max(...rows.map((row) => row[at]?.length ?? 0))),
  );
  const lines = rows.map((row) =>
    row.map((cell, at) => cell.padEnd(at + 1 < row.length ? (widths?.[at] ?? 0) : 0)),
  );
  return lines.map((cells) => `${cells.join("  ")}\n`).join("");
}

/** A value for programs, with a line break at its end. */
export function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

import { expect } from "vitest";

const PASSING: readonly (readonly [RegExp, string])[] = [
  [/\u001b\[[0-9;]*m/g, ""],
  [/\r/g, ""],
  [/task-unified-\d+-[a-z0-9]{8}/g, "task-unified-0-aaaaaaaa"],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, "2026-01-01T00:00:00Z"],
  [/\b\d\d:\d\d:\d\d(?:\.\d+)?\b/g, "00:00:00"],
  [/\b\d+(?:\.\d+)? ?ms\b/g, "0 ms"],
  [/\b\d+(?:\.\d+)?s$/gm, "0s"],
  [/[ \t]+/g, " "],
  [/ +$/gm, ""],
];

/** Output without what differs from run to run: ids, instants, times taken, colours, columns. */
function settled(text: string): string {
  return PASSING.reduce((rest, [pattern, standing]) => rest.replaceAll(pattern, standing), text).trim();
}

/** Holds output against what a page shows; `...` stands for anything within a line, and alone for any lines. */
export function expectShown(shown: string, output: string): void {
  const pattern = settled(shown)
    .split("\n")
    .map((line) => (line.trim() === "..." ? "[^]*?" : `${shownLine(line)}\n`))
    .join("");
  if (!new RegExp(`^${pattern}$`).test(`${settled(output)}\n`)) expect(settled(output)).toBe(settled(shown));
}

/** Holds JSON output against what a page shows. */
export function expectShownJson(shown: string, output: string): void {
  expect(settledJson(parsed(output))).toEqual(settledJson(parsed(shown)));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`this is no JSON: ${text}`);
  }
}

function settledJson(value: unknown, name = ""): unknown {
  if (typeof value === "string") return settled(value);
  if (/^(?:created|at)$/.test(name)) return typeof value;
  if (Array.isArray(value)) return value.map((item) => settledJson(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, settledJson(item, key)]));
}

function shownLine(line: string): string {
  return line.split("...").map(escaped).join(".*");
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

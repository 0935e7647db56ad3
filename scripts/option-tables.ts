import type { Option as FlagOption } from "commander";
import { commands } from "../src/cli/commands.js";
import { optionEntries, TableOption } from "../src/cli/settings/table-option.js";
import type { Option } from "../src/options/option.js";
import { code, markdownTable } from "./markdown-table.js";

/** The options of a mock, by the headings of the help. */
export function optionTables(): string {
  const groups = new Map<string, string[][]>();
  let group = "";
  for (const [key, entry] of optionEntries) {
    group = entry.heading ?? group;
    groups.set(group, [...(groups.get(group) ?? []), rowOf(key, entry)]);
  }
  const header = ["flag", "variable", "key", "default", "effect"];
  return [...groups]
    .map(([heading, rows]) => `## ${heading.replace(/:$/, "")}\n\n${markdownTable(header, rows)}`)
    .join("\n");
}

function rowOf(key: (typeof optionEntries)[number][0], entry: Option<unknown>): string[] {
  const { variable } = new TableOption(key, entry);
  const repeatable = entry.value.isRepeatable === true ? "; repeatable" : "";
  const summary = `${entry.summary}${entry.note === undefined ? "" : ` (${entry.note})`}${repeatable}`;
  return [code(entry.flag), code(variable), code(key), defaultOf(entry), summary];
}

function defaultOf({ default: value, defaultText = "" }: Option<unknown>): string {
  if (value === undefined) return defaultText;
  return code(typeof value === "string" ? value : JSON.stringify(value));
}

/** The commands, in the order of the help. */
export function commandTable(): string {
  const rows = Object.entries(commands).map(([name, { argument, description }]) => [
    code(["wan-mock", name, ...(argument === undefined ? [] : [argument[0]])].join(" ")),
    description,
  ]);
  return markdownTable(["command", "effect"], rows);
}

/** The flags that are no options of a mock, each with the commands that have it. */
export function commandFlagTable(): string {
  const rows = new Map<string, { cells: readonly string[]; names: string[] }>();
  for (const [name, { options }] of Object.entries(commands)) {
    for (const option of options()) {
      if (option instanceof TableOption || option.long === "--config") continue;
      const cells = flagCells(option);
      const row = rows.get(cells.join()) ?? { cells, names: [] };
      row.names.push(code(name));
      rows.set(cells.join(), row);
    }
  }
  const merged = [...rows.values()].map(({ cells, names }) => [names.join(", "), ...cells]);
  return markdownTable(["command", "flag", "default", "effect"], merged);
}

function flagCells({ flags, description, argChoices, defaultValue }: FlagOption): string[] {
  const choices = argChoices === undefined ? "" : `: ${argChoices.map(code).join(", ")}`;
  return [
    code(flags),
    defaultValue === undefined ? "" : code(String(defaultValue)),
    `${description}${choices}`,
  ];
}

import { optionEntries, TableOption } from "../src/cli/settings/table-option.js";
import type { Option } from "../src/options/option.js";

const HEAD = `# Options

Each option of \`wan-mock serve\` and \`wan-mock run\` can be set by a flag, an environment variable, or a key of
[the configuration file](../README.md#configuration-file); flags win over variables, and variables over the file. The
library takes the keys as options of \`startMock\`, but for \`log\` and \`network\`, and its port is 0 unless told.
\`wan-mock config\` prints the values in force and where each comes from.

This page is written by \`npm run generate\`.
`;

/** `docs/options.md`: the option table for readers. */
export function optionsPage(): string {
  const groups = new Map<string, string[]>();
  let group = "";
  for (const [key, entry] of optionEntries) {
    group = entry.heading ?? group;
    groups.set(group, [...(groups.get(group) ?? []), rowOf(key, entry)]);
  }
  const tables = [...groups].map(
    ([heading, rows]) =>
      `\n## ${heading.replace(/:$/, "")}\n\n| flag | variable | key | default | |\n|---|---|---|---|---|\n${rows.join("\n")}\n`,
  );
  return `${HEAD}${tables.join("")}`;
}

function rowOf(key: (typeof optionEntries)[number][0], entry: Option<unknown>): string {
  const { variable } = new TableOption(key, entry);
  const repeatable = entry.value.isRepeatable === true ? "; repeatable" : "";
  const summary = `${entry.summary}${entry.note === undefined ? "" : ` (${entry.note})`}${repeatable}`;
  const cells = [code(entry.flag), code(variable), code(key), defaultOf(entry), summary];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function defaultOf({ default: value, defaultText = "" }: Option<unknown>): string {
  if (value === undefined) return defaultText;
  return code(typeof value === "string" ? value : JSON.stringify(value));
}

function code(text: string): string {
  return `\`${text}\``;
}

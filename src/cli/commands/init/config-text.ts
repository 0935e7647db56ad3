import type { Option } from "../../../options/option.js";
import { optionTable } from "../../../options/option-table.js";

const HEADER = `# yaml-language-server: $schema=./node_modules/wan-mock/schemas/config.schema.json
# Settings of wan-mock serve and wan-mock run. Flags and WAN_MOCK_ variables win over them; "wan-mock config" prints the
# settings in effect. Remove the # from a line to set it; the values are examples.
`;

/** The option that is set, at its default: a file without any setting is refused. */
const SET = "pace";

/** A configuration file with every option, described and commented out. */
export function configText(): string {
  const options = Object.entries<Option<unknown>>(optionTable);
  return HEADER + options.map(([key, option]) => entryText(key, option)).join("");
}

function entryText(key: string, option: Option<unknown>): string {
  const { heading, description, summary, examples, default: standard } = option;
  const title = heading === undefined ? "" : `\n## ${heading.slice(0, -1)}\n`;
  const about = sentenceOf(description ?? summary);
  const sentence = standard === undefined ? about : `${about} Default: ${shown(standard)}.`;
  const line = key === SET ? `${key}: ${shown(standard)}` : `# ${key}: ${JSON.stringify(examples[0])}`;
  return `${title}\n${commented(sentence)}${line}\n`;
}

function sentenceOf(text: string): string {
  const [first = "", ...rest] = text;
  return `${first.toUpperCase()}${rest.join("")}${text.endsWith(".") ? "" : "."}`;
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

const WIDTH = 110;

/** A sentence as comments of limited width. */
function commented(sentence: string): string {
  const lines = [""];
  for (const word of sentence.split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && last.length + word.length >= WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines.map((line) => `#   ${line}\n`).join("");
}

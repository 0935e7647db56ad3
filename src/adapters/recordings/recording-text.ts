import {
  Document,
  type DocumentOptions,
  isCollection,
  isMap,
  type Scalar,
  type ScalarTag,
  type SchemaOptions,
  visit,
  type YAMLMap,
} from "yaml";
import type { RawFileScenario } from "../../simulation/scenarios/read-file-scenario.js";

/**
 * Texts that a block or a plain scalar would not keep, or that would look like deep nesting: control characters, other
 * line ends, lone surrogates, many brackets, lines that begin far to the right.
 */
const ODD =
  /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\p{Cs}|(?:[[\]{}][^[\]{}]*){20}|\n[ \t]{20}|[ \t]\n|\n[ \t]+$|^[ \t\n]/u;

/** Characters that no quoted text shows as they are. */

const ESCAPED = /[[\]{}\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Writes odd texts in double quotes with the escapes of JSON, which are YAML's too. */
const oddText: ScalarTag = {
  tag: "tag:yaml.org,2002:str",
  default: true,
  identify: (value) => typeof value === "string" && ODD.test(value),
  resolve: (text) => text,
  stringify: ({ value }: Scalar) =>
    JSON.stringify(value).replaceAll(
      ESCAPED,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
};

const OPTIONS: DocumentOptions & SchemaOptions = { customTags: (tags) => [oddText, ...tags] };

/** Members of a scenario in the order of the file. */
const ORDER = ["name", "description", "match", "times", "use", "timeline", "answer", "recording"] as const;

/** Lists whose items stand in a line each, from the scenario on. */
const LINES = [["timeline"], ["recording", "polls"], ["recording", "callbacks"]] as const;

/** The text of a scenario file with one recorded scenario. Equal scenarios have equal texts. */
export function recordingText(scenario: RawFileScenario): string {
  const ordered = Object.fromEntries(
    ORDER.filter((name) => scenario[name] !== undefined).map((name) => [name, scenario[name]]),
  );
  const document = new Document({ scenarios: [ordered] }, { ...OPTIONS, aliasDuplicateObjects: false });
  for (const place of LINES) {
    const list = document.getIn(["scenarios", 0, ...place]);
    if (!isCollection(list)) continue;
    for (const item of list.items) if (isMap(item)) inOneLine(item);
  }
  return document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER });
}

function inOneLine(item: YAMLMap): void {
  item.flow = true;
  visit(item, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === "string" && scalar.value.includes("\n")) scalar.type = "QUOTE_DOUBLE";
    },
  });
}

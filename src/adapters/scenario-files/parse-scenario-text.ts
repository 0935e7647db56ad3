import { type Document, isAlias, LineCounter, parseDocument, visit } from "yaml";
import { quoteForMessage } from "../../errors/quote-for-message.js";
import type { FileScenario } from "../../simulation/scenarios/file-scenario.js";
import { type RawFileScenario, readFileScenario } from "../../simulation/scenarios/read-file-scenario.js";
import type { WrittenFault } from "../../simulation/scenarios/read-timeline.js";
import { repeatedKey } from "../../text/repeated-key.js";
import { startOf, YamlPlaces } from "../../text/yaml-places.js";
import type { ScenarioText } from "./read-scenario-texts.js";
import type { FileFault } from "./schema-faults.js";

/** A file, taken apart. */
export interface ParsedScenarios {
  readonly scenarios: readonly FileScenario[];
  /** Sentences with file, line and column, in the order of the file; scenarios that have one are left out. */
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
}

/** Aliases may repeat parts of a file; this many times at most (a bomb repeats them by the million). */
const MOST_ALIASES = 100;

/** Keys and values of a file: a scenario has a few dozen, and every broken one costs a sentence. */
const MOST_NODES = 20_000;

/** Faults of the schema that are given a place: to find one takes a walk. */
const MOST_FAULTS = 100;

/**
 * Reads the scenarios of a file. Never throws, whatever the text.
 *
 * @param known.check - finds the faults of a value by the schema
 * @param known.models - ids of the models that are served; not looked at when absent
 */
export function parseScenarioText(
  { name, text }: ScenarioText,
  known: { check(value: unknown): FileFault[]; models: readonly string[] | undefined },
): ParsedScenarios {
  const lines = new LineCounter();
  const placeOf = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${Math.max(1, line)}:${Math.max(1, col)}`;
  };
  if (isTooDeep(text)) {
    return refused(`${name}:1:1: the file is nested too deep to be read: a scenario needs a dozen levels`);
  }
  const document = parseDocument(text, {
    uniqueKeys: false,
    lineCounter: lines,
    prettyErrors: false,
    logLevel: "error",
  });
  const read = valueIn(document, name, placeOf);
  if ("fault" in read) return refused(read.fault);
  const places = new YamlPlaces(document);
  const offsetOf = (pointer: string, of: "key" | "value" = "value") =>
    places.offsetAt(pointer, of) ?? startOf(document.contents) ?? 0;
  const faults: Note[] = [];
  const warnings: Note[] = document.warnings.map(({ pos, message }) => [pos[0], oneLine(message)]);
  const noteOf = ({ pointer, of, message }: FileFault): Note => [offsetOf(pointer, of), message];
  const strange = known.check(read.value);
  faults.push(...strange.slice(0, MOST_FAULTS).map(noteOf));
  // A scenario with such a fault is not read further, and neither is a file that is no list.
  const skipped = new Set(strange.map(({ pointer }) => pointer.split("/").slice(0, 3).join("/")));
  const written = (read.value as { scenarios?: unknown }).scenarios;
  const scenarios: FileScenario[] = [];
  const items = Array.isArray(written) && !skipped.has("/scenarios") ? written : [];
  for (const [index, item] of items.entries()) {
    const pointer = `/scenarios/${index}`;
    if (skipped.has(pointer)) continue;
    const found = readFileScenario(item as RawFileScenario, known.models);
    const below = (fault: WrittenFault): Note => noteOf({ ...fault, pointer: pointer + fault.pointer });
    faults.push(...found.faults.map(below));
    warnings.push(...found.warnings.map(below));
    const source = placeOf(offsetOf(`${pointer}/name`));
    if (found.faults.length === 0) scenarios.push({ ...found.scenario, source });
  }
  const inOrder = (notes: Note[]) =>
    notes.sort(([a], [b]) => a - b).map(([offset, message]) => `${placeOf(offset)}: ${message}`);
  return { scenarios, faults: inOrder(faults), warnings: inOrder(warnings) };
}

/** A sentence, and the offset of what it is about. */
type Note = [offset: number, message: string];

/** The value of a document, or the sentence why it cannot be read. */
function valueIn(
  document: Document,
  name: string,
  placeOf: (offset: number) => string,
): { readonly value: unknown } | { readonly fault: string } {
  // A broken place mostly causes the faults that follow it.
  const [broken] = document.errors;
  if (broken !== undefined) return { fault: `${placeOf(broken.pos[0])}: ${oneLine(broken.message)}` };
  if (hasMoreNodes(document, MOST_NODES)) {
    const fault = `${name}:1:1: the file holds more than ${MOST_NODES} keys and values: split it into several`;
    return { fault };
  }
  const repeated = repeatedKey(document);
  if (repeated !== undefined) {
    const key = quoteForMessage(repeated.key);
    return { fault: `${placeOf(repeated.offset)}: ${key} stands here twice: keep one` };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return value === null || value === undefined
      ? { fault: `${name}:1:1: the file is empty: it starts with "scenarios:"` }
      : { value };
  } catch (error) {
    return { fault: `${placeOf(aliasToBlame(document))}: ${oneLine((error as Error).message)}` };
  }
}

/** Levels of brackets, and of dashes in one line. */
const MOST_LEVELS = 100;

/** Blanks in front of a line, or dashes in a row, that no file needs. */
const FAR_TO_THE_RIGHT = /^(?: {200}|[ \t]*(?:[-?:][ \t]+){100})/m;

/** The parser goes down once per level; far down the process ends before any error is thrown. */
function isTooDeep(text: string): boolean {
  let levels = 0;
  for (const bracket of text.match(/[[\]{}]/g) ?? []) {
    levels = bracket === "[" || bracket === "{" ? levels + 1 : Math.max(0, levels - 1);
    if (levels > MOST_LEVELS) return true;
  }
  return FAR_TO_THE_RIGHT.test(text);
}

function hasMoreNodes(document: Document, most: number): boolean {
  let nodes = 0;
  visit(document, { Node: () => (++nodes > most ? visit.BREAK : undefined) });
  return nodes > most;
}

/** Offset of the first alias without an anchor before it, or of the first alias. */
function aliasToBlame(document: Document): number {
  const anchors = new Set<string>();
  let first: number | undefined;
  let lost: number | undefined;
  visit(document, {
    Node: (_key, node) => {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.add(node.anchor);
        return;
      }
      first ??= node.range?.[0];
      if (!anchors.has(node.source)) lost ??= node.range?.[0];
    },
  });
  return lost ?? first ?? 0;
}

function refused(fault: string): ParsedScenarios {
  return { scenarios: [], faults: [fault], warnings: [] };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

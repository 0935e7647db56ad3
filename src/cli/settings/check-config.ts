import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { createContract } from "../../compose/create-contract.js";
import { nameAdvice } from "../../errors/close-names.js";
import { invalidOption, KitError } from "../../errors/kit-error.js";
import { configSchema } from "../../options/config-schema.js";
import type { MockOptions } from "../../options/mock-options.js";
import { keyLabel } from "../../options/read-accounts.js";
import { repeatedKey } from "../../text/repeated-key.js";
import { optionEntries } from "./table-option.js";

/**
 * Holds a configuration file against the schema of the option table, then its values against the readers that the mock
 * itself uses.
 *
 * @throws {KitError} `INVALID_OPTION`, with file, line, column and key path of the first fault
 */
export async function checkConfig(file: ConfigFile): Promise<void> {
  const ajv = new Ajv2020({ allowUnionTypes: true, verbose: true });
  if (!ajv.validate(configSchema(), file.values)) {
    const [error] = ajv.errors ?? [];
    if (error !== undefined) throw faultOf(file, error);
  }
  for (const [key, { value: kind }] of optionEntries) {
    const value = file.values[key];
    if (value === undefined) continue;
    try {
      kind.read?.(value);
      if (key === "rules") await createContract({ rules: value } as Pick<MockOptions, "rules">);
    } catch (error) {
      if (!(error instanceof KitError)) throw error;
      throw configFault(file, [key], (shown) => `${shown}: ${error.message}`);
    }
  }
}

/** The parts of a schema that sentences are made of. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | number)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, unknown>>;
}

function faultOf(file: ConfigFile, error: ErrorObject): KitError {
  const path = error.instancePath
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const schema = (error.parentSchema ?? {}) as Schema;
  if (error.keyword === "additionalProperties") {
    const unknown = String(error.params["additionalProperty"]);
    const known = Object.keys(schema.properties ?? {}).filter((name) => name !== "$schema");
    const advice = nameAdvice(unknown, known);
    return configFault(file, [...path, unknown], (shown) => `${shown} is no setting: ${advice}`);
  }
  return configFault(file, path, (shown) => `${shown}: It must be ${wanted(error.keyword, schema)}.`);
}

const typeWords: Readonly<Record<string, string>> = {
  integer: "a whole number",
  number: "a number",
  string: "a text",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  null: "null",
};

/** The value that the schema asks for, in words. */
function wanted(keyword: string, schema: Schema): string {
  if (keyword === "enum") return `one of ${[...new Set(schema.enum?.map(String))].join(", ")}`;
  if (keyword === "minLength") return "a text that is not empty";
  if (keyword === "minItems") return "a list that is not empty";
  if (keyword === "pattern") return "written as 10/s, 60/min or 1000/h";
  const types = [schema.type ?? "number"].flat().map((type) => typeWords[type] ?? type);
  const { minimum, maximum } = schema;
  const from = minimum === undefined ? "" : ` from ${minimum}`;
  return `${types.join(" or ")}${from}${maximum === undefined ? "" : ` to ${maximum}`}`;
}

/**
 * The value of a YAML text, `{}` for an empty one.
 *
 * @throws {Error} with line and column; never shows the text, as it may hold API keys
 */
export function parseStrictYaml(text: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, { uniqueKeys: false, lineCounter: lines });
  const [fault] = document.errors;
  if (fault !== undefined) throw new Error(firstLineOf(fault), { cause: fault });
  const repeated = repeatedKey(document);
  if (repeated !== undefined) {
    const { line, col } = lines.linePos(repeated.offset);
    throw new Error(`Map keys must be unique at line ${line}, column ${col}`);
  }
  return (document.toJS() as unknown) ?? {};
}

/** The first line of a message: the others are a piece of the file. */
function firstLineOf({ message }: Error): string {
  // The parser calls itself for each level, and reports the end of the stack as a fault of the text.
  if (/call stack/i.test(message)) return "it is nested too deeply";
  return message.replace(/:?\n[^]*$/, "");
}

/** A configuration file as it was read. */
export interface ConfigFile {
  /** As a message names it. */
  readonly name: string;
  readonly path: string;
  /** Its folder: relative paths in it start there. */
  readonly folder: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Its text; absent for a module. */
  readonly text?: string;
}

/**
 * The refusal of a value of a configuration file: file, line and column where they are known, key path.
 *
 * @param path - names and indexes from the top
 * @param tell - the sentence, given the path as people may see it: API keys by their label
 */
function configFault(
  file: ConfigFile,
  path: readonly string[],
  tell: (shownPath: string) => string,
): KitError {
  return invalidOption(`${file.name}${placeOf(file, path)}: ${tell(shown(path))}`);
}

function shown(path: readonly string[]): string {
  const parts = path.map((part, index) => (index === 1 && path[0] === "accounts" ? keyLabel(part) : part));
  return parts.map((part) => part.slice(0, 60)).join(".");
}

/** `:3:7` of the name that the path ends at, as far as it leads; JSON is read as the YAML that it is. */
function placeOf({ text, name }: ConfigFile, path: readonly string[]): string {
  if (text === undefined) return "";
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, logLevel: "silent", uniqueKeys: false });
  if (document.errors.length > 0 && !name.endsWith(".json")) return "";
  let node: unknown = document.contents;
  let offset: number | undefined;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === part);
      if (pair === undefined || !isScalar(pair.key)) break;
      offset = pair.key.range?.[0];
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      offset = isScalar(node) ? (node.range?.[0] ?? offset) : offset;
    } else break;
  }
  if (offset === undefined) return "";
  const { line, col } = lineCounter.linePos(offset);
  return `:${line}:${col}`;
}

import type { ErrorObject } from "ajv/dist/2020.js";
import { createContract } from "../../compose/create-contract.js";
import { closeNames } from "../../errors/close-names.js";
import { KitError } from "../../errors/kit-error.js";
import { configSchema } from "../../options/config-schema.js";
import type { MockOptions } from "../../options/mock-options.js";
import { type ConfigFile, configFault } from "./config-fault.js";
import { optionEntries } from "./table-option.js";

/**
 * Holds a configuration file against the schema of the option table, then its values against the readers that the mock
 * itself uses.
 *
 * @throws {KitError} `INVALID_OPTION`, with file, line, column and key path of the first fault
 */
export async function checkConfig(file: ConfigFile): Promise<void> {
  const { Ajv2020 } = await import("ajv/dist/2020.js");
  const ajv = new Ajv2020({ allowUnionTypes: true, verbose: true });
  if (!ajv.validate(configSchema(), file.values)) {
    const [error] = ajv.errors ?? [];
    if (error !== undefined) throw await faultOf(file, error);
  }
  for (const [key, { value: kind }] of optionEntries) {
    const value = file.values[key];
    if (value === undefined) continue;
    try {
      kind.read?.(value);
      if (key === "rules") await createContract({ rules: value } as Pick<MockOptions, "rules">);
    } catch (error) {
      if (!(error instanceof KitError)) throw error;
      throw await configFault(file, [key], (shown) => `${shown}: ${error.message}`);
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

function faultOf(file: ConfigFile, error: ErrorObject): Promise<KitError> {
  const path = error.instancePath
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const schema = (error.parentSchema ?? {}) as Schema;
  if (error.keyword === "additionalProperties") {
    const unknown = String(error.params["additionalProperty"]);
    const known = Object.keys(schema.properties ?? {}).filter((name) => name !== "$schema");
    const [near] = closeNames(unknown, known);
    const advice = near === undefined ? `known are ${known.join(", ")}` : `did you mean ${near}?`;
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

import type { ErrorObject } from "ajv/dist/2020.js";
import configSchema from "../../../schemas/config.schema.json" with { type: "json" };
import { createContract } from "../../compose/create-contract.js";
import { closeNames } from "../../errors/close-names.js";
import { KitError } from "../../errors/kit-error.js";
import type { MockOptions } from "../../options/mock-options.js";
import { accountStartsOf } from "../../options/read-accounts.js";
import { readAssets } from "../../options/read-assets.js";
import {
  controlTokenOf,
  deliveryPolicyOf,
  durationOf,
  instantOf,
  limitsOf,
  publicUrlOf,
} from "../../options/read-options.js";
import { parsePace } from "../../simulation/pace.js";
import { priceLists } from "../../simulation/price-lists.js";
import { findPriceList } from "../../simulation/pricing.js";
import { readPrices } from "../../simulation/read-prices.js";
import { type ConfigFile, configFault } from "./config-fault.js";

/**
 * Holds a configuration file against `schemas/config.schema.json`, then its texts against the readers that the mock
 * itself uses: names, types and bounds stand in the schema alone, formats in the readers alone.
 *
 * @throws {KitError} `INVALID_OPTION`, with file, line, column and key path of the first fault
 */
export async function checkConfig(file: ConfigFile): Promise<void> {
  const { Ajv2020 } = await import("ajv/dist/2020.js");
  const ajv = new Ajv2020({ allowUnionTypes: true, verbose: true });
  if (!ajv.validate(configSchema, file.values)) {
    const [error] = ajv.errors ?? [];
    if (error !== undefined) throw await faultOf(file, error);
  }
  for (const [key, read] of Object.entries(readers)) {
    const value = file.values[key];
    if (value === undefined) continue;
    try {
      await read({ [key]: value });
    } catch (error) {
      if (!(error instanceof KitError)) throw error;
      throw await configFault(file, [key], (shown) => `${shown}: ${error.message}`);
    }
  }
}

/** What the schema leaves to those who use the value. */
const readers: Readonly<Record<string, (options: MockOptions) => unknown>> = {
  pace: ({ pace = "" }) => parsePace(pace),
  controlToken: ({ controlToken }) => controlTokenOf(controlToken),
  now: ({ now = "" }) => instantOf(now),
  publicUrl: ({ publicUrl }) => publicUrlOf(publicUrl),
  rateLimit: limitsOf,
  rateLimitQueries: limitsOf,
  forwardTo: deliveryPolicyOf,
  callbackMap: deliveryPolicyOf,
  callbackPatience: ({ callbackPatience = "" }) => durationOf("callbackPatience", callbackPatience),
  journalAge: ({ journalAge = "" }) => durationOf("journalAge", journalAge),
  priceList: ({ priceList = "" }) => findPriceList(priceLists, priceList),
  prices: ({ prices }) => readPrices(prices),
  rules: ({ rules = {} }) => createContract({ rules }),
  accounts: (options) => accountStartsOf(options),
  assets: ({ assets }) => readAssets(assets),
};

/** What sentences are made of. */
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
    const stranger = String(error.params["additionalProperty"]);
    const known = Object.keys(schema.properties ?? {}).filter((name) => name !== "$schema");
    const [near] = closeNames(stranger, known);
    const advice = near === undefined ? `known are ${known.join(", ")}` : `did you mean ${near}?`;
    return configFault(file, [...path, stranger], (shown) => `${shown} is no setting: ${advice}`);
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

/** What a value must be, in words made of the schema. */
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

import { defaultSettings } from "../contract/settings.js";
import { KitError } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import { refuseUnknownKeys } from "../errors/refuse-unknown-keys.js";
import { isJsonObject } from "../text/is-json-object.js";
import type { MockConfig } from "./mock-options.js";

type OptionCheck = readonly [isFine: (value: unknown) => boolean, wanted: string];

const ofType = (type: string, wanted: string): OptionCheck => [(value) => typeof value === type, wanted];
const oneOf = (...names: string[]): OptionCheck => [
  (value) => names.includes(value as string),
  names.map((name) => JSON.stringify(name)).join(" or "),
];
const text = ofType("string", "a text");
const filledText: OptionCheck = [
  (value) => typeof value === "string" && value !== "",
  "a text that is not empty",
];
const yesOrNo = ofType("boolean", "true or false");
const texts: OptionCheck = [
  (value) => Array.isArray(value) && value.every((item) => typeof item === "string" && item !== ""),
  "a list of texts that are not empty",
];
const record: OptionCheck = [isJsonObject, "an object"];
/** What those who read the value check themselves. */
const readElsewhere: OptionCheck = [() => true, "anything"];

const checks: Readonly<Record<keyof MockConfig, OptionCheck>> = {
  host: text,
  port: readElsewhere,
  publicUrl: text,
  pace: text,
  clock: oneOf("running", "frozen"),
  now: readElsewhere,
  seed: readElsewhere,
  keys: texts,
  spec: texts,
  onlySpec: yesOrNo,
  maxBody: [
    (value) => Number.isSafeInteger(value) && (value as number) >= 0,
    "a whole number of bytes from 0",
  ],
  balance: ofType("number", "credits from 0 to 1000000000"),
  rateLimit: text,
  rateLimitQueries: text,
  concurrency: readElsewhere,
  forwardTo: text,
  callbackMap: record,
  allowLocalCallbacks: yesOrNo,
  allowExternalCallbacks: yesOrNo,
  callbackPatience: readElsewhere,
  controlToken: readElsewhere,
  allowHosts: texts,
  tasks: readElsewhere,
  journalEntries: readElsewhere,
  journalAge: readElsewhere,
  coverage: filledText,
  deliveries: readElsewhere,
  accounts: readElsewhere,
  scenarios: texts,
  chaos: record,
  assets: readElsewhere,
  rules: record,
  policy: readElsewhere,
  strict: yesOrNo,
  unknownModel: oneOf("404", "403"),
  promptOptional: yesOrNo,
  priceList: text,
  prices: readElsewhere,
  longPrompt: oneOf("truncate", "reject"),
  assetFailures: oneOf("task", "request"),
  log: oneOf("pretty", "json", "quiet"),
  network: oneOf("open", "closed"),
};

/**
 * Checks the names and the types of a mock's options, as a caller without types may hand over anything. What a value
 * says is left to those who read it.
 *
 * @throws {KitError} `INVALID_OPTION`, with the option and what it must be, or the known name that is closest
 */
export function checkOptions(options: unknown): void {
  check(options, Object.keys(checks), "options");
}

/**
 * The same for the settings of a contract alone.
 *
 * @throws {KitError} `INVALID_OPTION`
 */
export function checkSettings(settings: unknown): void {
  check(settings, Object.keys(defaultSettings), "settings");
}

function check(options: unknown, known: readonly string[], place: string): void {
  refuseUnknownKeys(options, known, place);
  for (const [name, value] of Object.entries(options as object)) {
    const [isFine, wanted] = checks[name as keyof MockConfig];
    if (value !== undefined && !isFine(value)) {
      throw new KitError("INVALID_OPTION", `${name} is ${wanted}, got ${quoteForMessage(value)}`);
    }
  }
}

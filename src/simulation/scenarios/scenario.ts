import { closeNames } from "../../errors/close-names.js";
import { quoteForMessage } from "../../errors/quote-for-message.js";
import { anyStatus, findScenario, type Scenario, scenarios } from "./scenario-catalogue.js";
import type { ScenarioOperation } from "./scenario-effect.js";

/** A scenario as somebody asked for it. */
export interface ScenarioCall {
  /** The text: `query/rate-limited:2`. */
  readonly text: string;
  readonly scenario: Scenario;
  /** Name within its operation. */
  readonly name: string;
  /** How many matching calls it hits; all when absent. */
  readonly times?: number;
  /** Part of a scenario of a file, whose name the text is. */
  readonly isOwn?: true;
}

/** A text that names no scenario, and what it may have meant. */
export interface UnknownScenario {
  readonly message: string;
  readonly suggestions: readonly string[];
}

const CALL = /^(?:(submit|query|download|callback|upload)\/)?([a-z0-9-]{1,80})(?::([1-9]\d{0,5}))?$/;

/** Operations in which a name without prefix is looked for. */
const lookedIn: Readonly<Record<ScenarioOperation, readonly ScenarioOperation[]>> = {
  submit: ["submit", "callback", "download"],
  query: ["query"],
  download: ["download"],
  callback: ["callback"],
  upload: ["upload"],
};

/**
 * Reads a scenario: `NAME`, `OPERATION/NAME`, either with `:TIMES`.
 *
 * @param operation - the operation of the request that it stands in
 * @param further - names beside those of the catalogue, for who misspelt one of them
 */
export function parseScenario(
  text: string,
  operation: ScenarioOperation = "submit",
  further: readonly string[] = [],
): ScenarioCall | UnknownScenario {
  const parts = CALL.exec(text.trim());
  const [, prefix, name = "", times] = parts ?? [];
  const places = prefix === undefined ? lookedIn[operation] : [prefix as ScenarioOperation];
  for (const place of places) {
    const scenario = findScenario(place, name);
    if (scenario !== undefined) {
      return { text: text.trim(), scenario, name, ...(times === undefined ? {} : { times: Number(times) }) };
    }
  }
  return unknown(text.trim(), name, operation, further);
}

export function isUnknown(call: object | UnknownScenario): call is UnknownScenario {
  return "suggestions" in call;
}

const TOKEN = /\[mock:([^\][\s]{1,100})\]/g;

/** Scenarios beyond this many tokens of one prompt are ordinary text. */
const MOST_TOKENS = 10;

/** The texts of the `[mock:...]` tokens of a prompt, in order. */
export function promptTokens(prompt: string): string[] {
  if (!prompt.includes("[mock:")) return [];
  return Array.from(prompt.matchAll(TOKEN), ([, text]) => text ?? "").slice(0, MOST_TOKENS);
}

const KEY_PREFIX = "sk-mock-";

/** The text of the scenario that an API key such as `sk-mock-rate-limited` asks for. */
export function keyScenario(key: string): string | undefined {
  return key.startsWith(KEY_PREFIX) && key.length > KEY_PREFIX.length
    ? key.slice(KEY_PREFIX.length)
    : undefined;
}

function unknown(
  text: string,
  name: string,
  operation: ScenarioOperation,
  further: readonly string[],
): UnknownScenario {
  const shown = quoteForMessage(text);
  const elsewhere = scenarios.find(
    (scenario) => scenario.name === name || scenario.name.endsWith(`/${name}`),
  );
  if (name !== "" && elsewhere !== undefined) {
    const message = `scenario ${shown} does not apply to a ${operation}: ${elsewhere.name} belongs to the ${elsewhere.operation}`;
    return { message, suggestions: [elsewhere.name] };
  }
  const asked = text.replace(/:\d+$/, "");
  const isStatus = /^(?:\w+\/)?http-/.test(asked);
  const suggestions = isStatus
    ? [anyStatus.name]
    : closeNames(asked, [...scenarios.map((scenario) => scenario.name), ...further]);
  const advice =
    suggestions.length > 0 ? `did you mean ${suggestions.join(" or ")}?` : "GET /_mock/scenarios lists them";
  return { message: `there is no scenario ${shown}: ${advice}`, suggestions };
}

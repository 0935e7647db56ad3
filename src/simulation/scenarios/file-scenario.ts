import { canonicalJson } from "../../text/canonical-json.js";
import { fitsPattern } from "../../text/fits-pattern.js";
import { ownMember } from "../../text/own-member.js";
import { bodyText } from "../recordings/recorded-body.js";
import type { Recording } from "../recordings/recording.js";
import { isUnknown, parseScenario, type ScenarioCall, type UnknownScenario } from "./scenario.js";
import type { ScenarioOperation } from "./scenario-effect.js";

/** A scenario of a file: built-in ones under a name of its own, a timeline, or an answer. */
export interface FileScenario {
  readonly name: string;
  /** The experience of the client, in a sentence. */
  readonly summary: string;
  /** File, line and column of its name: `scenarios.yaml:3:11`. */
  readonly source: string;
  /** Submits that it hits unasked; none when absent. */
  readonly match?: FileScenarioMatch;
  /** How many matching submits of each API key it hits; all when absent. */
  readonly times?: number;
  /** Its calls, each with this scenario's name as its text. */
  readonly calls: readonly ScenarioCall[];
  /** Where the scenario was recorded. */
  readonly recording?: Recording;
}

/** All parts that are given must fit. */
export interface FileScenarioMatch {
  /** Model id; `*` stands for any characters. */
  readonly model?: string;
  /** API key, or how the account is shown. */
  readonly key?: string;
  /** Text that the prompt contains. */
  readonly prompt?: string;
  /** Parameters with the very value that the body must have. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** The body has no parameters beside `model`, those of `body`, and `callback_url`. */
  readonly exact?: boolean;
}

/** The scenarios of all files by name, in the order of the files. */
export type FileScenarios = ReadonlyMap<string, FileScenario>;

/** A submit as a match looks at it. */
export interface MatchedSubmit {
  readonly key?: string | undefined;
  /** How the account of the key is shown. */
  readonly label?: string | undefined;
  readonly model?: string | undefined;
  readonly prompt?: string | undefined;
  readonly body?: Readonly<Record<string, unknown>> | undefined;
}

/** Scenarios of files as lists show them; what they match stays out, it may hold an API key. */
export function fileScenarioRows(own: FileScenarios) {
  const kind = { kind: "file", operation: "submit" } as const;
  return [...own.values()].map(({ name, summary, source }) => ({ name, ...kind, summary, source }));
}

/** The scenario that a text asks for. */
export interface AskedScenario {
  /** The text: `query/rate-limited:2`, `crowded-monday`. */
  readonly text: string;
  /** A built-in scenario alone, or all that a scenario of a file does. */
  readonly calls: readonly ScenarioCall[];
  /** How many calls of an API key the text hits; all when absent. */
  readonly times?: number;
}

/**
 * Reads what is asked for: `NAME` or `OPERATION/NAME` of the catalogue, or `NAME` of a file, each with `:TIMES`.
 *
 * @param operation - the operation of the request that it stands in
 */
export function askedFor(
  text: string,
  operation: ScenarioOperation,
  own: FileScenarios,
): AskedScenario | UnknownScenario {
  const [, name = "", times] = /^([a-z0-9-]+)(?::([1-9]\d{0,5}))?$/.exec(text.trim()) ?? [];
  const scenario = own.get(name);
  if (scenario === undefined) return builtIn(text, operation, own);
  const calls = scenario.calls
    .filter((call) => operation === "submit" || call.scenario.operation === operation)
    .map((call) => ({ ...call, text: text.trim() }));
  if (calls.length === 0) {
    return {
      message: `scenario ${JSON.stringify(name)} does nothing to a ${operation}: ask for it on a submit`,
      suggestions: [],
    };
  }
  return { text: text.trim(), calls, ...(times === undefined ? {} : { times: Number(times) }) };
}

function builtIn(
  text: string,
  operation: ScenarioOperation,
  own: FileScenarios,
): AskedScenario | UnknownScenario {
  const call = parseScenario(text, operation, [...own.keys()]);
  if (isUnknown(call)) return call;
  const { times, scenario } = call;
  // A scenario that a submit attaches to its task is counted there, call by call.
  const isAttached =
    operation === "submit" && (scenario.operation === "query" || scenario.operation === "download");
  return { text: call.text, calls: [call], ...(times === undefined || isAttached ? {} : { times }) };
}

/** Levels of a value that a match compares. */
const DEEPEST = 32;

/** Whether a submit is one of those that a scenario waits for. */
export function isMatched(match: FileScenarioMatch, submit: MatchedSubmit): boolean {
  const { model, key, prompt, body = {}, exact = false } = match;
  return (
    (model === undefined || (submit.model !== undefined && fitsPattern(submit.model, model))) &&
    (key === undefined || key === submit.key || key === submit.label) &&
    (prompt === undefined || (submit.prompt?.includes(prompt) ?? false)) &&
    (exact ? hasEqualBody(match, submit) : hasMembers(body, submit))
  );
}

/** Whether a body has some members with their very values. */
function hasMembers(body: Readonly<Record<string, unknown>>, submit: MatchedSubmit): boolean {
  return Object.entries(body).every(([name, value]) => {
    const sent = ownMember(submit.body ?? {}, name);
    return sent !== undefined && canonicalJson(sent, DEEPEST) === canonicalJson(value, DEEPEST);
  });
}

/** Whether a body is the one of an exact match, in which the pattern of the model stands for that of the submit. */
function hasEqualBody({ model, body = {} }: FileScenarioMatch, submit: MatchedSubmit): boolean {
  const sent = submit.body ?? {};
  const wanted = model === undefined ? body : { ...body, model: ownMember(sent, "model") };
  const text = bodyText(sent, submit.key);
  return text !== undefined && text === bodyText(wanted);
}

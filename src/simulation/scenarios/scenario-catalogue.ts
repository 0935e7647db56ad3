import { type CatalogueEntry, errorCatalogue } from "../../contract/error-catalogue.js";
import { taskFailures } from "../../contract/task-failures.js";
import { type CallbackFault, failureWith, type TaskOutcome, type TaskQuirk } from "../task.js";
import { answerFor } from "./scenario-answer.js";
import type { AnswerFault, ScenarioEffect, ScenarioOperation } from "./scenario-effect.js";

/** A kind of misbehaviour, as the catalogue is divided. */
export type ScenarioKind = "task" | "http" | "transport" | "callback" | "download";

/** One scenario. */
export interface Scenario {
  /** As it is asked for: `rate-limited`, `query/rate-limited`. */
  readonly name: string;
  readonly kind: ScenarioKind;
  readonly operation: ScenarioOperation;
  /** The experience of the client, in a sentence. */
  readonly summary: string;
  readonly effect: ScenarioEffect;
}

/** Seconds in the `Retry-After` of a forced 429. */
export const TOO_MANY_RETRY_AFTER_SECONDS = 1;

type Row = readonly [name: string, summary: string, effect: ScenarioEffect];

const outcomes: readonly Row[] = Object.entries(taskFailures).map(([code, message]) => [
  code.replaceAll("_", "-"),
  `The task fails with ${code}: ${message}`,
  { kind: "task", outcome: failureWith(code) },
]);

const quirk = (name: TaskQuirk, summary: string, outcome?: TaskOutcome): Row => [
  name,
  summary,
  { kind: "task", quirk: name, ...(outcome === undefined ? {} : { outcome }) },
];

const quirks: readonly Row[] = [
  ["stuck-pending", "The task stays pending until the control side ends it", { kind: "task", pace: "stuck" }],
  quirk("stuck-at-99", "The task reaches 99 % and stays there until the control side ends it"),
  ["slow", "The task takes ten times as long, 15 minutes at the least", { kind: "task", pace: "slow" }],
  quirk("progress-jumps", "Progress leaps ahead and falls back, then the task completes"),
  quirk("completed-without-results", "The task completes, is charged, and has no results", {
    kind: "completed",
  }),
  quirk(
    "status-cancelled",
    'The task ends with the status "cancelled", which is outside the documented set',
    failureWith("request_cancelled"),
  ),
];

/** The documented refusals of an operation. */
const answers = (operation: "submit" | "query"): Row[] =>
  Object.values(errorCatalogue[operation]).map((entry) => [
    entry.code === "rate_limit_exceeded" ? "rate-limited" : entry.code.replaceAll("_", "-"),
    `${entry.status} ${entry.code}: ${entry.message}`,
    answering(entry),
  ]);

/** The refusals of the file service, whose codes are numbers. */
const fileAnswers: readonly Row[] = Object.entries(errorCatalogue.upload).map(([name, entry]) => [
  name.replaceAll("_", "-"),
  `${entry.status}, code ${entry.code}: ${entry.message}`,
  answering(entry),
]);

const spoilt = (fault: AnswerFault, summary: string, name: string = fault): Row => [
  name,
  summary,
  { kind: "spoilt-answer", fault },
];

const faults: readonly Row[] = [
  ["reset", "The connection is reset, nothing is done", { kind: "no-answer", fault: "reset" }],
  ["hang", "No answer comes until the client leaves, nothing is done", { kind: "no-answer", fault: "hang" }],
  spoilt("slow-body", "The answer's body trickles in over 10 seconds"),
  spoilt("truncated-body", "The body breaks off half-way, the connection closes"),
];

const malformed = spoilt("malformed-json", "The body is no JSON: its last brace is missing");

const lost: Row = [
  "answer-lost",
  "The task is accepted and billed, then the connection is reset",
  { kind: "lost-answer" },
];

const callback = (fault: CallbackFault, summary: string): Row => [
  fault,
  summary,
  { kind: "callback", fault },
];

const callbackFaults: readonly Row[] = [
  callback("callback-late", "The callback comes a minute late"),
  callback("callback-twice", "The callback comes twice"),
  callback(
    "callback-reordered",
    "The callback waits for that of a later task of the same key and comes after it, a minute late at the most",
  ),
  callback("callback-dropped", "The callback never comes"),
  callback(
    "callback-before-settle",
    "The callback comes 5 seconds before the credits are settled or given back",
  ),
];

const links: readonly Row[] = [
  [
    "link-dies-early",
    "The result link answers 403 link_expired a minute after completion",
    { kind: "dead-link" },
  ],
  spoilt("slow-body", "The result file trickles in over 10 seconds", "link-slow"),
];

/** All scenarios with a name of their own; `http-STATUS[-code]` stands beside them. */
export const scenarios: readonly Scenario[] = [
  ...table("task", "submit", [...outcomes, ...quirks]),
  ...table("http", "submit", answers("submit")),
  ...table("transport", "submit", [...faults, malformed, lost]),
  ...table("http", "query", answers("query")),
  ...table("transport", "query", [...faults, malformed]),
  ...table("http", "upload", fileAnswers),
  ...table("transport", "upload", [...faults, malformed]),
  ...table("callback", "callback", callbackFaults),
  ...table("download", "download", [...links, ...faults.filter(([name]) => name !== "slow-body")]),
];

/** The family of names that is not listed one by one. */
export const anyStatus = {
  name: "http-STATUS[-code]",
  kind: "http",
  operation: "submit",
  summary: "Any refusal from 400 to 599: http-503, http-402-key-quota-exhausted, query/http-502",
} as const satisfies Omit<Scenario, "effect">;

/** Names of the submit's table by their names in the table of an operation. */
const alsoCalled: Readonly<Partial<Record<ScenarioOperation, Readonly<Record<string, string>>>>> = {
  query: {
    "invalid-request": "invalid-task-id",
    "insufficient-quota": "quota-exceeded",
    "model-access-denied": "permission-denied",
    "model-not-found": "task-not-found",
  },
};

const byName: ReadonlyMap<string, Scenario> = new Map(
  scenarios.map((scenario) => [`${scenario.operation}/${shortName(scenario)}`, scenario]),
);

const STATUS = /^http-([45]\d\d)(?:-([a-z][a-z0-9-]{0,60}))?$/;

/** The scenario of an operation by its name without prefix. */
export function findScenario(operation: ScenarioOperation, name: string): Scenario | undefined {
  const found = byName.get(`${operation}/${alsoCalled[operation]?.[name] ?? name}`);
  if (found !== undefined || operation === "callback") return found;
  const parts = STATUS.exec(name);
  if (parts === null) return undefined;
  const entry = answerFor(operation, Number(parts[1]), parts[2]?.replaceAll("-", "_"));
  const summary = `${entry.status} ${entry.code}: ${entry.message}`;
  return { name: prefixed(operation, name), kind: "http", operation, summary, effect: answering(entry) };
}

function answering(entry: CatalogueEntry): ScenarioEffect {
  return entry.status === 429
    ? { kind: "answer", entry, retryAfterSeconds: TOO_MANY_RETRY_AFTER_SECONDS }
    : { kind: "answer", entry };
}

function table(kind: ScenarioKind, operation: ScenarioOperation, rows: readonly Row[]): Scenario[] {
  return rows.map(([name, summary, effect]) => ({
    name: prefixed(operation, name),
    kind,
    operation,
    summary,
    effect,
  }));
}

/** A name that says its operation, or none where it needs none. */
function prefixed(operation: ScenarioOperation, name: string): string {
  const speaks = operation === "submit" || name.startsWith("callback-") || name.startsWith("link-");
  return speaks ? name : `${operation}/${name}`;
}

function shortName({ name }: Scenario): string {
  return name.slice(name.indexOf("/") + 1);
}

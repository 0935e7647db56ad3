import { type CatalogueEntry, errorCatalogue } from "../../contract/error-catalogue.js";
import { TASK_ERROR_TYPE, taskFailures } from "../../contract/task-failures.js";
import { answerFor } from "./scenario-answer.js";
import type { ScenarioEffect, ScenarioOperation } from "./scenario-effect.js";

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
  { kind: "task", outcome: { kind: "failed", error: { code, message, type: TASK_ERROR_TYPE } } },
]);

const cancelled = {
  code: "request_cancelled",
  message: taskFailures["request_cancelled"] ?? "",
  type: TASK_ERROR_TYPE,
};

const quirks: readonly Row[] = [
  ["stuck-pending", "The task stays pending until the control side ends it", { kind: "task", pace: "stuck" }],
  [
    "stuck-at-99",
    "The task reaches 99 % and stays there until the control side ends it",
    { kind: "task", quirk: "stuck-at-99" },
  ],
  ["slow", "The task takes ten times as long, 15 minutes at the least", { kind: "task", pace: "slow" }],
  [
    "progress-jumps",
    "Progress leaps ahead and falls back, then the task completes",
    { kind: "task", quirk: "progress-jumps" },
  ],
  [
    "completed-without-results",
    "The task completes, is charged, and has no results",
    { kind: "task", quirk: "completed-without-results", outcome: { kind: "completed" } },
  ],
  [
    "status-cancelled",
    'The task ends with the status "cancelled", which is outside the documented set',
    { kind: "task", quirk: "status-cancelled", outcome: { kind: "failed", error: cancelled } },
  ],
];

const { submit, query } = errorCatalogue;

const submitAnswers = {
  "invalid-request": submit.invalid_request,
  unauthorized: submit.unauthorized,
  "insufficient-quota": submit.insufficient_quota,
  "model-access-denied": submit.model_access_denied,
  "model-not-found": submit.model_not_found,
  "rate-limited": submit.rate_limit_exceeded,
  "internal-error": submit.internal_error,
  "invalid-content": submit.invalid_content,
} as const;

const queryAnswers = {
  "invalid-task-id": query.invalid_task_id,
  unauthorized: query.unauthorized,
  "quota-exceeded": query.quota_exceeded,
  "permission-denied": query.permission_denied,
  "task-not-found": query.task_not_found,
  "rate-limited": query.rate_limit_exceeded,
  "internal-error": query.internal_error,
} as const;

const answerRows = (answers: typeof submitAnswers | typeof queryAnswers): Row[] =>
  Object.entries(answers).map(([name, entry]) => [
    name,
    `${entry.status} ${entry.code}: ${entry.message}`,
    answering(entry),
  ]);

const faults: readonly Row[] = [
  ["reset", "The connection is reset, nothing is done", { kind: "no-answer", fault: "reset" }],
  ["hang", "No answer comes until the client leaves, nothing is done", { kind: "no-answer", fault: "hang" }],
  [
    "slow-body",
    "The answer's body trickles in over 10 seconds",
    { kind: "spoilt-answer", fault: "slow-body" },
  ],
  [
    "truncated-body",
    "The body breaks off half-way, the connection closes",
    { kind: "spoilt-answer", fault: "truncated-body" },
  ],
];

const malformed: Row = [
  "malformed-json",
  "The body is no JSON: its last brace is missing",
  { kind: "spoilt-answer", fault: "malformed-json" },
];

const lost: Row = [
  "answer-lost",
  "The task is accepted and billed, then the connection is reset",
  { kind: "lost-answer" },
];

const callbackFaults: readonly Row[] = [
  ["callback-late", "The callback comes a minute late", { kind: "callback", fault: "callback-late" }],
  ["callback-twice", "The callback comes twice", { kind: "callback", fault: "callback-twice" }],
  [
    "callback-reordered",
    "The callback waits for that of a later task of the same key and comes after it, a minute late at the most",
    { kind: "callback", fault: "callback-reordered" },
  ],
  ["callback-dropped", "The callback never comes", { kind: "callback", fault: "callback-dropped" }],
  [
    "callback-before-settle",
    "The callback comes 5 seconds before the credits are settled or given back",
    { kind: "callback", fault: "callback-before-settle" },
  ],
];

const links: readonly Row[] = [
  [
    "link-dies-early",
    "The result link answers 403 link_expired a minute after completion",
    { kind: "dead-link" },
  ],
  ["link-slow", "The result file trickles in over 10 seconds", { kind: "spoilt-answer", fault: "slow-body" }],
];

/** All scenarios with a name of their own; `http-STATUS[-code]` stands beside them. */
export const scenarios: readonly Scenario[] = [
  ...table("task", "submit", [...outcomes, ...quirks]),
  ...table("http", "submit", answerRows(submitAnswers)),
  ...table("transport", "submit", [...faults, malformed, lost]),
  ...table("http", "query", answerRows(queryAnswers)),
  ...table("transport", "query", [...faults, malformed]),
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

import type { OrCustom } from "../../contract/custom-names.js";
import { type CatalogueEntry, errorCatalogue } from "../../contract/error-catalogue.js";
import { type TaskFailureCode, taskFailures } from "../../contract/task-failures.js";
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

type Row<Name extends string = string> = readonly [name: Name, summary: string, effect: ScenarioEffect];

/** The names of some rows. */
type NamesOf<Rows extends readonly Row[]> = Rows[number][0];

/** A code of the vendor as scenarios spell it: `service_error` is `service-error`. */
type Kebab<Code extends string> = Code extends `${infer First}_${infer Rest}`
  ? `${First}-${Kebab<Rest>}`
  : Code;

function kebab<Code extends string>(code: Code): Kebab<Code> {
  return code.replaceAll("_", "-") as Kebab<Code>;
}

const outcomes = (Object.keys(taskFailures) as TaskFailureCode[]).map(
  (code): Row<Kebab<TaskFailureCode>> => [
    kebab(code),
    `The task fails with ${code}: ${taskFailures[code]}`,
    { kind: "task", outcome: failureWith(code) },
  ],
);

const quirk = <Name extends TaskQuirk>(name: Name, summary: string, outcome?: TaskOutcome): Row<Name> => [
  name,
  summary,
  { kind: "task", quirk: name, ...(outcome === undefined ? {} : { outcome }) },
];

const quirks = [
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
] as const satisfies readonly Row[];

type AnswerCode<Operation extends "submit" | "query"> = keyof (typeof errorCatalogue)[Operation] & string;

/** The name of a documented refusal. */
type AnswerName<Code extends string> = Code extends "rate_limit_exceeded" ? "rate-limited" : Kebab<Code>;

/** The documented refusals of an operation. */
const answers = <Operation extends "submit" | "query">(operation: Operation) =>
  Object.values<CatalogueEntry>(errorCatalogue[operation]).map(
    (entry): Row<AnswerName<AnswerCode<Operation>>> => [
      (entry.code === "rate_limit_exceeded" ? "rate-limited" : kebab(entry.code)) as AnswerName<
        AnswerCode<Operation>
      >,
      `${entry.status} ${entry.code}: ${entry.message}`,
      answering(entry),
    ],
  );

/** A refusal of the file service, by its name in the catalogue: the codes are numbers. */
type UploadRefusal = keyof typeof errorCatalogue.upload;

const fileAnswers = (Object.keys(errorCatalogue.upload) as UploadRefusal[]).map(
  (name): Row<Kebab<UploadRefusal>> => {
    const entry = errorCatalogue.upload[name];
    return [kebab(name), `${entry.status}, code ${entry.code}: ${entry.message}`, answering(entry)];
  },
);

const spoilt = <Name extends string>(name: Name, summary: string, fault: AnswerFault): Row<Name> => [
  name,
  summary,
  { kind: "spoilt-answer", fault },
];

/** Faults of an answer with a file as well as of one with JSON. */
const broken = [
  ["reset", "The connection is reset, nothing is done", { kind: "no-answer", fault: "reset" }],
  ["hang", "No answer comes until the client leaves, nothing is done", { kind: "no-answer", fault: "hang" }],
] as const satisfies readonly Row[];

const truncated = spoilt(
  "truncated-body",
  "The body breaks off half-way, the connection closes",
  "truncated-body",
);

const faults = [
  ...broken,
  spoilt("slow-body", "The answer's body trickles in over 10 seconds", "slow-body"),
  truncated,
] as const;

const malformed = spoilt(
  "malformed-json",
  "The body is no JSON: its last brace is missing",
  "malformed-json",
);

const lost = [
  "answer-lost",
  "The task is accepted and billed, then the connection is reset",
  { kind: "lost-answer" },
] as const satisfies Row;

const callback = <Name extends CallbackFault>(fault: Name, summary: string): Row<Name> => [
  fault,
  summary,
  { kind: "callback", fault },
];

const callbackFaults = [
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
] as const;

const links = [
  [
    "link-dies-early",
    "The result link answers 403 link_expired a minute after completion",
    { kind: "dead-link" },
  ],
  spoilt("link-slow", "The result file trickles in over 10 seconds", "slow-body"),
] as const satisfies readonly Row[];

/** The rows of each operation by their kind. */
const rows = {
  submit: {
    task: [...outcomes, ...quirks],
    http: answers("submit"),
    transport: [...faults, malformed, lost],
  },
  query: { http: answers("query"), transport: [...faults, malformed] },
  upload: { http: fileAnswers, transport: [...faults, malformed] },
  callback: { callback: callbackFaults },
  download: { download: [...links, ...broken, truncated] },
} as const satisfies Readonly<
  Record<ScenarioOperation, Readonly<Partial<Record<ScenarioKind, readonly Row[]>>>>
>;

/** All scenarios with a name of their own; `http-STATUS[-code]` stands beside them. */
export const scenarios: readonly Scenario[] = Object.entries(rows).flatMap(([operation, kinds]) =>
  Object.entries<readonly Row[]>(kinds).flatMap(([kind, some]) =>
    table(kind as ScenarioKind, operation as ScenarioOperation, some),
  ),
);

type Rows = typeof rows;

/** Names of an operation, without its prefix. */
type NameOf<Operation extends ScenarioOperation> = Operation extends ScenarioOperation
  ?
      | NamesOf<Extract<Rows[Operation][keyof Rows[Operation]], readonly Row[]>>
      | (Operation extends keyof typeof alsoCalled ? keyof (typeof alsoCalled)[Operation] : never)
      | (Operation extends "callback" ? never : HttpName)
  : never;

type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
type Status = `${4 | 5}${Digit}${bigint}`;

/** `http-STATUS[-code]` */
type HttpName = `http-${Status}` | `http-${Status}-${string}`;

/** A scenario as options, queue and `mock.scenario` take it: of the catalogue, or one that `CustomNames` adds. */
export type ScenarioName = OrCustom<
  | NameOf<"submit" | "callback" | "download">
  | { [Operation in ScenarioOperation]: `${Operation}/${NameOf<Operation>}` }[ScenarioOperation],
  "scenarios"
>;

/** A scenario with or without the number of calls that it hits: `rate-limited:2`. */
export type ScenarioCallText = ScenarioName | `${ScenarioName}:${bigint}`;

/** The family of names that is not listed one by one. */
export const anyStatus = {
  name: "http-STATUS[-code]",
  kind: "http",
  operation: "submit",
  summary: "Any refusal from 400 to 599: http-503, http-402-key-quota-exhausted, query/http-502",
} as const satisfies Omit<Scenario, "effect">;

/** Names of the submit's table by their names in the table of an operation. */
const alsoCalled = {
  query: {
    "invalid-request": "invalid-task-id",
    "insufficient-quota": "quota-exceeded",
    "model-access-denied": "permission-denied",
    "model-not-found": "task-not-found",
  },
} as const satisfies Readonly<Partial<Record<ScenarioOperation, Readonly<Record<string, string>>>>>;

const otherNames: Readonly<Partial<Record<ScenarioOperation, Readonly<Record<string, string>>>>> = alsoCalled;

const byName: ReadonlyMap<string, Scenario> = new Map(
  scenarios.map((scenario) => [`${scenario.operation}/${shortName(scenario)}`, scenario]),
);

const STATUS = /^http-([45]\d\d)(?:-([a-z][a-z0-9-]{0,60}))?$/;

/** The scenario of an operation by its name without prefix. */
export function findScenario(operation: ScenarioOperation, name: string): Scenario | undefined {
  const found = byName.get(`${operation}/${otherNames[operation]?.[name] ?? name}`);
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

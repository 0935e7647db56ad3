import type { EffectiveRequest } from "../contract/effective-request.js";
import type { AssetAtSubmit } from "../contract/media/media-inputs.js";
import type { Body } from "../contract/rules/define-rule.js";
import { TASK_ERROR_TYPE, taskFailures } from "../contract/task-failures.js";
import { ownMember } from "../text/own-member.js";
import type { Instant } from "./instant.js";
import type { Plan } from "./pace.js";

/** The `error` of a failed task, as the query shows it. */
export interface TaskError {
  readonly code: string;
  readonly message: string;
  /** Always `task_error` in the published page. */
  readonly type: string;
}

export type TaskStatus = "pending" | "processing" | "completed" | "failed";

/** How a task ends. */
export type TaskOutcome =
  | { readonly kind: "completed" }
  | { readonly kind: "failed"; readonly error: TaskError };

/** The failure of that code; without a message it has the one that the code is documented with. */
export function failureWith(code: string, message = ownMember(taskFailures, code) ?? code): TaskOutcome {
  return { kind: "failed", error: { code, message, type: TASK_ERROR_TYPE } };
}

/** Credits of one task, in whole micro-credits. */
export interface Billing {
  readonly rule: "per_second" | "per_call";
  readonly reserved: number;
  /** Price of the task once it has completed. */
  readonly cost: number;
  readonly userGroup: string;
}

/** An oddity that a task shows beside its plan and outcome. */
export type TaskQuirk = "stuck-at-99" | "progress-jumps" | "completed-without-results" | "status-cancelled";

/** A fault of the callback of a task. */
export type CallbackFault =
  | "callback-late"
  | "callback-twice"
  | "callback-reordered"
  | "callback-dropped"
  | "callback-before-settle";

/** A scenario that hits calls about one task, the first `times` of them or all. */
export interface CallScenario {
  /** Name within its operation. */
  readonly name: string;
  readonly times?: number;
  readonly used: number;
  /** Its name in answers, where that is another one: that of a scenario file. */
  readonly shownAs?: string;
}

/** Scenarios that a task was submitted with. */
export interface TaskScenario {
  /** As they were asked for. */
  readonly names: readonly string[];
  readonly quirk?: TaskQuirk;
  readonly callback?: CallbackFault;
  readonly query?: CallScenario;
  readonly download?: CallScenario;
}

/**
 * The record of a task. The decisions of the submit never change; later steps set the rest.
 * Status, progress and link expiry are not stored: `viewTask` computes them when somebody looks.
 */
export interface TaskRecord {
  readonly id: string;
  /** Account the task belongs to. */
  readonly account: string;
  readonly model: string;
  readonly createdAt: Instant;
  readonly plan: Plan;
  readonly outcome: TaskOutcome;
  /** Dimensions of the result file: even numbers of pixels, seconds exact to the millisecond. */
  readonly result: EffectiveRequest["output"];
  readonly billing: Billing;
  /**
   * The body as sent, as JSON text, keys hidden (`KeyMask`) and cut where it is huge (`keptBody`); effective request and
   * card follow from it, once somebody looks (`requestOf`).
   */
  readonly request: string;
  /** Where callbacks go, as it may be shown; absent for a task that calls nobody back. */
  readonly callbackUrl?: string | undefined;
  /** Where they really go, when a key stands in the address. */
  readonly callbackTarget?: string | undefined;
  /** Known media of the request at the submit, which decided the result; absent when none was known. */
  readonly assets?: readonly AssetAtSubmit[] | undefined;
  /** Scenarios that it was submitted with; absent for a task of the happy path. */
  readonly scenario?: TaskScenario | undefined;
  /** Base of result links: scheme and host, no slash at the end. */
  readonly linkBase: string;
  /** Queries answered so far; counted only where the plan is `polls`. */
  readonly queries?: number | undefined;
  /** Percent shown while the task lives, when the control side set it. */
  readonly progress?: number | undefined;
  /** Micro-credits charged at the end, 0 when they were given back; set exactly once, when the task is settled. */
  readonly charged?: number | undefined;
  /** The callback went out before the credits were settled. */
  readonly calledBack?: true | undefined;
  /** Set when something other than time ended the task. */
  readonly ended?: { readonly at: Instant; readonly outcome: TaskOutcome } | undefined;
}

/** The body that a task was submitted with; read anew each time, as hardly anybody looks. */
export function requestOf({ request }: Pick<TaskRecord, "request">): Body {
  return JSON.parse(request) as Body;
}

import type { Finding } from "../contract/finding.js";
import type { KeptBody } from "../contract/kept-body.js";
import { keptFindings } from "../contract/kept-findings.js";
import { envelope, type Rejection } from "../contract/rejection.js";
import type { Account } from "../ports/accounts.js";
import type { AnswerFault } from "../simulation/scenarios/scenario-effect.js";
import type { TaskStatus } from "../simulation/task.js";

/** What a use case answers; adapters put it on the wire. */
export interface VendorAnswer {
  /** 0 where a scenario has none arrive. */
  readonly status: number;
  /** JSON text. */
  readonly body: string;
  /** `error.code` of a refusal. */
  readonly code?: string | undefined;
  /** What the vendor would not send: told beside the body. */
  readonly findings: readonly Finding[];
  readonly account?: Account | undefined;
  readonly model?: string | undefined;
  readonly taskId?: string | undefined;
  /** Micro-credits reserved by an accepted submit. */
  readonly reserved?: number | undefined;
  /** Status of the task that a query is shown. */
  readonly shown?: TaskStatus | undefined;
  /** Set when it is the reply of an earlier submit with the same `Idempotency-Key`. */
  readonly replayed?: true | undefined;
  /** Seconds of `Retry-After`. */
  readonly retryAfter?: number | undefined;
  /** Scenarios that had a part in it, as they were asked for. */
  readonly scenario?: string | undefined;
  /** The body of the submit that it answers, as the journal keeps it. */
  readonly sent?: KeptBody | undefined;
  /** What to call instead, where no route takes the call. */
  readonly hint?: string | undefined;
  /** How it misbehaves on its way to the client. */
  readonly fault?: AnswerFault | undefined;
}

/** Facts of the request that an answer keeps for journal and log. */
export type AnswerFacts = Omit<VendorAnswer, "status" | "body" | "findings" | "code" | "hint">;

const none: readonly never[] = Object.freeze([]);

/** The answer that carries a rejection. */
export function refusedWith(
  refused: Rejection,
  findings: readonly Finding[] = none,
  facts: AnswerFacts = {},
): VendorAnswer {
  return answerOf(refused.status, envelope(refused), findings, facts, refused.error.code);
}

/** A 200 with JSON. */
export function accepted(
  body: unknown,
  findings: readonly Finding[] = none,
  facts: AnswerFacts = {},
): VendorAnswer {
  return answerOf(200, JSON.stringify(body), findings, facts);
}

/** An answer with the body that was sent, as it is kept. */
export function sentWith(answer: VendorAnswer, sent: KeptBody): VendorAnswer {
  return answerOf(answer.status, answer.body, answer.findings, answer, answer.code, sent);
}

/** Member by member: one shape for all answers is read faster than one for each set of facts. */
function answerOf(
  status: number,
  body: string,
  findings: readonly Finding[],
  facts: AnswerFacts,
  code?: string,
  sent = facts.sent,
): VendorAnswer {
  const { account, model, taskId, reserved, shown, replayed, retryAfter, scenario, fault } = facts;
  return {
    status,
    body,
    code,
    findings: keptFindings(findings),
    account,
    model,
    taskId,
    reserved,
    shown,
    replayed,
    retryAfter,
    scenario,
    sent,
    fault,
  };
}

import type { Finding } from "../contract/finding.js";
import { envelope, type Rejection } from "../contract/rejection.js";
import type { Account } from "../ports/accounts.js";

/** What a use case answers; adapters put it on the wire. */
export interface Answer {
  readonly status: number;
  /** JSON text. */
  readonly body: string;
  /** What the vendor would not send: told beside the body. */
  readonly findings: readonly Finding[];
  readonly account?: Account | undefined;
  readonly model?: string | undefined;
  readonly taskId?: string | undefined;
  /** Micro-credits reserved by an accepted submit. */
  readonly reserved?: number | undefined;
}

/** Facts of the request that an answer keeps for journal and log. */
export type AnswerFacts = Omit<Answer, "status" | "body" | "findings">;

const none: readonly never[] = Object.freeze([]);

/** The answer that carries a rejection. */
export function refusedWith(
  refused: Rejection,
  findings: readonly Finding[] = none,
  facts: AnswerFacts = {},
): Answer {
  return answerOf(refused.status, envelope(refused), findings, facts);
}

/** A 200 with JSON. */
export function accepted(
  body: unknown,
  findings: readonly Finding[] = none,
  facts: AnswerFacts = {},
): Answer {
  return answerOf(200, JSON.stringify(body), findings, facts);
}

/** Member by member: one shape for all answers is read faster than one for each set of facts. */
function answerOf(status: number, body: string, findings: readonly Finding[], facts: AnswerFacts): Answer {
  const { account, model, taskId, reserved } = facts;
  return { status, body, findings, account, model, taskId, reserved };
}

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
  readonly account?: Account;
  readonly model?: string;
  readonly taskId?: string;
  /** Micro-credits reserved by an accepted submit. */
  readonly reserved?: number;
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
  return { status: refused.status, body: envelope(refused), findings, ...facts };
}

/** A 200 with JSON. */
export function accepted(
  body: unknown,
  findings: readonly Finding[] = none,
  facts: AnswerFacts = {},
): Answer {
  return { status: 200, body: JSON.stringify(body), findings, ...facts };
}

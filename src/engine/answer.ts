import { errorCatalogue } from "../contract/error-catalogue.js";
import type { Finding } from "../contract/finding.js";
import { keptFindings } from "../contract/kept-findings.js";
import { envelope, fileEnvelope, type Rejection, rejection } from "../contract/rejection.js";
import type { Account } from "../ports/accounts.js";
import type { AnswerFacts } from "../ports/journal.js";
import type { SentBody } from "./submit-request.js";

/** The answer of a use case; adapters put it on the wire, and its facts in the journal. */
export interface VendorAnswer extends AnswerFacts {
  /** JSON text. */
  readonly body: string;
  readonly account?: Account | undefined;
  /** The body of the submit that it answers, as the journal keeps it. */
  readonly sent?: SentBody | undefined;
}

/** Facts that a use case knows beside status, code and findings. */
export type KnownFacts = Omit<VendorAnswer, "status" | "body" | "findings" | "code" | "message">;

const none: readonly never[] = Object.freeze([]);

/** Of an answer that refuses nothing. */
const noError: Pick<AnswerFacts, "code" | "message"> = Object.freeze({});

/** The answer that carries a rejection. */
export function refusedWith(
  refused: Rejection,
  findings: readonly Finding[] = none,
  facts: KnownFacts = {},
): VendorAnswer {
  return answerOf(refused.status, envelope(refused), findings, facts, refused.error);
}

/** The same in the words of the file service. */
export function fileRefusedWith(
  refused: Rejection,
  findings: readonly Finding[] = none,
  facts: KnownFacts = {},
): VendorAnswer {
  return answerOf(refused.status, fileEnvelope(refused), findings, facts, refused.error);
}

/** The answer while the state of the mock cannot be read or kept: a 503 that says why. */
export function unavailable(reason: string, isOfFileService: boolean): VendorAnswer {
  const message = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}`;
  const refused = rejection(errorCatalogue.shared.service_unavailable, { message });
  return isOfFileService ? fileRefusedWith(refused) : refusedWith(refused);
}

/** A 200 with JSON. */
export function accepted(
  body: unknown,
  findings: readonly Finding[] = none,
  facts: KnownFacts = {},
): VendorAnswer {
  return answerOf(200, JSON.stringify(body), findings, facts);
}

/** An answer with the body that was sent, as it is kept. */
export function sentWith(answer: VendorAnswer, sent: SentBody): VendorAnswer {
  return answerOf(answer.status, answer.body, answer.findings, answer, answer, sent);
}

/** Member by member: one shape for all answers is read faster than one for each set of facts. */
function answerOf(
  status: number,
  body: string,
  findings: readonly Finding[],
  facts: KnownFacts,
  error: Pick<AnswerFacts, "code" | "message"> = noError,
  sent = facts.sent,
): VendorAnswer {
  return {
    status,
    body,
    code: error.code,
    message: error.message,
    findings: keptFindings(findings),
    account: facts.account,
    model: facts.model,
    task: facts.task,
    reserved: facts.reserved,
    shown: facts.shown,
    progress: facts.progress,
    seen: facts.seen,
    file: facts.file,
    replayed: facts.replayed,
    retryAfter: facts.retryAfter,
    scenario: facts.scenario,
    sent,
    hint: facts.hint,
    live: facts.live,
    fault: facts.fault,
  } satisfies Readonly<Record<keyof VendorAnswer, unknown>>;
}

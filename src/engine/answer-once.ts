import { createHash } from "node:crypto";
import { canonicalJson } from "../contract/canonical-json.js";
import type { Refusal } from "../contract/contract.js";
import { errorCatalogue } from "../contract/error-catalogue.js";
import { rejection } from "../contract/rejection.js";
import type { Account } from "../ports/accounts.js";
import type { IdempotencyKeys } from "../ports/idempotency-keys.js";
import type { Instant } from "../simulation/instant.js";
import { type Answer, refusedWith } from "./answer.js";

/** As deep as an accepted body can be: what lies deeper equals none. */
const DEEPEST = 64;

/** How long a key answers for the submit that it was accepted with: no page says it, the vendor's client counts on a day. */
const LIFETIME_MS = 86_400_000;

/** A submit that carries an `Idempotency-Key`. */
export interface KeyedSubmit {
  readonly account: Account;
  readonly key: string;
  /** The body's text, or why it could not be read. */
  readonly body: string | Refusal;
  /** Virtual time. */
  readonly now: () => Instant;
}

/**
 * Answers a submit once per key: an accepted one binds its key; the same request gets that reply again, another
 * request a 409, for 24 hours of virtual time. A submit that was refused leaves the key free.
 */
export async function answerOnce(
  keys: IdempotencyKeys,
  { account, key, body, now }: KeyedSubmit,
  submit: () => Promise<Answer>,
): Promise<Answer> {
  const bound = await keys.claim(account.id, key, now());
  if (bound !== undefined) {
    if (bound.request !== digestOf(body))
      return refusedWith(rejection(errorCatalogue.shared.idempotency_conflict), [], { account });
    const { request: _request, expiresAt: _expiresAt, ...reply } = bound;
    return { ...reply, account, replayed: true };
  }
  try {
    const answer = await submit();
    const request = answer.status === 200 && answer.taskId !== undefined ? digestOf(body) : undefined;
    if (request !== undefined) {
      const { status, body: text, findings, model, taskId } = answer;
      await keys.bind(account.id, key, {
        request,
        status,
        body: text,
        findings,
        expiresAt: now() + LIFETIME_MS,
        ...(model === undefined ? {} : { model }),
        ...(taskId === undefined ? {} : { taskId }),
      });
    }
    return answer;
  } finally {
    await keys.release(account.id, key);
  }
}

/** The same for equal JSON values; `undefined` for what is no JSON or nested too deep. */
function digestOf(body: string | Refusal): string | undefined {
  if (typeof body !== "string") return undefined;
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  const text = canonicalJson(value, DEEPEST);
  return text === undefined ? undefined : createHash("sha256").update(text).digest("base64");
}

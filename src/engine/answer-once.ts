import { type BodyRefusal, isBodyRefusal } from "../contract/body-refusal.js";
import { errorCatalogue } from "../contract/error-catalogue.js";
import type { ReadBody } from "../contract/read-body.js";
import { rejection } from "../contract/rejection.js";
import type { Account } from "../ports/accounts.js";
import type { IdempotencyKeys } from "../ports/idempotency-keys.js";
import type { Instant } from "../simulation/instant.js";
import { refusedWith, type VendorAnswer } from "./answer.js";
import { digestOfBody } from "./body-digest.js";

/** How long a key answers for the submit that it was accepted with: no page says it, the vendor's client counts on a day. */
const LIFETIME_MS = 86_400_000;

/** A submit that carries an `Idempotency-Key`. */
export interface KeyedSubmit {
  readonly account: Account;
  readonly key: string;
  readonly read: ReadBody | BodyRefusal;
  /** Virtual time. */
  readonly now: () => Instant;
}

/**
 * Answers a submit once per key: an accepted one binds its key; the same request gets that reply again, another
 * request a 409, for 24 hours of virtual time. A submit that was refused leaves the key free.
 */
export async function answerOnce(
  keys: IdempotencyKeys,
  { account, key, read, now }: KeyedSubmit,
  submit: () => Promise<VendorAnswer>,
): Promise<VendorAnswer> {
  const bound = await keys.claim(account.id, key, now());
  if (bound !== undefined) {
    if (bound.request !== (await digestOf(read)))
      return refusedWith(rejection(errorCatalogue.shared.idempotency_conflict), [], { account });
    const { request: _request, expiresAt: _expiresAt, ...reply } = bound;
    return { ...reply, account, replayed: true };
  }
  try {
    const answer = await submit();
    const request = answer.status === 200 && answer.task !== undefined ? await digestOf(read) : undefined;
    if (request !== undefined) {
      const { status, body: text, findings, model, task } = answer;
      await keys.bind(account.id, key, {
        request,
        status,
        body: text,
        findings,
        expiresAt: now() + LIFETIME_MS,
        ...(model === undefined ? {} : { model }),
        ...(task === undefined ? {} : { task }),
      });
    }
    return answer;
  } finally {
    await keys.release(account.id, key);
  }
}

/** The same for equal JSON objects; `undefined` for what could not be read. */
async function digestOf(read: ReadBody | BodyRefusal): Promise<string | undefined> {
  return isBodyRefusal(read) ? undefined : digestOfBody(read.body);
}

import { createHash } from "node:crypto";
import type { Body } from "../../contract/rules/define-rule.js";
import { OldestKeys } from "../../ports/oldest-keys.js";
import type { Instant } from "../../simulation/instant.js";
import { digestOfBody } from "../body-digest.js";

/** How long equal bodies get the same key: about as long as the service heeds one. */
const WINDOW_MS = 86_400_000;

/** Bodies that are remembered; of more the newest. */
const MOST_BODIES = 100_000;

/**
 * An `Idempotency-Key` for submits that have none: the same for an equal body of the same API key within 24 hours of the
 * first. It is made of both and of the day (UTC) of the first, so that a proxy that was started again on that day makes
 * the same.
 */
export class RepeatKeys {
  /** When each body was first sent, by account and digest. */
  readonly #firsts = new Map<string, Instant>();
  readonly #oldest = new OldestKeys(this.#firsts);

  /** @param account - id of the account that sends it; empty without a key */
  async keyFor(account: string, body: Body, now: Instant): Promise<string> {
    const id = `${account} ${await digestOfBody(body)}`;
    const known = this.#firsts.get(id);
    const first = known !== undefined && now >= known && now - known < WINDOW_MS ? known : now;
    if (known === undefined && this.#firsts.size >= MOST_BODIES)
      this.#firsts.delete(this.#oldest.next() ?? "");
    this.#firsts.set(id, first);
    const day = new Date(first).toISOString().slice(0, 10);
    return `wan-mock-${createHash("sha256").update(`${id} ${day}`).digest("hex").slice(0, 40)}`;
  }
}

import type { Finding } from "../contract/finding.js";
import type { Instant } from "../simulation/instant.js";

/** The accepted submit that a key belongs to, with the reply to give again. */
export interface BoundReply {
  /** The request's JSON value: `canonicalJson` of it, or a digest of that text. */
  readonly request: string;
  readonly status: number;
  /** JSON text. */
  readonly body: string;
  readonly findings: readonly Finding[];
  readonly model?: string;
  readonly task?: string;
  /** From then on the key is free again. */
  readonly expiresAt: Instant;
}

/** How many keys are remembered. */
export interface IdempotencyKeyBounds {
  /** Keys per account. */
  readonly most: number;
  /** Bytes of the keys of all accounts, about. */
  readonly mostBytes: number;
  readonly kept: number;
  readonly bytes: number;
}

/** `Idempotency-Key`s by account. Each call is one atomic step. */
export interface IdempotencyKeys {
  readonly bounds: IdempotencyKeyBounds;
  /**
   * The reply that a key is bound to at an instant. While another submit holds the key, waits for its outcome.
   *
   * @returns the reply, or `undefined`: then the caller holds the key, until it binds or releases it
   */
  claim(account: string, key: string, now: Instant): Promise<BoundReply | undefined>;
  /** Binds a key that the caller holds. */
  bind(account: string, key: string, reply: BoundReply): void | Promise<void>;
  /** Gives a key back that the caller holds; one that was bound meanwhile stays bound. */
  release(account: string, key: string): void | Promise<void>;
  /** Forgets all bound keys. */
  clear(): void | Promise<void>;
}

import { createHash } from "node:crypto";
import type { Draw, IdSource } from "../ports/id-source.js";
import { type Instant, unixSeconds } from "../simulation/instant.js";

const SUFFIXES = 36 ** 8;

/** Draws from a hash of (seed, account, number of the submit): parallel accounts never disturb each other. */
export class SeededIdSource implements IdSource {
  readonly seed: number;
  readonly #requestPrefix: string;
  #requests = 0;

  constructor(seed: number) {
    this.seed = seed;
    this.#requestPrefix = digest(`${seed}:requests`).toString("hex", 0, 8);
  }

  draw(account: string, submit: number, now: Instant, attempt: number): Draw {
    const bytes = digest(`${this.seed}:${account}:${submit}:${attempt}`);
    const suffix = (bytes.readUIntBE(0, 6) % SUFFIXES).toString(36).padStart(8, "0");
    return { taskId: `task-unified-${unixSeconds(now)}-${suffix}`, jitter: bytes.readUInt32BE(6) / 2 ** 32 };
  }

  requestId(): string {
    this.#requests++;
    return `req_${this.#requestPrefix}${this.#requests.toString(16).padStart(8, "0")}`;
  }
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

import { createHash } from "node:crypto";
import type { Draw, IdSource } from "../../ports/id-source.js";
import { type Instant, unixSeconds } from "../../simulation/instant.js";

const SUFFIXES = 36 ** 8;

/** Accounts whose stream is remembered; beyond it all are hashed anew. */
const MOST_REMEMBERED = 10_000;

/** Where the draws of one account come from: a hash of seed and account. */
interface Stream {
  readonly high: number;
  readonly low: number;
  readonly jitter: number;
}

/** Draws from a hash of (seed, account, number of the submit): parallel accounts never disturb each other. */
export class SeededIdSource implements IdSource {
  readonly seed: number;
  readonly #requestPrefix: string;
  readonly #streams = new Map<string, Stream>();
  #requests = 0;
  #files = 0;

  /** @param holder - id of this process where others share its state: ids of requests and files differ from theirs */
  constructor(
    seed: number,
    private readonly holder = "",
  ) {
    this.seed = seed;
    this.#requestPrefix = digest(`${seed}:requests${holder}`).toString("hex", 0, 8);
  }

  draw(account: string, submit: number, now: Instant, attempt: number): Draw {
    const stream = this.#streamOf(account);
    const high = drawn(stream.high, submit, attempt) >>> 11;
    const number = high * 2 ** 32 + drawn(stream.low, submit, attempt);
    const suffix = (number % SUFFIXES).toString(36).padStart(8, "0");
    return {
      taskId: `task-unified-${unixSeconds(now)}-${suffix}`,
      jitter: drawn(stream.jitter, submit, attempt) / 2 ** 32,
    };
  }

  #streamOf(account: string): Stream {
    const known = this.#streams.get(account);
    if (known !== undefined) return known;
    const bytes = digest(`${this.seed}:${account}`);
    const stream = { high: bytes.readInt32BE(0), low: bytes.readInt32BE(4), jitter: bytes.readInt32BE(8) };
    if (this.#streams.size >= MOST_REMEMBERED) this.#streams.clear();
    this.#streams.set(account, stream);
    return stream;
  }

  fileId(): string {
    this.#files++;
    return `file_${digest(`${this.seed}:files${this.holder}:${this.#files}`).toString("hex", 0, 6)}`;
  }

  requestId(): string {
    this.#requests++;
    return `req_${this.#requestPrefix}${this.#requests.toString(16).padStart(8, "0")}`;
  }
}

/** 32 bits from a place in a stream; different for each submit of an account. */
export function drawn(stream: number, submit: number, attempt: number): number {
  return mixed(mixed(stream ^ submit) ^ attempt);
}

/** The last step of MurmurHash3: one to one, and every bit depends on every bit. A digest for each draw would take longer than all else of a submit. */
function mixed(bits: number): number {
  const half = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  const most = Math.imul(half ^ (half >>> 13), 0xc2b2ae35);
  return (most ^ (most >>> 16)) >>> 0;
}

export function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

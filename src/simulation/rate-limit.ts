import { invalidOption } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import type { Instant } from "./instant.js";

/** So many calls in any window of so much virtual time. */
export interface RateLimit {
  readonly count: number;
  readonly windowMs: number;
  /** As it was written: `60/min`. */
  readonly text: string;
}

const WINDOWS: Readonly<Record<string, number>> = { s: 1000, min: 60_000, h: 3_600_000 };

/** An instant is kept per call of a window; more than this is no limit that anybody meets. */
const MOST_CALLS = 100_000;

/**
 * Reads a rate limit: `10/s`, `60/min`, `1000/h`; whatever else is given is none.
 *
 * @throws {KitError} `INVALID_OPTION`
 */
export function parseRateLimit(value: unknown): RateLimit {
  const text = typeof value === "string" ? value : quoteForMessage(value);
  const parts = /^(\d{1,6})\/(s|min|h)$/.exec(text);
  const count = Number(parts?.[1]);
  const windowMs = WINDOWS[parts?.[2] ?? ""];
  if (windowMs !== undefined && count >= 1 && count <= MOST_CALLS) return { count, windowMs, text };
  throw invalidOption(
    `rate limit is 1 to ${MOST_CALLS} calls per second, minute or hour, such as 10/s, 60/min or 1000/h, got ${quoteForMessage(value)}`,
  );
}

/** Whether two limits let as many calls pass, or neither is one. */
export function isSameLimit(one: RateLimit | undefined, other: RateLimit | undefined): boolean {
  return one?.count === other?.count && one?.windowMs === other?.windowMs;
}

/**
 * A sliding window: a call passes when fewer than `count` have passed in the `windowMs` before it. So no window
 * ever holds more than `count`, wherever it starts. Calls that are turned away do not count.
 */
export class RateWindow {
  /** Instants of the last `count` calls that passed; a ring once it is full. */
  readonly #passed: Instant[] = [];
  /** Place of the latest of them: the oldest stands behind it. */
  #newest = -1;
  #latest = 0;
  /** Whether calls were put back since the latest of them was looked for. */
  #isUnsorted = false;

  /** @param onSet - called with the place of an instant that is remembered, or is so no more */
  constructor(
    readonly limit: RateLimit,
    private readonly onSet: (place: number) => void = () => undefined,
  ) {}

  /** The instants of the calls that are remembered, by their places. */
  get passed(): readonly Instant[] {
    return this.#passed;
  }

  /** Puts a remembered call back, several in the order of their places; `undefined` where it and those behind are none. */
  put(place: number, at: Instant | undefined): void {
    if (at !== undefined) this.#passed[place] = at;
    else if (place < this.#passed.length) this.#passed.length = place;
    this.#isUnsorted = true;
  }

  /** Forgets all calls. */
  clear(): void {
    const places = this.#passed.length;
    this.#passed.length = 0;
    this.#newest = -1;
    this.#isUnsorted = false;
    for (let place = 0; place < places; place++) this.onSet(place);
  }

  /**
   * Lets a call pass, or not.
   *
   * @param now - before the `now` of an earlier call only when time was put back: then all starts anew
   * @returns 0 when it passed, else the milliseconds until one can
   */
  claim(now: Instant): number {
    const { count, windowMs } = this.limit;
    if (this.#isUnsorted) this.#findNewest();
    if (now < this.#latest) this.clear();
    this.#latest = now;
    const place = (this.#newest + 1) % count;
    const oldest = this.#passed[place];
    if (oldest !== undefined && now < oldest + windowMs) return oldest + windowMs - now;
    this.#passed[place] = now;
    this.#newest = place;
    this.onSet(place);
    return 0;
  }

  /** The calls of the ring never go back in time but from the newest to the oldest. */
  #findNewest(): void {
    const passed = this.#passed;
    this.#isUnsorted = false;
    this.#newest = passed.findIndex((at, place) => at > (passed[place + 1] ?? Number.POSITIVE_INFINITY));
    if (this.#newest < 0) this.#newest = passed.length - 1;
    this.#latest = passed[this.#newest] ?? 0;
  }
}

/** `Retry-After`: the least whole seconds that cover a wait. */
export function retryAfterSeconds(waitMs: number): number {
  return Math.max(1, Math.ceil(waitMs / 1000));
}

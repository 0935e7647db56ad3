import { KitError } from "../../errors/kit-error.js";
import type { Duration, MovableClock } from "../../ports/clock.js";
import { realNow } from "../../ports/real-timers.js";
import { parseDuration } from "../../simulation/duration.js";
import type { Instant } from "../../simulation/instant.js";
import type { StateKind } from "../kept/change.js";
import type { ChangeListener, KeptState } from "../kept/kept-state.js";

/** Latest instant a JavaScript date can hold. */
const LAST_INSTANT = 8.64e15;

/** Where a clock stands, or how far it is from real time. */
interface Stand {
  /** Virtual minus real time. */
  readonly offset: number;
  readonly frozenAt?: Instant | undefined;
}

/** A clock as it is written down. */
interface Written extends Stand {
  readonly initial: Stand;
}

/**
 * A clock that runs with real time until it is frozen, moved or resumed. Moves only forward.
 */
export class VirtualClock implements MovableClock, KeptState {
  readonly kinds = ["clock"] as const;
  readonly #realNow: () => number;
  readonly #start: Stand;
  /** Where it was when it was first started, by whatever process. */
  #initial: Stand;
  /** Virtual minus real time, while running. */
  #offset: number;
  #frozenAt: Instant | undefined;
  /** The latest instant shown; a real clock set back must not take virtual time with it. */
  #latest: Instant = 0;
  #isTakenOver = false;

  /**
   * @param options.start - first instant; default: real time
   * @param options.frozen - stand still at `start`; default `false`
   * @param options.realNow - source of real time in milliseconds; default `Date.now`
   * @param options.changes - told when it was moved; absent where nothing is kept elsewhere
   */
  constructor(
    private readonly options: {
      start?: Instant;
      frozen?: boolean;
      realNow?: () => number;
      changes?: ChangeListener | undefined;
    } = {},
  ) {
    this.#realNow = options.realNow ?? realNow;
    const real = this.#realNow();
    const start = Math.floor(options.start ?? real);
    this.#offset = start - real;
    this.#frozenAt = options.frozen === true ? start : undefined;
    this.#start = { offset: this.#offset, frozenAt: this.#frozenAt };
    this.#initial = this.#start;
  }

  get mode(): "running" | "frozen" {
    return this.#frozenAt === undefined ? "running" : "frozen";
  }

  /** Whether it goes on from where it was kept. */
  get isTakenOver(): boolean {
    return this.#isTakenOver;
  }

  now(): Instant {
    const now = this.#frozenAt ?? Math.floor(this.#realNow() + this.#offset);
    if (now > this.#latest) this.#latest = now;
    return this.#latest;
  }

  /** Back to where it would be had nobody touched it; the only way that time goes backwards. */
  reset(): Instant {
    this.#offset = this.#initial.offset;
    this.#frozenAt = this.#initial.frozenAt;
    this.#latest = 0;
    this.#changed();
    return this.now();
  }

  /** Stops time at the present instant; returns it. */
  freeze(): Instant {
    this.#frozenAt = this.now();
    this.#changed();
    return this.#frozenAt;
  }

  /** Lets time run on from the present instant; returns it. */
  resume(): Instant {
    const now = this.now();
    this.#frozenAt = undefined;
    this.#offset = now - this.#realNow();
    this.#changed();
    return now;
  }

  /**
   * Moves time forward.
   *
   * @param duration - 0 or more
   * @returns the instant reached
   * @throws {KitError} `CLOCK_BACKWARDS` for a negative duration, `INVALID_OPTION` for what is none
   */
  advance(duration: Duration): Instant {
    const ms = parseDuration(duration);
    if (ms === undefined) {
      const negative = typeof duration === "number" ? duration < 0 : duration.startsWith("-");
      throw new KitError(
        negative ? "CLOCK_BACKWARDS" : "INVALID_OPTION",
        negative
          ? `the clock moves only forward: advance takes 0 or more, got ${duration}`
          : `advance takes a duration such as "90s", "2m", "24h", "1d" or whole milliseconds, got ${duration}`,
      );
    }
    return this.set(this.now() + ms);
  }

  /**
   * Moves time forward to an instant.
   *
   * @throws {KitError} `CLOCK_BACKWARDS` for an earlier one, `INVALID_OPTION` for what is none
   */
  set(instant: Instant): Instant {
    const now = this.now();
    if (!Number.isSafeInteger(instant) || instant > LAST_INSTANT) {
      throw new KitError("INVALID_OPTION", `an instant is whole milliseconds since 1970, got ${instant}`);
    }
    if (instant < now) {
      throw new KitError(
        "CLOCK_BACKWARDS",
        `the clock moves only forward: it is ${new Date(now).toISOString()}, ${new Date(instant).toISOString()} is earlier`,
      );
    }
    if (this.#frozenAt !== undefined) this.#frozenAt = instant;
    else this.#offset = instant - this.#realNow();
    this.#changed();
    return this.now();
  }

  keysOf(): Iterable<string> {
    return [""];
  }

  valueOf(): unknown {
    return { offset: this.#offset, frozenAt: this.#frozenAt, initial: this.#initial };
  }

  put(_kind: StateKind, _key: string, value: unknown): void {
    if (value === undefined) return;
    const { offset, frozenAt, initial } = value as Written;
    this.#isTakenOver = true;
    this.#offset = offset;
    this.#frozenAt = frozenAt;
    this.#initial = { offset: initial.offset, frozenAt: initial.frozenAt };
    this.#latest = 0;
  }

  forget(): void {
    this.#isTakenOver = false;
    this.#initial = this.#start;
    this.#offset = this.#start.offset;
    this.#frozenAt = this.#start.frozenAt;
    this.#latest = 0;
  }

  #changed(): void {
    this.options.changes?.changed("clock", "");
  }
}

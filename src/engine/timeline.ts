import { KitError } from "../errors/kit-error.js";
import type { Duration, MovableClock } from "../ports/clock.js";
import { clearTimeout, setImmediate, setTimeout } from "../ports/real-timers.js";
import { parseDuration } from "../simulation/duration.js";
import { type Instant, missingDay, parseInstant } from "../simulation/instant.js";
import { DueQueue } from "./due-queue.js";

/** Work that must happen at an instant. While time is being moved, it ends before time moves on. */
export type DueWork = (dueAt: Instant) => Promise<void>;

/** `bookkeeping` is waited for by whoever reads state; `sending` waits for others and holds up no reader. */
export type WorkKind = "bookkeeping" | "sending";

/** The ways to move the clock. */
export type ClockMove = "advance" | "set" | "next" | "freeze" | "resume";

/** Longest real timer; above it node fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Works run in one turn of the event loop, so that requests are served meanwhile. */
const WORKS_PER_TURN = 2000;

/** The clock and all that waits for it: one queue, one real timer. */
export class Timeline {
  readonly #clock: MovableClock;
  readonly #onBug: (error: unknown) => void;
  readonly #onMove: (move: ClockMove) => void;
  readonly #queue = new DueQueue<{ readonly at: Instant; readonly kind: WorkKind; readonly run: DueWork }>();
  /** Works that have started and not ended; those from before a drop do not count. */
  #running = 0;
  /** Called at the next end of a work. */
  #waiters: (() => void)[] = [];
  /** Counts the times that everything was dropped: works from before one are no longer waited for. */
  #era = 0;
  /** Counts restarts of the clock. */
  #restarts = 0;
  #timer: NodeJS.Timeout | undefined;
  #armedFor = Number.POSITIVE_INFINITY;
  /** Moves of time wait for each other. */
  #moves: Promise<unknown> = Promise.resolve();
  #runsAfterMove = false;
  #isMoving = false;
  #closed = false;

  constructor(
    clock: MovableClock,
    onBug: (error: unknown) => void,
    onMove: (move: ClockMove) => void = () => undefined,
  ) {
    this.#clock = clock;
    this.#onBug = onBug;
    this.#onMove = onMove;
  }

  now(): Instant {
    return this.#clock.now();
  }

  /** Whether the clock runs when nobody moves it. */
  get mode(): "running" | "frozen" {
    return this.#isMoving && this.#runsAfterMove ? "running" : this.#clock.mode;
  }

  /** Whether time stands still at this moment: frozen, or held while it is being moved. */
  get standsStill(): boolean {
    return this.#clock.mode === "frozen";
  }

  /** Number of works that wait for their instant. */
  get waiting(): number {
    return this.#queue.size;
  }

  /** Instant of the earliest work that waits, or `undefined`. */
  get nextAt(): Instant | undefined {
    return this.#queue.size === 0 ? undefined : this.#queue.next;
  }

  /** Has work done at an instant; one that has passed is due at once. */
  schedule(at: Instant, kind: WorkKind, run: DueWork): void {
    if (this.#closed) return;
    this.#queue.add(at, { at, kind, run });
    this.#arm();
  }

  /** Runs what is due by now, and waits for the bookkeeping among it; whoever reads state calls it first. */
  async runDue(): Promise<void> {
    const now = this.#clock.now();
    while (this.#queue.next <= now) await this.#startAll(now);
  }

  /**
   * Moves time forward and runs everything that falls due, in due order, ties in the order of scheduling.
   *
   * @returns the instant reached, once nothing that was due still runs
   * @throws {KitError} `CLOCK_BACKWARDS`, `INVALID_OPTION`
   */
  async advance(duration: Duration): Promise<Instant> {
    const ms = parseDuration(duration);
    if (ms === undefined) {
      // The clock has the sentence for it.
      return this.#clock.advance(duration);
    }
    return this.#move("advance", (now) => now + ms);
  }

  /**
   * Moves time forward to an instant, as `advance` does.
   *
   * @param to - whole milliseconds since 1970, or an ISO 8601 text with its zone
   * @throws {KitError} `CLOCK_BACKWARDS`, `INVALID_OPTION`
   */
  async set(to: Instant | string): Promise<Instant> {
    const instant = typeof to === "string" ? parseInstant(to) : to;
    if (instant === undefined) {
      throw new KitError(
        "INVALID_OPTION",
        `the clock is set to an ISO 8601 time such as 2027-01-01T00:00:00Z or whole milliseconds since 1970, got ${to}${missingDay(String(to))}`,
      );
    }
    if (!Number.isSafeInteger(instant) || instant < this.now()) return this.#clock.set(instant);
    return this.#move("set", (now) => {
      // A move that was under way may have passed it meanwhile.
      if (instant < now) this.#clock.set(instant);
      return instant;
    });
  }

  /** Moves time to the earliest instant at which something happens; stays where nothing waits. */
  async next(): Promise<Instant> {
    return this.#move("next", (now) => Math.max(now, this.nextAt ?? now));
  }

  /** Stops time; what is due at that instant still runs. */
  async freeze(): Promise<Instant> {
    return this.#inTurn(async () => {
      const now = this.#clock.freeze();
      await this.#runUntil(now, this.#restarts);
      this.#onMove("freeze");
      return now;
    });
  }

  /** Lets time run on. */
  async resume(): Promise<Instant> {
    return this.#inTurn(() => {
      const now = this.#clock.resume();
      this.#arm();
      this.#onMove("resume");
      return Promise.resolve(now);
    });
  }

  /** Resolves when nothing that was due still runs. */
  async idle(): Promise<void> {
    await this.runDue();
    while (this.#running > 0) {
      await this.#nextEnd();
      await this.runDue();
    }
  }

  /** Drops what waits; what has started ends unheard. */
  drop(): void {
    this.#queue.clear();
    this.#era++;
    this.#running = 0;
    this.#wake();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#armedFor = Number.POSITIVE_INFINITY;
  }

  /** Sets the clock back to its start. A move under way ends where it stands; what waits keeps its instant. */
  restart(): Instant {
    this.#era++;
    this.#restarts++;
    this.#running = 0;
    this.#isMoving = false;
    this.#wake();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#armedFor = Number.POSITIVE_INFINITY;
    const now = this.#clock.reset();
    this.#arm();
    return now;
  }

  /** Drops what waits, for good. */
  close(): void {
    this.#closed = true;
    this.drop();
  }

  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const turn = this.#moves.then(act, act);
    this.#moves = turn.catch(() => undefined);
    return turn;
  }

  #move(move: ClockMove, targetOf: (now: Instant) => Instant): Promise<Instant> {
    return this.#inTurn(async () => {
      const restarts = this.#restarts;
      this.#runsAfterMove = this.#clock.mode === "running";
      this.#isMoving = true;
      try {
        const now = this.#clock.freeze();
        await this.#runUntil(targetOf(now), restarts);
        return this.#clock.now();
      } finally {
        if (restarts === this.#restarts) {
          if (this.#runsAfterMove) this.#clock.resume();
          this.#isMoving = false;
          this.#arm();
          this.#onMove(move);
        }
      }
    });
  }

  /** Stands at each due instant until its work is done, then at `until`; stops where the clock was restarted. */
  async #runUntil(until: Instant, restarts: number): Promise<void> {
    while (this.#queue.next <= until || this.#running > 0) {
      if (this.#queue.next > this.#clock.now() && this.#running > 0) {
        await this.#nextEnd();
      } else {
        const at = Math.max(this.#queue.next, this.#clock.now());
        this.#clock.set(at);
        await this.#startAll(at);
      }
      if (restarts !== this.#restarts) return;
    }
    if (until > this.#clock.now()) this.#clock.set(until);
  }

  /** Starts what is due at `now`, and waits for the bookkeeping among it. */
  async #startAll(now: Instant): Promise<void> {
    let bookkeeping: Promise<void>[] = [];
    for (let work = this.#queue.take(now); work !== undefined; work = this.#queue.take(now)) {
      const done = this.#start(work.run, work.at);
      if (work.kind === "bookkeeping" && bookkeeping.push(done) === WORKS_PER_TURN) {
        await Promise.all(bookkeeping);
        bookkeeping = [];
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    await Promise.all(bookkeeping);
  }

  #start(run: DueWork, at: Instant): Promise<void> {
    const era = this.#era;
    this.#running++;
    return run(at)
      .catch(this.#onBug)
      .finally(() => {
        if (era !== this.#era) return;
        this.#running--;
        this.#wake();
      });
  }

  /** Resolves when a work ends. One promise for all of them: thousands may run. */
  #nextEnd(): Promise<void> {
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  #wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }

  #arm(): void {
    if (this.#isMoving || this.#closed) return;
    const next = this.#queue.next;
    const now = this.#clock.now();
    if (next === Number.POSITIVE_INFINITY || (this.#clock.mode === "frozen" && next > now)) return;
    if (this.#timer !== undefined && this.#armedFor <= next) return;
    clearTimeout(this.#timer);
    this.#armedFor = next;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#armedFor = Number.POSITIVE_INFINITY;
        if (!this.#isMoving) this.runDue().then(() => this.#arm(), this.#onBug);
      },
      Math.min(Math.max(0, next - now), LONGEST_TIMER_MS),
    );
    this.#timer.unref();
  }
}

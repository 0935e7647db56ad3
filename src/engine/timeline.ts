import { invalidOption } from "../errors/kit-error.js";
import { andThen } from "../ports/and-then.js";
import type { Duration, MovableClock } from "../ports/clock.js";
import type { Bookkeeping, CallbackWork, DueQueue, DueWork, Sending } from "../ports/due-queue.js";
import type { Notes } from "../ports/notes.js";
import { clearTimeout, setImmediate, setTimeout } from "../ports/real-timers.js";
import { inMemory, StateUnavailable, type Transactions } from "../ports/transactions.js";
import { parseDuration } from "../simulation/duration.js";
import { type Instant, missingDay, parseInstant } from "../simulation/instant.js";

/** Who carries due work out. */
export interface DueWorkers {
  /** Does works that fell due, in their order; whoever reads state waits for it. */
  keepBooks(works: readonly Bookkeeping[]): void | Promise<void>;
  /** Starts what waits for others; while time is being moved, it ends before time moves on. */
  send(work: CallbackWork): void | Promise<void>;
}

/** What the processes that share a clock have in common; without it a clock is that of one process. */
export interface SharedTime {
  readonly transactions: Transactions;
  /** Who moves the clock, whether it ran before, and which of its moves it is: under `move`, as `ID running 3` or `ID frozen 3`. */
  readonly moves: Notes<string>;
  /** Id of this process. */
  readonly holder: string;
}

/** Under which the move that is under way is noted. */
const MOVE = "move";

/** Real milliseconds until what could not be kept is tried again. */
const RETRY_MS = 250;

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
  readonly #queue: DueQueue;
  readonly #transactions: Transactions;
  readonly #shared: SharedTime | undefined;
  #workers: DueWorkers | undefined;
  /** What rings at an alarm, by its number. */
  readonly #alarms = new Map<number, () => void>();
  #alarmsSet = 0;
  /** Resolves when the bookkeeping that is under way is done; unset where a store does it at once. */
  #keeping: Promise<void> | undefined;
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
  /** Number of the latest move of this process. */
  #moved = 0;
  #closed = false;

  constructor(
    clock: MovableClock,
    queue: DueQueue,
    onBug: (error: unknown) => void,
    onMove: (move: ClockMove) => void = () => undefined,
    shared?: SharedTime,
  ) {
    this.#shared = shared;
    this.#transactions = shared?.transactions ?? inMemory;
    this.#clock = clock;
    this.#queue = queue;
    this.#onBug = onBug;
    this.#onMove = onMove;
  }

  /** Says who carries due work out; nothing is scheduled before. */
  carryOutBy(workers: DueWorkers): void {
    this.#workers = workers;
  }

  now(): Instant {
    return this.#clock.now();
  }

  /** Whether the clock runs when nobody moves it. */
  get mode(): "running" | "frozen" {
    const runsAfterMove = this.#isMoving ? this.#runsAfterMove : this.#move?.runs === true;
    return runsAfterMove ? "running" : this.#clock.mode;
  }

  /** The move that is under way in any process, as far as one is noted. */
  get #move(): { readonly by: string; readonly runs: boolean; readonly number: number } | undefined {
    const [by, mode, number] = this.#shared?.moves.get(MOVE)?.split(" ") ?? [];
    return by === undefined ? undefined : { by, runs: mode === "running", number: Number(number) };
  }

  /** Whether a move of this process goes on: another process may have ended it, with a reset of the clock. */
  #goesOn(move: number): boolean {
    if (this.#shared === undefined) return true;
    return this.#move?.by === this.#shared.holder && this.#move.number === move;
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

  /** Has work done at its instant; at once where that has passed. */
  schedule(work: DueWork): void | Promise<void> {
    if (this.#closed) return undefined;
    return andThen(this.#queue.add(work), () => this.#arm());
  }

  /** Calls back at an instant, for what only this process can go on with. */
  setAlarm(at: Instant, ring: () => void): void {
    const alarm = ++this.#alarmsSet;
    this.#alarms.set(alarm, ring);
    void this.schedule({ at, kind: "alarm", alarm });
  }

  /**
   * Runs what is due by now; whoever reads state calls it first, and waits where it returns a promise: for the
   * bookkeeping, not for what is sent.
   */
  runDue(): void | Promise<void> {
    const now = this.#clock.now();
    return this.#queue.next > now ? this.#keeping : this.#startAll(now);
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
    return this.#moveTo("advance", (now) => now + ms);
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
      throw invalidOption(
        `the clock is set to an ISO 8601 time such as 2027-01-01T00:00:00Z or whole milliseconds since 1970, got ${to}${missingDay(String(to))}`,
      );
    }
    if (!Number.isSafeInteger(instant) || instant < this.now()) return this.#clock.set(instant);
    return this.#moveTo("set", (now) => {
      // A move that was under way may have passed it meanwhile.
      if (instant < now) this.#clock.set(instant);
      return instant;
    });
  }

  /** Moves time to the earliest instant at which something happens; stays where nothing waits. */
  async next(): Promise<Instant> {
    return this.#moveTo("next", (now) => Math.max(now, this.nextAt ?? now));
  }

  /** Stops time; what is due at that instant still runs. */
  async freeze(): Promise<Instant> {
    return this.#inTurn(async () => {
      const now = await this.#whenNobodyMoves(() => this.#clock.freeze());
      const restarts = this.#restarts;
      await this.#runUntil(now, () => restarts === this.#restarts);
      await this.#transactions.run(() => this.#onMove("freeze"));
      return now;
    });
  }

  /** Lets time run on. */
  async resume(): Promise<Instant> {
    return this.#inTurn(() =>
      this.#whenNobodyMoves(() => {
        const now = this.#clock.resume();
        this.#arm();
        this.#onMove("resume");
        return now;
      }),
    );
  }

  /** Resolves when nothing that was due still runs. */
  async idle(): Promise<void> {
    await this.#transactions.run(() => this.runDue());
    while (this.#isBusy) {
      await this.#nextEnd();
      if (this.#closed) return;
      await this.#transactions.run(() => this.runDue());
    }
  }

  /** Whether a work that has started has not ended, in this process or in another. */
  get #isBusy(): boolean {
    return !this.#closed && (this.#running > 0 || this.#queue.underWay > 0);
  }

  /**
   * Runs a use case in a transaction, as often as it takes until what it changed is kept: for what has happened already
   * and cannot be taken back. Gives up only when the timeline is closed.
   */
  async keep(useCase: () => void | Promise<void>): Promise<void> {
    while (!this.#closed) {
      try {
        await this.#transactions.run(useCase);
        return;
      } catch (error) {
        if (!(error instanceof StateUnavailable)) throw error;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
      }
    }
  }

  /** Takes note that an attempt has been made; returns whether it was still this process's. */
  done(work: CallbackWork): boolean | Promise<boolean> {
    return this.#queue.done(work);
  }

  /** Goes on after the state was changed by another process, or put back. */
  follow(): void {
    this.#wake();
    this.#disarm();
    this.#arm();
  }

  /** Has what was begun by processes that are no more done again, and ends the move that one of them was making. */
  takeOver(isLost: (holder: string) => boolean): void | Promise<void> {
    const move = this.#move;
    if (move !== undefined && isLost(move.by)) this.#endMove(move.runs);
    return andThen(this.#queue.takeBack(isLost), () => this.follow());
  }

  /** Drops what waits; what has started ends unheard. */
  drop(): void {
    void this.#queue.clear();
    this.#alarms.clear();
    this.#forgetRunning();
  }

  /** Sets the clock back to its start. A move under way ends where it stands; what waits keeps its instant. */
  restart(): Instant {
    this.#restarts++;
    this.#isMoving = false;
    this.#shared?.moves.delete(MOVE);
    this.#forgetRunning();
    const now = this.#clock.reset();
    this.#arm();
    return now;
  }

  /** Starts nothing more; what waits stays where it is kept, for whoever opens it next. */
  close(): void {
    this.#closed = true;
    this.#alarms.clear();
    this.#forgetRunning();
  }

  #forgetRunning(): void {
    this.#era++;
    this.#running = 0;
    this.#wake();
    this.#disarm();
  }

  #disarm(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#armedFor = Number.POSITIVE_INFINITY;
  }

  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const turn = this.#moves.then(act, act);
    this.#moves = turn.catch(() => undefined);
    return turn;
  }

  #moveTo(move: ClockMove, targetOf: (now: Instant) => Instant): Promise<Instant> {
    return this.#inTurn(async () => {
      const number = ++this.#moved;
      const restarts = this.#restarts;
      try {
        const start = await this.#whenNobodyMoves(() => this.#beginMove(number));
        await this.#runUntil(targetOf(start), () => restarts === this.#restarts && this.#goesOn(number));
      } catch (error) {
        // Whoever moves the clock is told at once; it goes on running as soon as that can be kept.
        const ending = this.#finishMove(number, restarts, move);
        if (error instanceof StateUnavailable) ending.catch(this.#onBug);
        else await ending;
        throw error;
      }
      await this.#finishMove(number, restarts, move);
      return this.#clock.now();
    });
  }

  #beginMove(number: number): Instant {
    // An earlier move that could not be ended yet is part of this one.
    this.#runsAfterMove = this.#move?.runs ?? this.#clock.mode === "running";
    this.#isMoving = true;
    const mode = this.#runsAfterMove ? "running" : "frozen";
    this.#shared?.moves.set(MOVE, `${this.#shared.holder} ${mode} ${number}`);
    return this.#clock.freeze();
  }

  async #finishMove(number: number, restarts: number, move: ClockMove): Promise<void> {
    await this.keep(() => {
      if (restarts !== this.#restarts || number !== this.#moved) return;
      if (this.#goesOn(number)) {
        this.#endMove(this.#runsAfterMove);
        this.#onMove(move);
      } else {
        this.#isMoving = false;
        this.follow();
      }
    });
  }

  #endMove(runs: boolean): void {
    if (runs) this.#clock.resume();
    this.#isMoving = false;
    this.#shared?.moves.delete(MOVE);
    // The timer was set for what the move has passed.
    this.#disarm();
    this.#arm();
  }

  /** Does something about the clock once no other process moves it. */
  async #whenNobodyMoves<Result>(act: () => Result): Promise<Result> {
    for (;;) {
      const done = await this.#transactions.run(() => {
        const move = this.#move;
        return move === undefined || move.by === this.#shared?.holder ? { result: act() } : undefined;
      });
      if (done !== undefined) return done.result;
      await this.#nextEnd();
    }
  }

  /** Stands at each due instant until its work is done, then at `until`; stops as soon as it does not go on. */
  async #runUntil(until: Instant, goesOn: () => boolean): Promise<void> {
    while (this.#queue.next <= until || this.#isBusy) {
      if (this.#queue.next > this.#clock.now() && this.#isBusy) await this.#nextEnd();
      else await this.#transactions.run(() => (goesOn() ? this.#stepTo(this.#queue.next) : undefined));
      // The next process that has the state ends the move.
      if (this.#closed || !goesOn()) return;
    }
    await this.#transactions.run(() => {
      if (goesOn() && until > this.#clock.now()) this.#clock.set(until);
    });
  }

  /** Stands at an instant, or at the present one where that has passed, and starts what is due. */
  #stepTo(instant: Instant): void | Promise<void> {
    const at = Math.max(instant, this.#clock.now());
    // Another process may have done it meanwhile.
    if (at === Number.POSITIVE_INFINITY) return undefined;
    this.#clock.set(at);
    return this.#startAll(at);
  }

  /** Starts what is due at `now`, some thousand works in a turn; done when the bookkeeping among it is. */
  #startAll(now: Instant, room = WORKS_PER_TURN): void | Promise<void> {
    if (this.#queue.next > now) return undefined;
    if (room <= 0) return this.#keep(nextTurn().then(() => this.#startAll(now)));
    return andThen(this.#queue.claim(now, room), (works) => {
      const kept = this.#start(works);
      const goOn = () => this.#startAll(now, room - Math.max(1, works.length));
      return kept === undefined ? goOn() : this.#keep(kept.then(goOn));
    });
  }

  #keep(keeping: Promise<void>): Promise<void> {
    const kept = keeping.finally(() => {
      if (this.#keeping === kept) this.#keeping = undefined;
    });
    this.#keeping = kept;
    return kept;
  }

  /** Starts works in their order. */
  #start(works: readonly DueWork[]): void | Promise<void> {
    let kept: void | Promise<void> = undefined;
    for (let from = 0; from < works.length; ) {
      const first = works[from] as DueWork;
      if (isSending(first)) {
        const send = () => void this.#track(() => this.#send(first));
        // An alarm is of this process alone: it rings whether or not the rest can be kept.
        if (first.kind === "alarm") send();
        else this.#transactions.afterwards(send);
        from++;
        continue;
      }
      let to = from + 1;
      while (to < works.length && !isSending(works[to] as DueWork)) to++;
      const books = (from === 0 && to === works.length ? works : works.slice(from, to)) as Bookkeeping[];
      const before = kept;
      kept = this.#track(() => andThen(before, () => this.#workers?.keepBooks(books)));
      from = to;
    }
    return kept;
  }

  #send(work: Sending): void | Promise<void> {
    if (work.kind !== "alarm") return this.#workers?.send(work);
    this.#alarms.get(work.alarm)?.();
    this.#alarms.delete(work.alarm);
    return undefined;
  }

  /** Runs something that may fail or take its time; counted among what runs until it ends. */
  #track(run: () => void | Promise<void>): void | Promise<void> {
    try {
      const running = run();
      if (running === undefined) return undefined;
      const era = this.#era;
      this.#running++;
      return running.catch(this.#onBug).finally(() => {
        if (era !== this.#era) return;
        this.#running--;
        this.#wake();
      });
    } catch (error) {
      this.#onBug(error);
      return undefined;
    }
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

  /** What the timer is set for. */
  async #runOnTime(): Promise<void> {
    try {
      await this.keep(() => this.runDue());
    } catch (error) {
      this.#onBug(error);
    }
    this.#arm();
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
        if (!this.#isMoving) void this.#runOnTime();
      },
      Math.min(Math.max(0, next - now), LONGEST_TIMER_MS),
    );
    this.#timer.unref();
  }
}

function isSending(work: DueWork): work is Sending {
  return work.kind === "callback-attempt" || work.kind === "alarm";
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

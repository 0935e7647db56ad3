import type { AsyncLocalStorage } from "node:async_hooks";
import { clearTimeout, realElapsed, setImmediate, setTimeout } from "../../ports/real-timers.js";
import type { Change } from "../kept/change.js";
import { spreadOut } from "../kept/dropped-keys.js";
import type { StateOfStores } from "../kept/kept-state.js";
import {
  type AfterCommit,
  CHANGES_AT_ONCE,
  type Committed,
  type SharedState,
  type TurnHeld,
} from "./shared-state.js";
import type { StateCopy } from "./state-copy.js";
import { takenOver } from "./taken-over.js";

/** How long the results of others wait for a use case that waits for something itself, in milliseconds. */
const SLICE_MS = 5;

/** A use case, and whoever waits for its result; or one that goes on after it waited for something outside. */
export interface PendingUseCase {
  readonly run: (() => unknown) | RunningUseCase;
  readonly resolve: (result: unknown) => void;
  readonly refuse: (error: unknown) => void;
}

/** The use case that runs here: what it calls is part of it. */
export interface RunningUseCase {
  turn: HeldTurn;
  isRunning: boolean;
}

/** A use case that has ended, and whose result is handed out once what it changed is kept. */
interface Outcome {
  readonly handOut: () => void;
  readonly refuse: (error: unknown) => void;
}

export interface HeldTurnContext {
  readonly state: StateOfStores;
  readonly shared: SharedState;
  readonly copy: StateCopy;
  readonly inside: AsyncLocalStorage<RunningUseCase>;
  readonly leaseMs: number;
  /** Whether use cases wait that this turn takes no more. */
  readonly hasQueue: () => boolean;
  /** The turn is this replica's no more; `queuedAt`: since when it stands in the queue for another one. */
  readonly onOver: (turn: HeldTurn, queuedAt: number | undefined) => void;
  /** The turn goes on after a commit or a renewal: it may take use cases again. */
  readonly onOpen: () => void;
}

/**
 * A turn that this replica holds: its use cases run in memory, and what they changed is committed together. While a
 * commit is under way others may run already; theirs is the next one.
 */
export class HeldTurn implements TurnHeld {
  readonly epoch: string;
  readonly number: number;
  readonly #context: HeldTurnContext;
  /** Until when no other replica can have the turn, in real milliseconds of this process. */
  #safeUntil: number;
  #isWanted: boolean;
  /** Whether somebody asked for it since the last commit was sent. */
  #isWantedSince = false;
  #running = 0;
  #finished: Outcome[] = [];
  /** Those whose commit is under way. */
  #underWay: Outcome[] | undefined;
  #isPassing = false;
  /** Whether this replica waits for a next turn as soon as this one is passed on. */
  #isQueuedAgain = false;
  #isOver = false;
  #lostBy: Error | undefined;
  #isScheduled = false;
  #slice: NodeJS.Timeout | undefined;

  /**
   * @param askedAt - when the turn was asked for, by `realElapsed`: it was given later than that
   * @param isWanted - whether other replicas wait already
   */
  constructor(context: HeldTurnContext, { epoch, number }: TurnHeld, askedAt: number, isWanted: boolean) {
    this.#context = context;
    this.epoch = epoch;
    this.number = number;
    this.#isWanted = isWanted;
    this.#safeUntil = this.#leaseFrom(askedAt);
  }

  /** Whether a use case may start now: others that wait have precedence over it. */
  get takesMore(): boolean {
    return !this.#isOver && !this.#isPassing && !this.#isWanted && !this.isExpired;
  }

  get isExpired(): boolean {
    return realElapsed() >= this.#safeUntil;
  }

  /** Whether it is being passed on, and nobody here knows yet whether another replica has it. */
  get isPassing(): boolean {
    return this.#isPassing;
  }

  /** Whether use cases run, also such as have begun in this turn and outlived it. */
  get isRunning(): boolean {
    return this.#running > 0;
  }

  get isIdle(): boolean {
    return this.#running === 0 && this.#finished.length === 0 && this.#underWay === undefined;
  }

  /** Why nothing of this turn is kept any more. */
  get lostBy(): Error | undefined {
    return this.#lostBy;
  }

  /** Starts use cases; the turn is not passed on before all have started. */
  startAll(useCases: readonly PendingUseCase[]): void {
    this.#running++;
    for (const useCase of useCases) {
      if (this.#lostBy === undefined) this.#start(useCase);
      else useCase.refuse(this.#lostBy);
    }
    this.#running--;
    this.passOnIfIdle();
  }

  #start({ run, resolve, refuse }: PendingUseCase): void {
    this.#running++;
    if (typeof run !== "function") {
      run.turn = this;
      run.isRunning = true;
      resolve(undefined);
      return;
    }
    const running: RunningUseCase = { turn: this, isRunning: true };
    const finish = (handOut: () => void) => running.turn.#end(running, { handOut, refuse });
    try {
      const result = this.#context.inside.run(running, run);
      if (!(result instanceof Promise)) finish(() => resolve(result));
      else
        result.then(
          (value: unknown) => finish(() => resolve(value)),
          (error: unknown) => finish(() => refuse(error)),
        );
    } catch (error) {
      finish(() => refuse(error));
    }
  }

  /** A use case waits for something outside: what it has changed is kept meanwhile, and the turn may go on. */
  pause(running: RunningUseCase): void {
    running.isRunning = false;
    this.#running--;
    if (this.#context.state.hasChanges) this.#schedule();
    else this.passOnIfIdle();
  }

  /** Has something done once what is changed now is kept. */
  afterwards(act: () => void): void {
    if (this.#lostBy !== undefined) return;
    this.#finished.push({ handOut: () => this.#context.inside.exit(act), refuse: () => undefined });
    this.#schedule();
  }

  #end(running: RunningUseCase, outcome: Outcome): void {
    // It could not go on after it waited for something outside.
    if (!running.isRunning) outcome.handOut();
    else {
      running.isRunning = false;
      this.#running--;
      this.#finish(outcome);
    }
  }

  /** Others wait: passes the turn on as soon as nothing runs. */
  wanted(): void {
    this.#isWanted = true;
    this.#isWantedSince = true;
    this.passOnIfIdle();
  }

  passOnIfIdle(): void {
    if (this.#isWanted && this.isIdle && !this.#isOver) void this.#commit();
  }

  /** @param askedAt - when the renewal was asked for */
  renewed(askedAt: number): void {
    this.#safeUntil = Math.max(this.#safeUntil, this.#leaseFrom(askedAt));
    this.#context.onOpen();
  }

  /** The turn has gone to another replica: what was not committed cannot be any more. */
  lose(error: Error): void {
    if (this.#isOver) return;
    const hadChanges = !this.isIdle || this.#context.state.hasChanges;
    this.#isOver = true;
    this.#isPassing = false;
    this.#lostBy = error;
    clearTimeout(this.#slice);
    if (hadChanges) this.#context.copy.doubt();
    const refused = [...(this.#underWay ?? []), ...this.#finished.splice(0)];
    this.#underWay = undefined;
    for (const outcome of refused) outcome.refuse(error);
    this.#context.onOver(this, undefined);
  }

  /** Gives the turn up for good. */
  async leave(): Promise<void> {
    if (this.isIdle && !this.#isOver) await this.#commit("leave");
  }

  #finish(outcome: Outcome): void {
    if (this.#lostBy !== undefined) outcome.refuse(this.#lostBy);
    else if (this.#context.state.hasChanges || this.#finished.length > 0) this.#finished.push(outcome);
    // It saw what is not kept yet.
    else if (this.#underWay !== undefined) this.#underWay.push(outcome);
    else outcome.handOut();
    if (this.#finished.length > 0) this.#schedule();
    else this.passOnIfIdle();
  }

  /** Commits once all that is at hand has run: requests that came together are kept together. */
  #schedule(): void {
    if (this.#isScheduled || this.#underWay !== undefined) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      if (this.#running === 0) void this.#commit();
      else this.#slice ??= setTimeout(() => void this.#commit(), SLICE_MS);
    });
  }

  async #commit(wish?: AfterCommit): Promise<void> {
    if (this.#isOver || this.#underWay !== undefined) return;
    clearTimeout(this.#slice);
    this.#slice = undefined;
    const { state, copy } = this.#context;
    this.#isPassing = wish === "leave" || (this.#isWanted && this.#running === 0);
    this.#isWantedSince = false;
    this.#underWay = this.#finished.splice(0);
    try {
      const changes = [...spreadOut(state.takeChanges())];
      const after = wish ?? (this.#isPassing ? "pass" : "keep");
      if (changes.length > 0 || after !== "keep") await this.#write(changes, after);
      // What was waited for was kept before, with what others had done.
      else
        this.#committed({ is: "kept", frame: copy.seen.frame, waiting: this.#isWanted ? 1 : 0 }, -Infinity);
    } catch (error) {
      // Nobody knows whether it was written.
      this.lose(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** More than one command can take is written in parts: whoever ends in between leaves the first of them. */
  async #write(changes: readonly Change[], after: AfterCommit): Promise<void> {
    const { shared, copy, hasQueue } = this.#context;
    if (changes.length > CHANGES_AT_ONCE) {
      const turn = { ...copy.seen, number: this.number };
      const part = await shared.commit(turn, changes.slice(0, CHANGES_AT_ONCE), "keep", false);
      if (part.is === "lost") throw takenOver();
      copy.wrote(part.frame);
      await this.#write(changes.slice(CHANGES_AT_ONCE), after);
      return;
    }
    const askedAt = realElapsed();
    const turn = { ...copy.seen, number: this.number };
    this.#isQueuedAgain = after === "pass" && hasQueue();
    this.#committed(await shared.commit(turn, changes, after, this.#isQueuedAgain), askedAt);
  }

  #committed({ is, frame, waiting }: Committed, askedAt: number): void {
    if (this.#isOver) return;
    if (is === "lost") {
      this.lose(takenOver());
      return;
    }
    this.#context.copy.wrote(frame);
    const outcomes = this.#underWay ?? [];
    this.#underWay = undefined;
    this.#isPassing = false;
    this.#isOver = is === "passed";
    for (const outcome of outcomes) outcome.handOut();
    if (is === "passed") {
      this.#context.onOver(this, this.#isQueuedAgain ? askedAt : undefined);
      return;
    }
    this.#isWanted = waiting > 0 || this.#isWantedSince;
    this.#safeUntil = Math.max(this.#safeUntil, this.#leaseFrom(askedAt));
    if (this.#finished.length > 0) this.#schedule();
    else this.passOnIfIdle();
    this.#context.onOpen();
  }

  /** Somewhat less than the lease: clocks do not run quite alike. */
  #leaseFrom(askedAt: number): number {
    return askedAt + 0.9 * this.#context.leaseMs;
  }
}

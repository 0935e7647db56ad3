import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { realElapsed } from "../../ports/real-timers.js";
import { StateUnavailable, type Transactions } from "../../ports/transactions.js";
import type { StateOfStores } from "../kept/kept-state.js";
import { HeldTurn, type PendingUseCase, type RunningUseCase } from "./held-turn.js";
import type { News } from "./news.js";
import type { Pulse, SharedState, TurnHeld } from "./shared-state.js";
import type { StateCopy } from "./state-copy.js";
import { takenOver } from "./taken-over.js";
import { TurnTaker } from "./turn-taker.js";

export interface RedisTransactionsOptions {
  readonly state: StateOfStores;
  readonly shared: SharedState;
  readonly copy: StateCopy;
  readonly replica: string;
  readonly leaseMs: number;
  readonly patienceMs: number;
  /** Told who lives, with every turn. */
  readonly onAlive: (replicas: readonly string[]) => void;
}

/**
 * Transactions of one replica of several: its use cases run in its memory while it holds the turn, of which there is
 * one for all, and know then what all others did before.
 */
export class RedisTransactions implements Transactions {
  readonly #options: RedisTransactionsOptions;
  readonly #inside = new AsyncLocalStorage<RunningUseCase>();
  readonly #taker: TurnTaker;
  /** Use cases that wait for a turn. */
  readonly #queue: PendingUseCase[] = [];
  #turn: HeldTurn | undefined;
  /** Turns that were lost while use cases ran: those go on for a while, and nothing else may run beside them. */
  #outlived: HeldTurn[] = [];
  #isTaking = false;
  /** Whether others asked for a turn of which this replica does not know yet that it has it. */
  #isWanted = false;
  /** What came while this replica did not know whether it had passed on its turn. */
  #unheard: News[] = [];
  #isClosed = false;

  constructor(options: RedisTransactionsOptions) {
    this.#options = options;
    this.#taker = new TurnTaker({ ...options, isBlocked: () => this.#isBlocked() });
  }

  run<Result>(useCase: () => Result | Promise<Result>): Result | Promise<Result> {
    const outer = this.#inside.getStore();
    if (outer?.isRunning === true) {
      if (outer.turn.lostBy !== undefined) throw outer.turn.lostBy;
      return useCase();
    }
    if (this.#isClosed) throw closed();
    return new Promise<Result>((resolve, refuse) => {
      this.#queue.push({ run: useCase, resolve: (result) => resolve(result as Result), refuse });
      this.#next();
    });
  }

  afterwards(act: () => void): void {
    const outer = this.#inside.getStore();
    if (outer?.isRunning === true) outer.turn.afterwards(act);
    else void Promise.resolve(this.run(() => undefined)).then(act, () => undefined);
  }

  async outside<Value>(wait: () => Promise<Value>): Promise<Value> {
    const running = this.#inside.getStore();
    if (running?.isRunning !== true) return wait();
    running.turn.pause(running);
    const [outcome] = await Promise.allSettled([wait()]);
    await new Promise<void>((resolve, refuse) => {
      this.#queue.push({ run: running, resolve: () => resolve(), refuse });
      this.#next();
    });
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  }

  /** The turn that this replica holds now, or is about to. */
  get turn(): TurnHeld | undefined {
    return this.#turn ?? this.#taker.turn;
  }

  /** Hears what other replicas tell. */
  hear(news: News): void {
    if (this.#turn?.isPassing === true) {
      // It may be of those who have the turn already: first comes what this replica wrote itself.
      this.#unheard.push(news);
      return;
    }
    const { copy, replica } = this.#options;
    if (news.is === "wanted") {
      this.#isWanted = true;
      this.#turn?.wanted();
    }
    if (news.is === "turn" && news.replica === replica) {
      this.#taker.granted(news);
      if (this.#turn === undefined) void this.#take();
    }
    if (news.is === "frame" && news.replica !== replica) {
      const isNew = news.epoch === copy.seen.epoch && news.frame > copy.seen.frame;
      if (isNew) this.#turn?.lose(takenOver());
      copy.apply(news.epoch, news.frame, news.changes);
    }
  }

  /**
   * Hears the answer to a sign of life.
   *
   * @param askedAt - when that was given, by `realElapsed`
   * @param asked - the turn that this replica held then
   */
  pulsed(pulse: Pulse, askedAt: number, asked: TurnHeld | undefined): void {
    const { copy } = this.#options;
    if (this.#turn !== undefined && this.#turn === asked) {
      if (!pulse.isTurnRenewed) this.#turn.lose(takenOver());
      else {
        this.#turn.renewed(askedAt);
        if (pulse.waiting > 0) this.#turn.wanted();
      }
    }
    if (this.#turn !== undefined || this.#isTaking) return;
    if (!copy.catchUp(pulse)) void this.#take();
  }

  /** The server is not the one from before: what is in memory may be more than it knows. */
  doubt(error: Error): void {
    this.#options.copy.doubt();
    this.#turn?.lose(error);
  }

  /** Lets what runs come to its end, and gives up the turn. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const until = realElapsed() + this.#options.patienceMs;
    const isBusy = () => this.#queue.length > 0 || this.#isTaking || this.#turn?.isIdle === false;
    while (isBusy() && realElapsed() < until) await sleep(2);
    this.#refuseAll(closed());
    await this.#turn?.leave();
  }

  #next(): void {
    if (this.#turn?.isExpired === true && this.#turn.isIdle) this.#turn.lose(takenOver());
    if (this.#turn === undefined) {
      if (this.#queue.length > 0) void this.#take();
    } else if (this.#turn.takesMore) this.#turn.startAll(this.#queue.splice(0));
  }

  /** @param queued - the turn in which this replica has queued up already, and when */
  async #take(queued?: { readonly number: number; readonly askedAt: number }): Promise<void> {
    if (this.#isTaking || this.#turn !== undefined) return;
    this.#isTaking = true;
    this.#isWanted = false;
    try {
      const { held, askedAt, isWanted } = await this.#taker.take(queued);
      this.#turn = new HeldTurn(this.#context(), held, askedAt, isWanted || this.#isWanted);
    } catch (error) {
      this.#refuseAll(error);
    } finally {
      this.#isTaking = false;
    }
    // Also where others wait already: those here have waited too.
    this.#turn?.startAll(this.#queue.splice(0));
  }

  #context() {
    const { state, shared, copy, leaseMs } = this.#options;
    return {
      state,
      shared,
      copy,
      leaseMs,
      inside: this.#inside,
      hasQueue: () => this.#queue.length > 0,
      onOver: (turn: HeldTurn, queuedAt: number | undefined) => this.#over(turn, queuedAt),
      onOpen: () => {
        this.#hearRest();
        this.#next();
      },
    };
  }

  #over(turn: HeldTurn, queuedAt: number | undefined): void {
    if (this.#turn === turn) this.#turn = undefined;
    if (turn.isRunning) this.#outlived.push(turn);
    if (this.#queue.length > 0) {
      void this.#take(queuedAt === undefined ? undefined : { number: turn.number, askedAt: queuedAt });
    }
    this.#hearRest();
  }

  #hearRest(): void {
    for (const news of this.#unheard.splice(0)) this.hear(news);
  }

  #isBlocked(): boolean {
    this.#outlived = this.#outlived.filter((turn) => turn.isRunning);
    return this.#outlived.length > 0;
  }

  #refuseAll(error: unknown): void {
    for (const { refuse } of this.#queue.splice(0)) refuse(error);
  }
}

function closed(): StateUnavailable {
  return new StateUnavailable("this mock is being closed: send the request to another one");
}

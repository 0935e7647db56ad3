import { setImmediate } from "../../ports/real-timers.js";
import { StateUnavailable, type Transactions } from "../../ports/transactions.js";
import type { Change } from "../kept/change.js";
import type { StateOfStores } from "../kept/kept-state.js";

/** Where the changes of transactions are kept. All of it is done when a call is back. */
export interface ChangeKeeper {
  /**
   * Keeps changes, all or none.
   *
   * @throws {StateUnavailable} where that is not possible
   */
  keep(changes: readonly Change[]): void;
  /**
   * Makes sure that changes can be kept again after they could not.
   *
   * @throws {StateUnavailable} where they cannot
   */
  probe(): void;
  /** Puts back into the state what was kept. */
  restore(): void;
}

/** Those who wait until what is changed now is kept. */
interface Waiting {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: StateUnavailable) => void;
}

/**
 * Transactions on stores in memory whose changes are kept as soon as the use case is done: at once where none other is
 * under way, else when the last of those is done that need nothing from outside of this process, so that nothing is kept
 * by halves. What waits for something real holds up the others for one turn of the event loop at most.
 */
export class KeptTransactions implements Transactions {
  /** Use cases whose function has not come back yet, one inside the other. */
  #depth = 0;
  /** Use cases that gave a promise which is open. */
  #running = 0;
  /** Those of them that began in this turn of the event loop. */
  #fresh = 0;
  #turn = 0;
  #isTurnAwaited = false;
  /** How often what was changed could not be kept: a use case that began before has lost what it did. */
  #losses = 0;
  #waiting: Waiting | undefined;
  /** To be done once what is changed now is kept. */
  #after: (() => void)[] = [];
  /** Why nothing can be kept now. */
  #outage: StateUnavailable | undefined;
  #isRestored = true;
  #closed: StateUnavailable | undefined;

  constructor(
    private readonly state: StateOfStores,
    private readonly keeper: ChangeKeeper,
  ) {
    state.onChange = () => {
      if (this.#depth === 0) this.#awaitTurn();
    };
  }

  get outage(): StateUnavailable | undefined {
    return this.#outage;
  }

  run<Result>(useCase: () => Result | Promise<Result>): Result | Promise<Result> {
    // Part of the one that called it, which keeps what both changed.
    if (this.#depth > 0) return useCase();
    this.#requireKeeper();
    const result = this.#call(useCase);
    if (result instanceof Promise) return this.#afterwards(result);
    if (this.#fresh === 0) this.keepNow();
    else if (this.state.hasChanges) return this.#whenKept().then(() => result);
    return result;
  }

  afterwards(act: () => void): void {
    this.#after.push(act);
    if (this.#depth === 0) this.#awaitTurn();
  }

  /** What was changed is kept at the end of the turn, and others go on: an outage may begin and end meanwhile. */
  async outside<Value>(wait: () => Promise<Value>): Promise<Value> {
    const losses = this.#losses;
    this.#running -= 1;
    const [outcome] = await Promise.allSettled([wait()]);
    this.#running += 1;
    this.#requireNoLossSince(losses);
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  }

  /**
   * Keeps what has changed, also of use cases that are under way; nothing once it is closed.
   *
   * @throws {StateUnavailable} where that fails: then the state is what was kept before
   */
  keepNow(): void {
    if (this.#outage !== undefined || this.#closed !== undefined) return;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    try {
      if (this.state.hasChanges) this.keeper.keep(this.state.takeChanges());
    } catch (error) {
      const outage = this.#lose(error);
      waiting?.reject(outage);
      throw outage;
    }
    waiting?.resolve();
    for (const act of this.#after.splice(0)) act();
  }

  /** Keeps what has changed; nothing runs from now on, and what is under way fails with `reason`. */
  close(reason: StateUnavailable): void {
    try {
      this.keepNow();
    } finally {
      this.#closed = reason;
      this.#losses += 1;
      this.state.onChange = () => undefined;
    }
  }

  #call<Result>(useCase: () => Result | Promise<Result>): Result | Promise<Result> {
    this.#depth += 1;
    try {
      return useCase();
    } catch (error) {
      // What it has changed before stays changed.
      if (this.#fresh === 0) this.keepNow();
      else this.#awaitTurn();
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }

  async #afterwards<Result>(result: Promise<Result>): Promise<Result> {
    const turn = this.#turn;
    const losses = this.#losses;
    this.#running += 1;
    this.#fresh += 1;
    this.#awaitTurn();
    const [outcome] = await Promise.allSettled([result]);
    this.#running -= 1;
    if (turn === this.#turn) this.#fresh -= 1;
    this.#requireNoLossSince(losses);
    if (this.#fresh === 0) this.keepNow();
    else if (this.state.hasChanges) await this.#whenKept();
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  }

  #requireNoLossSince(losses: number): void {
    if (losses !== this.#losses) throw this.#closed ?? this.#outage ?? lostMeanwhile();
  }

  #whenKept(): Promise<void> {
    this.#awaitTurn();
    if (this.#waiting === undefined) {
      let resolve: Waiting["resolve"] = () => undefined;
      let reject: Waiting["reject"] = () => undefined;
      const promise = new Promise<void>((...ends) => {
        [resolve, reject] = ends;
      });
      this.#waiting = { promise, resolve, reject };
    }
    return this.#waiting.promise;
  }

  #awaitTurn(): void {
    if (this.#isTurnAwaited) return;
    this.#isTurnAwaited = true;
    setImmediate(() => {
      this.#isTurnAwaited = false;
      this.#turn += 1;
      this.#fresh = 0;
      try {
        this.keepNow();
      } catch {
        // Told to those who wait, to whom the keeper tells of it, and with every use case until the outage is over.
      }
    });
  }

  /** Goes back to what was kept. */
  #lose(error: unknown): StateUnavailable {
    const outage =
      error instanceof StateUnavailable
        ? error
        : new StateUnavailable((error as Error).message, { cause: error });
    this.#outage = outage;
    this.#losses += 1;
    this.#after = [];
    this.#restore();
    return outage;
  }

  #restore(): void {
    this.#isRestored = false;
    this.state.forget();
    try {
      this.keeper.restore();
      this.#isRestored = true;
    } catch {
      // Tried again before the next use case.
    }
  }

  /**
   * Tries to end an outage. While a use case from before it is under way, what that one still changes is of no use to
   * anybody: the state is put back again after it.
   */
  #requireKeeper(): void {
    if (this.#closed !== undefined) throw this.#closed;
    if (this.#outage === undefined) return;
    if (this.#running > 0) throw this.#outage;
    this.keeper.probe();
    if (!this.#isRestored || this.state.hasChanges) this.#restore();
    if (!this.#isRestored) throw this.#outage;
    this.#outage = undefined;
  }
}

const lostMeanwhile = (): StateUnavailable =>
  new StateUnavailable("the state could not be kept meanwhile: send the request again; nothing was changed");

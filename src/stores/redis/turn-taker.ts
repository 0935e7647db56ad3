import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { clearTimeout, realElapsed, setTimeout } from "../../ports/real-timers.js";
import { StateUnavailable } from "../../ports/transactions.js";
import type { News } from "./news.js";
import type { SharedState, TurnHeld, TurnTaken } from "./shared-state.js";
import type { StateCopy } from "./state-copy.js";

/** After how long a replica asks again for the turn, in milliseconds: what it was told may not have reached it. */
const ASK_AGAIN_MS = 250;
/** Pause after an error, in milliseconds. */
const PAUSE_MS = 20;
/** How much longer than a lease a replica waits for the turn, in milliseconds. */
const BEYOND_LEASE_MS = 1000;

export type Grant = Extract<News, { is: "turn" }>;

/** A turn that was given to this replica, whose memory knows all that was before. */
export interface TakenTurn {
  readonly held: TurnHeld;
  /** When it was asked for, by `realElapsed`. */
  readonly askedAt: number;
  /** Whether other replicas wait for it. */
  readonly isWanted: boolean;
}

/** A place in the queue: a turn that is granted from there has a greater number, and was granted later. */
interface Place {
  readonly number: number;
  readonly askedAt: number;
}

export interface TurnTakerOptions {
  readonly shared: SharedState;
  readonly copy: StateCopy;
  readonly leaseMs: number;
  readonly patienceMs: number;
  readonly onAlive: (replicas: readonly string[]) => void;
  /** Whether something still runs that changes the memory. */
  readonly isBlocked: () => boolean;
}

/** Takes turns, and brings the memory up to date with each. */
export class TurnTaker {
  readonly #options: TurnTakerOptions;
  #grant: Grant | undefined;
  #onGrant: (() => void) | undefined;
  /** The turn in which the whole state is just being read. */
  #reading: TurnHeld | undefined;
  #giveUpAt = 0;
  /** Whether a commit of an earlier turn may still come to Redis: it has to be refused there. */
  #isAfresh = true;

  constructor(options: TurnTakerOptions) {
    this.#options = options;
  }

  /** A turn that is held already, but for which the memory is not ready. */
  get turn(): TurnHeld | undefined {
    return this.#reading;
  }

  /** This replica was given the turn for which it stood in the queue. */
  granted(grant: Grant): void {
    this.#grant = grant;
    this.#onGrant?.();
  }

  /**
   * Waits for the turn as long as Redis answers and a live replica may have it.
   *
   * @throws {StateUnavailable} else
   */
  async take(queued?: Place): Promise<TakenTurn> {
    const { leaseMs, patienceMs } = this.#options;
    const latest = realElapsed() + leaseMs + BEYOND_LEASE_MS;
    this.#giveUpAt = realElapsed() + patienceMs;
    let place = queued;
    for (;;) {
      try {
        if (place !== undefined) {
          const granted = await this.#waitForGrant(place);
          if (granted !== undefined) return granted;
        }
        const answer = await this.#ask();
        if ("held" in answer) return answer;
        place = answer;
        if (realElapsed() > latest) throw new TurnTooLong(leaseMs + BEYOND_LEASE_MS);
      } catch (error) {
        if (!(error instanceof StateUnavailable)) throw error;
        if (error instanceof TurnTooLong || realElapsed() >= this.#giveUpAt - PAUSE_MS) throw error;
        place = undefined;
        await sleep(PAUSE_MS);
      }
    }
  }

  async #ask(): Promise<TakenTurn | Place> {
    const { copy, shared, isBlocked, onAlive } = this.#options;
    if (isBlocked())
      throw new StateUnavailable("requests from before an interruption have not ended yet: wait");
    if (copy.isStale) await this.#readAhead();
    const askedAt = realElapsed();
    const answer = await shared.takeTurn(copy.seen, randomUUID(), this.#isAfresh, this.#patienceLeft());
    this.#answered();
    if (answer.is === "queued") return { number: answer.number, askedAt };
    this.#isAfresh = false;
    onAlive(answer.alive);
    if (!copy.catchUp(answer)) return this.#readAll(answer);
    return { held: answer, askedAt, isWanted: answer.waiting > 0 };
  }

  /**
   * Reads the whole state while others go on with it: the frames from before the first piece make it whole later, in a
   * turn that is short then.
   */
  async #readAhead(): Promise<void> {
    const { copy, shared } = this.#options;
    this.#isAfresh = true;
    const now = await shared.beat({ epoch: "", frame: 0 }, undefined);
    this.#answered();
    if (now.epoch !== "") await copy.readAll(now, () => this.#answered());
  }

  /** Reads the whole state where the frames since are gone, and makes sure that the turn was held all the while. */
  async #readAll(turn: TurnTaken): Promise<TakenTurn> {
    const { copy, shared } = this.#options;
    this.#reading = turn;
    try {
      await copy.readAll(turn, () => this.#answered());
      const askedAt = realElapsed();
      const now = await shared.takeTurn(copy.seen, randomUUID(), false, this.#patienceLeft());
      this.#answered();
      if (now.is === "taken" && now.epoch === turn.epoch && now.number === turn.number && copy.catchUp(now)) {
        return { held: now, askedAt, isWanted: now.waiting > 0 };
      }
      copy.doubt();
      throw new StateUnavailable(
        "another replica took over while the state was read: send the request again",
      );
    } finally {
      this.#reading = undefined;
    }
  }

  /** @returns `undefined` where Redis has to be asked again */
  async #waitForGrant(place: Place): Promise<TakenTurn | undefined> {
    const { copy, leaseMs } = this.#options;
    if (!this.#isGranted(place)) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ASK_AGAIN_MS);
        this.#onGrant = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#onGrant = undefined;
    }
    const grant = this.#grant;
    if (grant === undefined || !this.#isGranted(place)) return undefined;
    const { epoch, frame } = copy.seen;
    const isKnown = !copy.isStale && grant.epoch === epoch && grant.frame === frame;
    // It was granted after it was asked for; one that took its time may have been taken away again.
    if (!isKnown || realElapsed() - place.askedAt > leaseMs / 2) return undefined;
    return { held: grant, askedAt: place.askedAt, isWanted: grant.waiting > 0 };
  }

  #isGranted(place: Place): boolean {
    return this.#grant !== undefined && this.#grant.number > place.number;
  }

  #answered(): void {
    this.#giveUpAt = realElapsed() + this.#options.patienceMs;
  }

  #patienceLeft(): number {
    return Math.max(PAUSE_MS, Math.ceil(this.#giveUpAt - realElapsed()));
  }
}

class TurnTooLong extends StateUnavailable {
  constructor(ms: number) {
    super(`another replica has held the state for ${ms / 1000} s: wait, or restart that one`);
  }
}

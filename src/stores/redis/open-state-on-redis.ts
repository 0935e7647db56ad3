import { randomUUID } from "node:crypto";
import { KitError } from "../../errors/kit-error.js";
import { clearInterval, realElapsed, setInterval } from "../../ports/real-timers.js";
import { StateUnavailable, type Transactions } from "../../ports/transactions.js";
import type { StateKind } from "../kept/change.js";
import type { StateOfStores } from "../kept/kept-state.js";
import { readNews } from "./news.js";
import { RedisConnection, RedisUnavailable } from "./redis-connection.js";
import { RedisTransactions } from "./redis-transactions.js";
import { type LossListener, Replicas } from "./replicas.js";
import { channelOf, SharedState } from "./shared-state.js";
import { StateCopy } from "./state-copy.js";
import { within } from "./within.js";

const DAY_SECONDS = 86_400;

export interface RedisStateOptions {
  /** Sentences for whoever runs the mock. */
  readonly onWarning: (sentence: string) => void;
  /** The memory has taken over what other replicas did, or what was kept before. */
  readonly onApplied: () => void;
  /** Redis has lost the state: the memory holds what is there now. */
  readonly onMemoryLost?: () => void;
  /** A number by which the values of a kind are put in order before they are put back; 0 for all if not given. */
  readonly order?: (kind: StateKind, key: string, value: unknown) => number;
  /** The name of this replica, different from all others, past ones too; one is made if not given. */
  readonly replica?: string;
  /** Mocks of another name share nothing with this one; `default` if not given. */
  readonly name?: string;
  /** How long a replica may fall silent before others go on without it, in milliseconds; 5000 if not given. */
  readonly leaseMs?: number;
  /** How long Redis may take for an answer, in milliseconds; 800 if not given. */
  readonly patienceMs?: number;
  /** How long the state stays in Redis after its last use, in seconds; a day if not given. */
  readonly lifetimeSeconds?: number;
}

/** Figures of a store on Redis. */
export interface RedisHealth {
  /** `HOST:PORT`. */
  readonly server: string;
  readonly isReachable: boolean;
  /** Replicas that live, this one included. */
  readonly replicas: number;
  /** Number of the last transaction that this replica knows. */
  readonly frame: number;
}

/** The state of a mock in Redis, as one of its replicas sees it. */
export interface StateOnRedis {
  readonly transactions: Transactions;
  /** The name of this replica, different from all others, past ones too. */
  readonly replica: string;
  /** Whether a replica works; one that has ended or fallen silent does not. */
  isAlive(replica: string): boolean;
  /** Calls back, in every replica that notices, when one has fallen silent without having ended; again where that fails. */
  onReplicaLost(listener: LossListener): void;
  health(): RedisHealth;
  /** Lets what runs come to its end, and gives up what this replica holds in Redis. */
  close(): Promise<void>;
}

/**
 * Joins the replicas that share the state in a Redis, and fills the stores with what is there.
 *
 * @param url - `redis://HOST:PORT/DB`
 * @throws {KitError} `INVALID_OPTION` for another URL, or without the package ioredis; `SERVER_UNREACHABLE` where there
 * is no Redis that can be used
 */
export async function openStateOnRedis(
  url: string,
  state: StateOfStores,
  options: RedisStateOptions,
): Promise<StateOnRedis> {
  const { name = "default", patienceMs = 800 } = options;
  const connection = await RedisConnection.open(url, (db) => channelOf(name, db), patienceMs);
  const replica = new Replica(connection, state, options);
  try {
    await replica.join();
    return replica;
  } catch (error) {
    await replica.close();
    if (!(error instanceof StateUnavailable)) throw error;
    const problem = error instanceof RedisUnavailable ? error.problem : error.message;
    throw new KitError("SERVER_UNREACHABLE", `cannot use the store on Redis: ${problem}`, { cause: error });
  }
}

class Replica implements StateOnRedis {
  readonly replica: string;
  readonly transactions: RedisTransactions;
  readonly #connection: RedisConnection;
  readonly #shared: SharedState;
  readonly #copy: StateCopy;
  readonly #replicas: Replicas;
  readonly #patienceMs: number;
  readonly #onWarning: (sentence: string) => void;
  readonly #beats: NodeJS.Timeout;
  #onReady: () => void = () => undefined;

  constructor(connection: RedisConnection, state: StateOfStores, options: RedisStateOptions) {
    const { name = "default", leaseMs = 5000, patienceMs = 800, lifetimeSeconds = DAY_SECONDS } = options;
    const { replica = randomUUID() } = options;
    this.replica = replica;
    this.#replicas = new Replicas(replica);
    this.#connection = connection;
    this.#patienceMs = patienceMs;
    this.#onWarning = options.onWarning;
    this.#shared = new SharedState(connection, { name, replica, leaseMs, patienceMs, lifetimeSeconds });
    this.#copy = new StateCopy(state, this.#shared, {
      order: options.order ?? (() => 0),
      onApplied: options.onApplied,
      onMemoryLost: (tasks) => {
        const server = connection.address.text;
        const what = tasks === 1 ? "1 task" : `${tasks} tasks`;
        options.onWarning(`Redis at ${server} has lost the state of this mock (${what}): it starts empty`);
        options.onMemoryLost?.();
      },
    });
    this.transactions = new RedisTransactions({
      state,
      shared: this.#shared,
      copy: this.#copy,
      replica,
      leaseMs,
      patienceMs,
      onAlive: (alive) => this.#replicas.update(alive),
    });
    connection.listen({
      message: (text) => this.#hear(text),
      ready: () => void this.#beat().then(() => this.#onReady()),
      restarted: () => this.transactions.doubt(connection.unavailable("it was started anew")),
    });
    this.#beats = setInterval(() => void this.#beat(), leaseMs / 3);
    this.#beats.unref();
  }

  /** @throws {StateUnavailable} where Redis cannot be used */
  async join(): Promise<void> {
    const ready = new Promise<void>((resolve) => (this.#onReady = resolve));
    const usable = Promise.all([ready, this.#connection.subscribed]);
    await within(2 * this.#patienceMs, usable).catch((error: unknown) => {
      throw this.#connection.unavailable(this.#connection.lastError || String(error).replace("Error: ", ""));
    });
    await this.#shared.tryCommands();
    await this.transactions.run(() => undefined);
    const { evicts, address } = this.#connection;
    if (evicts !== undefined) {
      this.#onWarning(
        `Redis at ${address.text} drops keys when it is full, and the state of this mock with them: set its maxmemory-policy to noeviction, it is ${evicts}`,
      );
    }
  }

  isAlive(replica: string): boolean {
    return this.#replicas.isAlive(replica);
  }

  onReplicaLost(listener: LossListener): void {
    this.#replicas.onLost(listener);
  }

  health(): RedisHealth {
    return {
      server: this.#connection.address.text,
      isReachable: this.#connection.isReady,
      replicas: this.#replicas.count,
      frame: this.#copy.seen.frame,
    };
  }

  async close(): Promise<void> {
    clearInterval(this.#beats);
    try {
      await this.transactions.close();
      await this.#shared.leave();
    } catch {
      // Gone: what this replica holds ends with its lease.
    }
    this.#connection.close();
  }

  #hear(text: string): void {
    const news = readNews(text);
    if (news === undefined) return;
    if (news.is === "joined") this.#replicas.joined(news.replica);
    this.transactions.hear(news);
  }

  /** Gives a sign of life. */
  async #beat(): Promise<void> {
    const askedAt = realElapsed();
    const turn = this.transactions.turn;
    this.#connection.probe();
    try {
      const pulse = await this.#shared.beat(this.#copy.seen, turn);
      this.#replicas.update(pulse.alive);
      this.transactions.pulsed(pulse, askedAt, turn);
      this.#replicas.fellSilent(pulse.silent);
    } catch {
      // The next one may get through; transactions tell of it until then.
    }
  }
}

import type { Redis } from "ioredis";
import { type Change, type StateKind, stateKinds } from "../kept/change.js";
import { fromLines, toKey, toLines } from "./change-lines.js";
import type { RedisConnection } from "./redis-connection.js";
import { beat, commitTurn, type RedisScript, takeTurn, tryCommands } from "./redis-scripts.js";

/** How many values are asked for at once while the whole state is read. */
const VALUES_AT_ONCE = 1000;

/** What a change of many adds to the patience with a commit, in milliseconds. */
const PATIENCE_PER_CHANGE_MS = 0.05;
/** More is written in parts, so that none keeps Redis from others for long: what 2,000 tasks that end change is a third of it. */
export const CHANGES_AT_ONCE = 50_000;

/** How far a replica knows the state. */
export interface Seen {
  /** The life of the state; another one where Redis lost its memory. */
  readonly epoch: string;
  /** The number of the last frame. */
  readonly frame: number;
}

/** The frames after the one seen, in order; `undefined` where the whole state has to be read. */
export type MissedFrames = readonly (readonly Change[])[] | undefined;

/** Which turn it is that a replica holds. */
export interface TurnHeld {
  readonly epoch: string;
  /** A later turn of the epoch has a greater one. */
  readonly number: number;
}

/** This replica has the turn. */
export interface TurnTaken extends Seen, TurnHeld {
  readonly is: "taken";
  /** How many other replicas wait for it. */
  readonly waiting: number;
  readonly alive: readonly string[];
  readonly missed: MissedFrames;
}

/** Another replica has the turn, and this one stands in the queue. */
export interface TurnQueued {
  readonly is: "queued";
  /** The number of the turn that is waited for. */
  readonly number: number;
}

/** What becomes of a turn at a commit: kept, passed on if others wait, or given up. */
export type AfterCommit = "keep" | "pass" | "leave";

/** How a commit went: `lost` where the turn was not this replica's any more, and nothing was written. */
export interface Committed {
  readonly is: "kept" | "passed" | "lost";
  readonly frame: number;
  readonly waiting: number;
}

/** What a sign of life was answered with. */
export interface Pulse extends Seen {
  readonly isTurnRenewed: boolean;
  readonly waiting: number;
  readonly alive: readonly string[];
  readonly silent: readonly string[];
  readonly missed: MissedFrames;
}

export interface SharedStateOptions {
  /** Of the mock that the state is of: several may share a Redis. */
  readonly name: string;
  readonly replica: string;
  readonly leaseMs: number;
  readonly patienceMs: number;
  /** How long the state stays in Redis after its last use, in seconds. */
  readonly lifetimeSeconds: number;
}

/** The channel on which the replicas of a mock tell each other what is new: all databases share the channels. */
export function channelOf(name: string, db: number): string {
  return `${prefixOf(name)}news:${db}`;
}

/** In braces: a cluster puts all keys of a mock on one node. */
function prefixOf(name: string): string {
  return `wan-mock:{${name}}:`;
}

/** The state in Redis as the replicas share it: the steps of their protocol, each one round trip. */
export class SharedState {
  readonly #connection: RedisConnection;
  readonly #options: SharedStateOptions;
  readonly #hashes: string;
  /** In the order in which the scripts name them. */
  readonly #commonKeys: readonly string[];
  readonly #allKeys: readonly string[];
  readonly #commonArguments: readonly (string | number)[];

  constructor(connection: RedisConnection, options: SharedStateOptions) {
    const prefix = prefixOf(options.name);
    this.#connection = connection;
    this.#options = options;
    this.#hashes = `${prefix}values:`;
    this.#commonKeys = ["head", "turn", "waiters", "frames", "replicas"].map((key) => prefix + key);
    this.#allKeys = [...this.#commonKeys, ...stateKinds.map((kind) => this.#hashes + kind)];
    const { replica, leaseMs, lifetimeSeconds } = options;
    this.#commonArguments = [
      channelOf(options.name, connection.address.db),
      replica,
      leaseMs,
      lifetimeSeconds,
    ];
  }

  /**
   * Finds out whether Redis knows all commands that are needed, and lets this user use them.
   *
   * @throws {StateUnavailable} with the one that it refuses
   */
  async tryCommands(): Promise<void> {
    const [channel = ""] = this.#commonArguments;
    const key = `${prefixOf(this.#options.name)}try:${this.#options.replica}`;
    await this.#connection.ask((client) => tryCommands.run(client, [key], [channel]));
  }

  /**
   * Takes the turn, or queues up for it. The first that comes to an empty Redis begins a new epoch there.
   *
   * @param isAfresh - whether a commit of an earlier turn may still be under way, and has to be refused
   */
  async takeTurn(
    seen: Seen,
    newEpoch: string,
    isAfresh: boolean,
    patienceMs: number,
  ): Promise<TurnTaken | TurnQueued> {
    const args = [newEpoch, seen.epoch, seen.frame, isAfresh ? 1 : 0];
    const answer = (await this.#run(takeTurn, this.#allKeys, args, patienceMs)) as
      | ["taken", number, string, number, number, string[], string[] | null]
      | ["queued", number];
    if (answer[0] === "queued") return { is: "queued", number: answer[1] };
    const [is, number, epoch, frame, waiting, alive, missed] = answer;
    return { is, number, epoch, frame, waiting, alive, missed: missed?.map(fromLines) };
  }

  /**
   * Writes changes as the frame after the one seen: `CHANGES_AT_ONCE` at most.
   *
   * @param isQueuedAgain - whether this replica queues up for a next turn where it passes this one on
   */
  async commit(
    turn: Seen & TurnHeld,
    changes: readonly Change[],
    after: AfterCommit,
    isQueuedAgain: boolean,
  ): Promise<Committed> {
    const hashes = [...new Set(changes.map(([kind]) => this.#hashes + kind))];
    const answer = (await this.#run(
      commitTurn,
      [...this.#commonKeys, ...hashes],
      [turn.epoch, turn.number, turn.frame, after, isQueuedAgain ? 1 : 0, this.#hashes].concat(
        toLines(changes),
      ),
      this.#options.patienceMs + changes.length * PATIENCE_PER_CHANGE_MS,
    )) as ["kept" | "passed" | "lost", number?, number?];
    const [is, frame = turn.frame, waiting = 0] = answer;
    return { is, frame, waiting };
  }

  /** @param turn - the turn that this replica holds */
  async beat(seen: Seen, turn: TurnHeld | undefined): Promise<Pulse> {
    const held = [turn?.epoch ?? "", turn?.number ?? 0];
    const answer = (await this.#run(beat, this.#allKeys, [seen.epoch, seen.frame, ...held])) as [
      string,
      number,
      number,
      number,
      string[],
      string[],
      (string[] | null)?,
    ];
    const [epoch, frame, renewed, waiting, alive, silent, missed] = answer;
    return {
      epoch,
      frame,
      isTurnRenewed: renewed === 1,
      waiting,
      alive,
      silent,
      missed: missed?.map(fromLines),
    };
  }

  /**
   * All values, by kind in the order of `stateKinds`. Those that are written meanwhile are read as before or as after.
   *
   * @param onPiece - called with each piece that has come
   */
  async readAll(onPiece: () => void): Promise<Map<StateKind, [key: string, value: unknown][]>> {
    const read = await Promise.all(
      stateKinds.map(async (kind) => [kind, await this.#readKind(kind, onPiece)] as const),
    );
    return new Map(read);
  }

  async #readKind(kind: StateKind, onPiece: () => void): Promise<[string, unknown][]> {
    // A hash that shrinks may tell of a value twice.
    const values = new Map<string, unknown>();
    let cursor = "0";
    do {
      const scan = (client: Redis) => client.hscan(this.#hashes + kind, cursor, "COUNT", VALUES_AT_ONCE);
      const [next, piece] = await this.#connection.ask(scan);
      for (let place = 0; place + 1 < piece.length; place += 2) {
        values.set(toKey(piece[place] ?? ""), JSON.parse(piece[place + 1] ?? ""));
      }
      cursor = next;
      onPiece();
    } while (cursor !== "0");
    return [...values];
  }

  /** Strikes this replica off the list: it is not lost, it has ended. */
  async leave(): Promise<void> {
    const [, , waiters = "", , replicas = ""] = this.#commonKeys;
    const { replica } = this.#options;
    await this.#connection.ask((client) =>
      client.multi().zrem(waiters, replica).zrem(replicas, replica).exec(),
    );
  }

  #run(
    script: RedisScript,
    keys: readonly string[],
    args: readonly (string | number)[],
    patienceMs?: number,
  ): Promise<unknown> {
    const command = (client: Redis) => script.run(client, keys, this.#commonArguments.concat(args));
    return this.#connection.ask(command, patienceMs);
  }
}

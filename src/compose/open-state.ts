import { randomUUID } from "node:crypto";
import type { MockOptions } from "../options/mock-options.js";
import { statePlaceOf } from "../options/read-state.js";
import { inMemory, type Transactions } from "../ports/transactions.js";
import type { StateFolder } from "../stores/disk/state-folder.js";
import { StateOfStores } from "../stores/kept/kept-state.js";
import { placeOf } from "../stores/kept/place-of.js";
import type { RedisStateOptions, StateOnRedis } from "../stores/redis/open-state-on-redis.js";
import type { MockHooks } from "./mock.js";

/** What the stores of a mock do about changes that come from elsewhere. */
export interface StateEvents {
  /** The values in memory were dropped, and are about to be put back. */
  readonly onForget: () => void;
  /** All values were put back: those of an earlier run, or after an outage. */
  readonly onRestore: () => void;
  /** Another process changed something. */
  readonly onFollow: () => void;
  /** Whether a process that shares the state, given its id, is no more; called with what to do about it. */
  readonly onLoss: (isLost: (holder: string) => boolean) => void | Promise<void>;
}

/** The state of a mock and where it is kept. */
export interface MockState {
  /** Told by the stores what has changed; `undefined` for state that lives in memory alone. */
  readonly changes: StateOfStores | undefined;
  readonly transactions: Transactions;
  /** Id of this process among those that share the state. */
  readonly holder: string;
  /** Whether a process works on the state that processes share; `undefined` where it is that of one alone. */
  readonly isAlive?: (holder: string) => boolean;
  /** Reads what is kept, and keeps what changes from then on. */
  readonly open: (events: StateEvents) => Promise<void>;
  readonly close: () => Promise<void>;
  /** Where the state is and how much of it there is, for `health`. */
  readonly figures: () => object;
}

const nothingKept: MockState = {
  changes: undefined,
  transactions: inMemory,
  holder: "",
  open: () => Promise.resolve(),
  close: () => Promise.resolve(),
  figures: () => ({ kept: "memory" }),
};

/**
 * The state as the options have it kept: in memory, in a folder, or on Redis. Nothing is read before it is opened.
 *
 * @throws {KitError} `INVALID_OPTION` for options that contradict each other
 */
export function stateOf(options: MockOptions, { onWarning = console.error, leaseMs }: MockHooks): MockState {
  const place = statePlaceOf(options);
  switch (place.kind) {
    case "memory":
      return nothingKept;
    case "folder":
      return inFolder(place.path, onWarning);
    case "redis":
      return onRedis(place.url, { onWarning, ...(leaseMs === undefined ? {} : { leaseMs }) });
  }
}

type Warn = (sentence: string) => void;

function inFolder(path: string, onWarning: Warn): MockState {
  const kept = new OpenedLater();
  let folder: StateFolder | undefined;
  return {
    ...{ changes: kept.changes, transactions: kept, holder: randomUUID() },
    open: async (events) => {
      const { openStateFolder } = await import("../stores/disk/state-folder.js");
      kept.changes.onForget = events.onForget;
      folder = openStateFolder(path, kept.changes, { onWarning, onRestore: events.onRestore });
      kept.open(folder.transactions);
      events.onRestore();
      // Nobody else has the folder: whoever began something is no more.
      await kept.run(() => events.onLoss(() => true));
    },
    close: () => Promise.resolve(folder?.close()),
    figures: () => ({ kept: "folder", ...folder?.figures }),
  };
}

function onRedis(url: string, hooks: Pick<RedisStateOptions, "onWarning" | "leaseMs">): MockState {
  const kept = new OpenedLater();
  const holder = randomUUID();
  let redis: StateOnRedis | undefined;
  let giveBack: () => void | Promise<void> = () => undefined;
  return {
    ...{ changes: kept.changes, transactions: kept, holder },
    isAlive: (id) => redis?.isAlive(id) === true,
    open: async (events) => {
      const { openStateOnRedis } = await import("../stores/redis/open-state-on-redis.js");
      let isRestored = true;
      kept.changes.onForget = () => {
        isRestored = true;
        events.onForget();
      };
      const onApplied = () => {
        if (isRestored) events.onRestore();
        else events.onFollow();
        isRestored = false;
      };
      // The clock of the first that reads an empty state is that of all from then on.
      const onMemoryLost = () => kept.changes.changed("clock", "");
      const opened = await openStateOnRedis(url, kept.changes, {
        ...{ ...hooks, replica: holder, onApplied, onMemoryLost, order: placeOf },
      });
      redis = opened;
      kept.open(opened.transactions);
      const takeOver = async () => {
        await kept.run(() => events.onLoss((id) => id !== holder && !opened.isAlive(id)));
      };
      opened.onReplicaLost(takeOver);
      await takeOver();
      giveBack = () => kept.run(() => events.onLoss((id) => id === holder));
    },
    close: async () => {
      // What it has begun is done again by those that go on.
      await Promise.resolve(giveBack()).catch(() => undefined);
      await redis?.close();
    },
    figures: () => {
      const { server = "", isReachable = false, replicas = 0, frame = 0 } = redis?.health() ?? {};
      return { kept: "redis", server, reachable: isReachable, replica: holder, replicas, frame };
    },
  };
}

/** Transactions that can be handed out before the state is opened. */
class OpenedLater implements Transactions {
  readonly changes = new StateOfStores();
  #opened: Transactions = inMemory;

  open(opened: Transactions): void {
    this.#opened = opened;
  }

  run<Result>(useCase: () => Result | Promise<Result>): Result | Promise<Result> {
    return this.#opened.run(useCase);
  }

  afterwards(act: () => void): void {
    this.#opened.afterwards(act);
  }

  outside<Value>(wait: () => Promise<Value>): Promise<Value> {
    return this.#opened.outside(wait);
  }
}

import { onTestFinished } from "vitest";
import { StateOfStores } from "../../../src/stores/kept/kept-state.js";
import {
  openStateOnRedis,
  type RedisStateOptions,
  type StateOnRedis,
} from "../../../src/stores/redis/open-state-on-redis.js";
import { Counters } from "./counter-store.js";

/** One replica of several, with what was told to it. */
export interface TestReplica extends StateOnRedis {
  readonly counters: Counters;
  readonly state: StateOfStores;
  readonly warnings: readonly string[];
  readonly lost: readonly string[];
  /** How often it took over what others did. */
  readonly applied: () => number;
  /** All values, in order of kind and key. */
  readonly all: () => unknown[];
}

/** Opens a replica; it is closed after the test. */
export async function openReplica(
  url: string,
  options: Partial<RedisStateOptions> = {},
): Promise<TestReplica> {
  const state = new StateOfStores();
  const counters = new Counters(state);
  const warnings: string[] = [];
  const lost: string[] = [];
  let applied = 0;
  const opened = await openStateOnRedis(url, state, {
    onWarning: (sentence) => warnings.push(sentence),
    onApplied: () => applied++,
    ...options,
  });
  onTestFinished(() => opened.close());
  opened.onReplicaLost((replica) => lost.push(replica));
  return Object.assign(opened, {
    counters,
    state,
    warnings,
    lost,
    applied: () => applied,
    all: () => [...state.all()].sort((a, b) => (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1)),
  });
}

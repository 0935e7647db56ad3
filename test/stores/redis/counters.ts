import { onTestFinished } from "vitest";
import { type KeptState, type StateKind, StateOfStores } from "../../../src/stores/kept/kept-state.js";
import {
  openStateOnRedis,
  type RedisStateOptions,
  type StateOnRedis,
} from "../../../src/stores/redis/open-state-on-redis.js";

/** A store of values that tests count with: a map for each kind. */
export class Counters implements KeptState {
  readonly kinds: readonly StateKind[] = ["meta", "account", "task"];
  readonly #values = new Map<StateKind, Map<string, unknown>>(this.kinds.map((kind) => [kind, new Map()]));

  constructor(private readonly state: StateOfStores) {
    state.add(this);
  }

  get(kind: StateKind, key: string): unknown {
    return this.#of(kind).get(key);
  }

  set(kind: StateKind, key: string, value: unknown): void {
    this.put(kind, key, value);
    this.state.changed(kind, key);
  }

  increment(key: string): number {
    const next = Number(this.get("account", key) ?? 0) + 1;
    this.set("account", key, next);
    return next;
  }

  valueOf(kind: StateKind, key: string): unknown {
    return this.get(kind, key);
  }

  keysOf(kind: StateKind): Iterable<string> {
    return this.#of(kind).keys();
  }

  put(kind: StateKind, key: string, value: unknown): void {
    if (value === undefined) this.#of(kind).delete(key);
    else this.#of(kind).set(key, value);
  }

  forget(): void {
    for (const values of this.#values.values()) values.clear();
  }

  #of(kind: StateKind): Map<string, unknown> {
    return this.#values.get(kind)!;
  }
}

/** One replica of several, with what was told to it. */
export interface TestReplica extends StateOnRedis {
  readonly counters: Counters;
  readonly state: StateOfStores;
  readonly warnings: readonly string[];
  readonly lost: readonly string[];
  /** How often it took over what others did. */
  readonly applied: () => number;
  /** All values, in order of kind and key. */
  all(): unknown[];
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

import type { AskedScenario } from "../simulation/scenarios/file-scenario.js";

/** Which calls an entry of the queue waits for; any when empty. */
export interface ScenarioMatch {
  /** Account id. */
  readonly account?: string;
  readonly model?: string;
  /** Text that the prompt contains. */
  readonly prompt?: string;
}

/** The calls that a scenario can wait for. */
export type QueuedOperation = "submit" | "query" | "upload";

/** A scenario that waits for calls. */
export interface QueuedScenario {
  readonly asked: AskedScenario;
  /** Calls that it waits for. */
  readonly waitsFor: QueuedOperation;
  readonly match: ScenarioMatch;
  /** Calls that it still hits, from 1. */
  readonly left: number;
}

/** A call that a scenario may wait for. */
export type QueueCall = { readonly [Part in keyof ScenarioMatch]-?: string | undefined };

/** A scenario that hits a call; `number` gives it back. */
export interface TakenScenario {
  readonly number: number;
  readonly asked: AskedScenario;
}

/** Scenarios that wait for calls, asked for by whoever runs the mock. Each call is one atomic step. */
export interface ScenarioQueue {
  /** How many entries the queue may hold, and how many it does. */
  readonly bounds: { readonly most: number; readonly queued: number };
  /** The next one first. */
  entries(): readonly QueuedScenario[] | Promise<readonly QueuedScenario[]>;
  /** Puts an entry at the end; `false`, and nothing is changed, where it is full. */
  add(entry: QueuedScenario): boolean | Promise<boolean>;
  /** The first entry that waits for a call, if one does; one call less is left of it. */
  take(
    call: QueueCall,
    waitsFor: QueuedOperation,
  ): TakenScenario | undefined | Promise<TakenScenario | undefined>;
  /** Leaves an entry one call more, where it stood; nothing once the queue was cleared. */
  giveBack(number: number): void | Promise<void>;
  /** Drops the entries. */
  clear(): void | Promise<void>;
}

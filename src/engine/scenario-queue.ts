import { KitError } from "../errors/kit-error.js";
import type { AskedScenario } from "../simulation/scenarios/file-scenario.js";
import { type Forced, type ForcibleCall, forcing } from "./forced-call.js";

/** Which calls an entry of the queue waits for; any when empty. */
export interface ScenarioMatch {
  /** Account id. */
  readonly account?: string;
  readonly model?: string;
  /** Text that the prompt contains. */
  readonly prompt?: string;
}

/** An entry of the queue. */
export interface QueuedScenario {
  readonly name: string;
  readonly match: ScenarioMatch;
  /** Calls that it still hits. */
  readonly left: number;
}

interface QueueEntry {
  readonly asked: AskedScenario;
  /** Calls that it waits for. */
  readonly waitsFor: "submit" | "query";
  readonly match: ScenarioMatch;
  left: number;
  /** Place in the queue: an entry that is given back stands where it stood. */
  readonly order: number;
}

/** Entries that the queue holds. */
const MOST_QUEUED = 10_000;

/** Scenarios that wait for calls, asked for by whoever runs the mock. */
export class ScenarioQueue {
  #entries: QueueEntry[] = [];
  #added = 0;

  /** How many entries the queue may hold, and how many it does. */
  get bounds(): { readonly most: number; readonly queued: number } {
    return { most: MOST_QUEUED, queued: this.#entries.length };
  }

  /** The entries, the next one first. */
  get entries(): readonly QueuedScenario[] {
    return this.#entries.map(({ asked, match, left }) => ({ name: asked.text, match, left }));
  }

  /** @throws {KitError} `INVALID_OPTION` when it is full */
  add(entry: Omit<QueueEntry, "order">): void {
    if (this.#entries.length >= MOST_QUEUED) {
      throw new KitError(
        "INVALID_OPTION",
        `${MOST_QUEUED} scenarios wait already: DELETE /_mock/scenarios/next drops them`,
      );
    }
    this.#entries.push({ ...entry, order: this.#added++ });
  }

  /** Drops the entries. */
  clear(): void {
    this.#entries = [];
  }

  /** The first entry that waits for a call, if one does; one call less is left of it. */
  next(call: ForcibleCall, operation: "submit" | "query"): Forced[] {
    const entry = this.#entries.find(
      ({ match, waitsFor }) =>
        waitsFor === operation &&
        (match.account === undefined || match.account === call.account?.id) &&
        (match.model === undefined || match.model === call.model) &&
        (match.prompt === undefined || (call.prompt?.includes(match.prompt) ?? false)),
    );
    if (entry === undefined) return [];
    const queue = this.#entries;
    entry.left--;
    if (entry.left === 0) queue.splice(queue.indexOf(entry), 1);
    return [
      forcing(entry.asked.calls, () => {
        entry.left++;
        if (queue !== this.#entries || queue.includes(entry)) return;
        const behind = queue.findIndex(({ order }) => order > entry.order);
        queue.splice(behind < 0 ? queue.length : behind, 0, entry);
      }),
    ];
  }
}

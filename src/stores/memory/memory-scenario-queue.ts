import type {
  QueueCall,
  QueuedOperation,
  QueuedScenario,
  ScenarioQueue,
  TakenScenario,
} from "../../ports/scenario-queue.js";

/** Entries that the queue holds. */
const MOST_QUEUED = 10_000;

interface Entry extends Omit<QueuedScenario, "left"> {
  /** Place in the queue. */
  readonly number: number;
  left: number;
}

/** Scenarios that wait for calls, in this process. */
export class MemoryScenarioQueue implements ScenarioQueue {
  #entries: Entry[] = [];
  /** Those that were taken to the last call, by their numbers: they may be given back. */
  readonly #spent = new Map<number, Entry>();
  #added = 0;

  get bounds() {
    return { most: MOST_QUEUED, queued: this.#entries.length };
  }

  entries(): readonly QueuedScenario[] {
    return this.#entries;
  }

  add(entry: QueuedScenario): boolean {
    if (this.#entries.length >= MOST_QUEUED) return false;
    this.#entries.push({ ...entry, number: ++this.#added });
    return true;
  }

  take({ account, model, prompt }: QueueCall, waitsFor: QueuedOperation): TakenScenario | undefined {
    if (this.#entries.length === 0) return undefined;
    const place = this.#entries.findIndex(
      (entry) =>
        entry.waitsFor === waitsFor &&
        (entry.match.account === undefined || entry.match.account === account) &&
        (entry.match.model === undefined || entry.match.model === model) &&
        (entry.match.prompt === undefined || (prompt?.includes(entry.match.prompt) ?? false)),
    );
    const entry = this.#entries[place];
    if (entry === undefined) return undefined;
    entry.left--;
    if (entry.left === 0) {
      this.#entries.splice(place, 1);
      this.#spent.set(entry.number, entry);
      if (this.#spent.size > MOST_QUEUED) this.#spent.delete(this.#spent.keys().next().value ?? 0);
    }
    return { number: entry.number, asked: entry.asked };
  }

  giveBack(number: number): void {
    const entry = this.#spent.get(number) ?? this.#entries.find((one) => one.number === number);
    if (entry === undefined) return;
    entry.left++;
    if (!this.#spent.delete(number)) return;
    const behind = this.#entries.findIndex((one) => one.number > number);
    this.#entries.splice(behind < 0 ? this.#entries.length : behind, 0, entry);
  }

  clear(): void {
    this.#entries = [];
    this.#spent.clear();
  }
}

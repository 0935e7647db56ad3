import type {
  QueueCall,
  QueuedOperation,
  QueuedScenario,
  ScenarioQueue,
  TakenScenario,
} from "../../ports/scenario-queue.js";
import type { AskedScenario } from "../../simulation/scenarios/file-scenario.js";
import type { StateKind } from "../kept/change.js";
import type { ChangeListener, KeptState } from "../kept/kept-state.js";

/** Entries that the queue holds. */
const MOST_QUEUED = 10_000;

interface Entry extends Omit<QueuedScenario, "left"> {
  /** Place in the queue. */
  readonly number: number;
  left: number;
}

/** An entry as it is written down: its scenario by the text that asks for it. */
type Written = Pick<Entry, "waitsFor" | "match" | "left"> & { readonly text: string };

/** Scenarios that wait for calls, in this process. */
export class MemoryScenarioQueue implements ScenarioQueue, KeptState {
  readonly kinds = ["queued-scenario"] as const;
  #entries: Entry[] = [];
  /** Those that were taken to the last call, by their numbers: they may be given back. */
  readonly #spent = new Map<number, Entry>();
  #added = 0;

  /**
   * @param changes - told what has changed; absent where nothing is kept elsewhere
   * @param read - the scenario that a text asks for; an entry that was kept elsewhere is dropped where there is none
   */
  constructor(
    private readonly changes?: ChangeListener,
    private readonly read: (text: string) => AskedScenario | undefined = () => undefined,
  ) {}

  get bounds() {
    return { most: MOST_QUEUED, queued: this.#entries.length };
  }

  entries(): readonly QueuedScenario[] {
    return this.#entries;
  }

  add(entry: QueuedScenario): boolean {
    if (this.#entries.length >= MOST_QUEUED) return false;
    this.#entries.push({ ...entry, number: ++this.#added });
    this.#changed(this.#added);
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
    this.#changed(entry.number);
    if (entry.left === 0) {
      this.#entries.splice(place, 1);
      this.#spent.set(entry.number, entry);
      if (this.#spent.size > MOST_QUEUED) this.#spent.delete(this.#spent.keys().next().value ?? 0);
    }
    return { number: entry.number, asked: entry.asked };
  }

  giveBack(number: number): void {
    const place = this.#placeFor(number);
    const entry = this.#spent.get(number) ?? this.#entries[place];
    if (entry?.number !== number) return;
    entry.left++;
    this.#changed(number);
    if (!this.#spent.delete(number)) return;
    this.#entries.splice(place, 0, entry);
  }

  clear(): void {
    const numbers = this.#entries.map(({ number }) => number);
    this.#entries = [];
    this.#spent.clear();
    for (const number of numbers) this.#changed(number);
  }

  keysOf(): Iterable<string> {
    return this.#entries.map(({ number }) => String(number));
  }

  valueOf(_kind: StateKind, key: string): Written | undefined {
    const number = Number(key);
    const entry = this.#entries[this.#placeFor(number)];
    if (entry?.number !== number) return undefined;
    const { asked, waitsFor, match, left } = entry;
    return { text: asked.text, waitsFor, match, left };
  }

  put(_kind: StateKind, key: string, value: unknown): void {
    const number = Number(key);
    const place = this.#placeFor(number);
    if (this.#entries[place]?.number === number) this.#entries.splice(place, 1);
    this.#added = Math.max(this.#added, number);
    if (value === undefined) return;
    const { text, ...entry } = value as Written;
    const asked = this.read(text);
    if (asked === undefined) return;
    this.#entries.splice(place, 0, { ...entry, asked, number });
  }

  forget(): void {
    this.#entries = [];
    this.#spent.clear();
    this.#added = 0;
  }

  /** Where an entry stands, or would: they are in the order of their numbers. */
  #placeFor(number: number): number {
    let [from, to] = [0, this.#entries.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#entries[middle]?.number ?? 0) < number) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  #changed(number: number): void {
    this.changes?.changed("queued-scenario", String(number));
  }
}

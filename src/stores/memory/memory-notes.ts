import type { NoteBook, Notes, NoteValue } from "../../ports/notes.js";
import { OldestKeys } from "../../ports/oldest-keys.js";
import type { StateKind } from "../kept/change.js";
import type { ChangeListener, KeptState } from "../kept/kept-state.js";

/** Names remembered under one topic, unless it says otherwise. */
const MOST_NOTES = 100_000;

/** Notes in this process, by topic. */
export class MemoryNotes implements NoteBook, KeptState {
  readonly kinds = ["note"] as const;
  readonly #topics = new Map<string, Topic>();

  /** @param changes - told what has changed; absent where nothing is kept elsewhere */
  constructor(private readonly changes?: ChangeListener) {}

  about<Value extends NoteValue>(topic: string): Notes<Value> {
    return this.#about(topic) as unknown as Notes<Value>;
  }

  #about(topic: string): Topic {
    const known = this.#topics.get(topic);
    if (known !== undefined) return known;
    const made = new Topic((name) => this.changes?.changed("note", `${topic} ${name}`));
    this.#topics.set(topic, made);
    return made;
  }

  *keysOf(): Iterable<string> {
    for (const [topic, { names }] of this.#topics) for (const name of names()) yield `${topic} ${name}`;
  }

  valueOf(_kind: StateKind, key: string): unknown {
    const [topic, name] = placeOf(key);
    return this.#topics.get(topic)?.get(name);
  }

  put(_kind: StateKind, key: string, value: unknown): void {
    const [topic, name] = placeOf(key);
    this.#about(topic).put(name, value as NoteValue | undefined);
  }

  forget(): void {
    for (const topic of this.#topics.values()) topic.forget();
  }
}

/** The notes of one topic. */
class Topic implements Notes<NoteValue> {
  readonly #values = new Map<string, NoteValue>();
  readonly #oldest = new OldestKeys(this.#values);

  constructor(private readonly changed: (name: string) => void) {}

  readonly names = () => this.#values.keys();

  get(name: string): NoteValue | undefined {
    return this.#values.get(name);
  }

  set(name: string, value: NoteValue): void {
    if (!this.#values.has(name) && this.#values.size >= MOST_NOTES) this.delete(this.#oldest.next() ?? "");
    this.#values.set(name, value);
    this.changed(name);
  }

  delete(name: string): void {
    if (this.#values.delete(name)) this.changed(name);
  }

  clear(): void {
    const names = [...this.#values.keys()];
    this.forget();
    for (const name of names) this.changed(name);
  }

  put(name: string, value: NoteValue | undefined): void {
    if (value === undefined) this.#values.delete(name);
    else this.#values.set(name, value);
  }

  forget(): void {
    this.#values.clear();
    this.#oldest.restart();
  }
}

/** Topic and name in a key; names may hold spaces. */
function placeOf(key: string): [topic: string, name: string] {
  const end = key.indexOf(" ");
  return [key.slice(0, end), key.slice(end + 1)];
}

import type { TaskOrder, TaskPage, TaskStore, TaskUpdate } from "../../ports/task-store.js";
import { SharedTerms } from "../../simulation/shared-terms.js";
import type { TaskRecord } from "../../simulation/task.js";
import type { ChangeListener, KeptState, StateKind } from "../kept/kept-state.js";

/** A record as it is written down: with its number among all, as places that keep it may have no order. */
type Written = TaskRecord & { readonly number: number };

/** Task records in this process. */
export class MemoryTaskStore implements TaskStore, KeptState {
  readonly kinds = ["task"] as const;
  readonly #tasks = new Map<string, TaskRecord>();
  /** Their places in the order of submits, where they are kept elsewhere too. */
  readonly #numbers = new Map<string, number>();
  #inserted = 0;
  /** Records that were read share as much as those that were made here. */
  readonly #terms = new SharedTerms();

  /**
   * @param changes - told what has changed; absent where nothing is kept elsewhere
   * @param onPut - called when a record is taken over, with the one before; `undefined` for none
   */
  constructor(
    private readonly changes?: ChangeListener,
    private readonly onPut: (before: TaskRecord | undefined, after: TaskRecord | undefined) => void = () =>
      undefined,
  ) {}

  insert(task: TaskRecord): boolean {
    if (this.#tasks.has(task.id)) return false;
    this.#tasks.set(task.id, task);
    if (this.changes !== undefined) this.#numbers.set(task.id, ++this.#inserted);
    this.changes?.changed("task", task.id);
    return true;
  }

  get(id: string): TaskRecord | undefined {
    return this.#tasks.get(id);
  }

  update(id: string, change: (task: TaskRecord) => TaskRecord): TaskRecord | undefined {
    const task = this.#tasks.get(id);
    if (task === undefined) return undefined;
    const changed = change(task);
    if (changed !== task) this.#set(changed);
    return changed;
  }

  updateAll(ids: readonly string[], change: (task: TaskRecord) => TaskRecord): readonly TaskUpdate[] {
    const updates: TaskUpdate[] = [];
    for (const id of ids) {
      const before = this.#tasks.get(id);
      if (before === undefined) continue;
      const after = change(before);
      if (after !== before) this.#set(after);
      updates.push({ before, after });
    }
    return updates;
  }

  page({
    order = "oldest",
    after,
    limit,
    accept,
  }: {
    order?: TaskOrder;
    after?: string;
    limit: number;
    accept: (task: TaskRecord) => boolean;
  }): TaskPage {
    const items: TaskRecord[] = [];
    let started = after === undefined;
    const tasks = order === "oldest" ? this.#tasks.values() : [...this.#tasks.values()].reverse();
    for (const task of tasks) {
      if (started && accept(task)) {
        if (items.length === limit) return { items, next: items.at(-1)?.id };
        items.push(task);
      }
      started ||= task.id === after;
    }
    return { items, next: undefined };
  }

  remove(id: string, accept: (task: TaskRecord) => boolean): TaskRecord | undefined {
    const task = this.#tasks.get(id);
    if (task === undefined || !accept(task)) return undefined;
    this.#drop(id);
    return task;
  }

  clear(): readonly TaskRecord[] {
    const dropped = [...this.#tasks.values()];
    for (const { id } of dropped) this.#drop(id);
    return dropped;
  }

  count(): number {
    return this.#tasks.size;
  }

  keysOf(): Iterable<string> {
    return this.#tasks.keys();
  }

  valueOf(_kind: StateKind, id: string): Written | undefined {
    const task = this.#tasks.get(id);
    return task === undefined ? undefined : { number: this.#numbers.get(id) ?? 0, ...task };
  }

  put(_kind: StateKind, id: string, value: unknown): void {
    const before = this.#tasks.get(id);
    if (value === undefined) {
      this.#tasks.delete(id);
      this.#numbers.delete(id);
      this.onPut(before, undefined);
      return;
    }
    const { number, ...read } = value as Written;
    const task = { ...read, ...this.#terms.of(read) };
    this.#tasks.set(id, task);
    this.#numbers.set(id, number);
    this.#inserted = Math.max(this.#inserted, number);
    this.onPut(before, task);
  }

  forget(): void {
    this.#tasks.clear();
    this.#numbers.clear();
    this.#inserted = 0;
  }

  #set(task: TaskRecord): void {
    this.#tasks.set(task.id, task);
    this.changes?.changed("task", task.id);
  }

  #drop(id: string): void {
    this.#tasks.delete(id);
    this.#numbers.delete(id);
    this.changes?.changed("task", id);
  }
}

import type { TaskOrder, TaskPage, TaskStore, TaskUpdate } from "../../ports/task-store.js";
import type { TaskRecord } from "../../simulation/task.js";

/** Task records in this process; gone with it. */
export class MemoryTaskStore implements TaskStore {
  readonly #tasks = new Map<string, TaskRecord>();

  insert(task: TaskRecord): boolean {
    if (this.#tasks.has(task.id)) return false;
    this.#tasks.set(task.id, task);
    return true;
  }

  get(id: string): TaskRecord | undefined {
    return this.#tasks.get(id);
  }

  update(id: string, change: (task: TaskRecord) => TaskRecord): TaskRecord | undefined {
    const task = this.#tasks.get(id);
    if (task === undefined) return undefined;
    const changed = change(task);
    if (changed !== task) this.#tasks.set(id, changed);
    return changed;
  }

  updateAll(ids: readonly string[], change: (task: TaskRecord) => TaskRecord): readonly TaskUpdate[] {
    const updates: TaskUpdate[] = [];
    for (const id of ids) {
      const before = this.#tasks.get(id);
      if (before === undefined) continue;
      const after = change(before);
      if (after !== before) this.#tasks.set(id, after);
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
    this.#tasks.delete(id);
    return task;
  }

  clear(): readonly TaskRecord[] {
    const dropped = [...this.#tasks.values()];
    this.#tasks.clear();
    return dropped;
  }

  count(): number {
    return this.#tasks.size;
  }
}

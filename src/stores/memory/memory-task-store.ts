import type { TaskOrder, TaskPage, TaskStore, TaskUpdate } from "../../ports/task-store.js";
import { SharedTerms } from "../../simulation/shared-terms.js";
import type { TaskRecord } from "../../simulation/task.js";
import type { StateKind } from "../kept/change.js";
import type { ChangeListener, KeptState } from "../kept/kept-state.js";
import {
  hasCourse,
  hasSameTerms,
  type WrittenCourse,
  type WrittenTask,
  withCourse,
  writtenCourse,
  writtenTask,
} from "./written-task.js";

/** The places of a record. */
interface Places {
  /** In the order of submits. */
  readonly made: number;
  /** In the order in which tasks were settled; 0 before. */
  settled: number;
}

/** Task records in this process. */
export class MemoryTaskStore implements TaskStore, KeptState {
  readonly kinds = ["task", "task-course"] as const;
  readonly #tasks = new Map<string, TaskRecord>();
  /** Where records are kept elsewhere too. */
  readonly #places = new Map<string, Places>();
  #made = 0;
  #settled = 0;
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
    if (this.changes === undefined) return true;
    this.#places.set(task.id, { made: ++this.#made, settled: 0 });
    this.changes.changed("task", task.id);
    if (hasCourse(task)) this.#courseChanged(task);
    return true;
  }

  get(id: string): TaskRecord | undefined {
    return this.#tasks.get(id);
  }

  update(id: string, change: (task: TaskRecord) => TaskRecord): TaskRecord | undefined {
    const task = this.#tasks.get(id);
    if (task === undefined) return undefined;
    const changed = change(task);
    if (changed !== task) this.#set(task, changed);
    return changed;
  }

  updateAll(ids: readonly string[], change: (task: TaskRecord) => TaskRecord): readonly TaskUpdate[] {
    const updates: TaskUpdate[] = [];
    for (const id of ids) {
      const before = this.#tasks.get(id);
      if (before === undefined) continue;
      const after = change(before);
      if (after !== before) this.#set(before, after);
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
    this.#drop(task);
    return task;
  }

  clear(): readonly TaskRecord[] {
    const dropped = [...this.#tasks.values()];
    for (const task of dropped) this.#drop(task);
    return dropped;
  }

  count(): number {
    return this.#tasks.size;
  }

  /** Ids of the tasks that are settled, in the order in which that happened; known where records are kept elsewhere too. */
  settled(): readonly string[] {
    const settled = [...this.#places].filter(([, places]) => places.settled > 0);
    return settled.sort(([, one], [, other]) => one.settled - other.settled).map(([id]) => id);
  }

  /** A course that changed is written by itself, and with its task whenever that is. */
  keysOf(kind: StateKind): Iterable<string> {
    return kind === "task" ? this.#tasks.keys() : [];
  }

  valueOf(kind: StateKind, id: string): WrittenTask | WrittenCourse | undefined {
    const task = this.#tasks.get(id);
    const places = this.#places.get(id);
    if (task === undefined || places === undefined) return undefined;
    // One that is of the past may be kept with the task: an empty one takes its place.
    const course = writtenCourse(task, places.settled);
    if (kind === "task-course") return course;
    return writtenTask(task, places.made, hasCourse(task) ? course : undefined);
  }

  put(kind: StateKind, id: string, value: unknown): void {
    const before = this.#tasks.get(id);
    if (kind === "task-course") this.#putCourse(before, value as WrittenCourse | undefined);
    else if (value === undefined) {
      this.#tasks.delete(id);
      this.#places.delete(id);
      this.onPut(before, undefined);
    } else this.#putTask(id, before, value as WrittenTask);
  }

  forget(): void {
    this.#tasks.clear();
    this.#places.clear();
    this.#made = 0;
    this.#settled = 0;
  }

  #putTask(id: string, before: TaskRecord | undefined, { number, course, ...terms }: WrittenTask): void {
    const { number: settled = 0, ...rest } = course ?? {};
    const task: TaskRecord = { id, ...terms, ...this.#terms.of(terms), ...rest };
    this.#tasks.set(id, task);
    this.#places.set(id, { made: number, settled });
    this.#made = Math.max(this.#made, number);
    this.#settled = Math.max(this.#settled, settled);
    this.onPut(before, task);
  }

  /** One of a task that has gone is of no use any more. */
  #putCourse(before: TaskRecord | undefined, value: WrittenCourse | undefined): void {
    const places = before && this.#places.get(before.id);
    if (before === undefined || places === undefined) return;
    const { number, ...course } = value ?? { number: 0 };
    const task = withCourse(before, course);
    this.#tasks.set(task.id, task);
    places.settled = number;
    this.#settled = Math.max(this.#settled, number);
    this.onPut(before, task);
  }

  #set(before: TaskRecord, task: TaskRecord): void {
    this.#tasks.set(task.id, task);
    if (this.changes === undefined) return;
    if (!hasSameTerms(before, task)) this.changes.changed("task", task.id);
    this.#courseChanged(task);
  }

  #courseChanged({ id, charged }: TaskRecord): void {
    const places = this.#places.get(id);
    if (charged !== undefined && places?.settled === 0) places.settled = ++this.#settled;
    this.changes?.changed("task-course", id);
  }

  #drop(task: TaskRecord): void {
    const { id } = task;
    this.#tasks.delete(id);
    this.#places.delete(id);
    this.changes?.changed("task", id);
    if (hasCourse(task)) this.changes?.changed("task-course", id);
  }
}

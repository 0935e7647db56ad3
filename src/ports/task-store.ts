import type { TaskRecord } from "../simulation/task.js";

/** Keeps task records. Each call is one atomic step; a store may live in another process. */
export interface TaskStore {
  /** Adds a record; `false`, and nothing is changed, when the id is taken. */
  insert(task: TaskRecord): boolean | Promise<boolean>;
  get(id: string): TaskRecord | undefined | Promise<TaskRecord | undefined>;
  /**
   * Replaces a record by what `change` makes of it, with no other change in between. `change` is pure
   * and may be called again.
   *
   * @returns the record now stored, or `undefined` for an unknown id
   */
  update(
    id: string,
    change: (task: TaskRecord) => TaskRecord,
  ): TaskRecord | undefined | Promise<TaskRecord | undefined>;
  /** Number of records. */
  count(): number | Promise<number>;
}

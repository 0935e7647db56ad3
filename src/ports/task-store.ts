import type { TaskRecord } from "../simulation/task.js";

/** Some records, and where the following ones start. */
export interface TaskPage {
  readonly items: readonly TaskRecord[];
  readonly next: string | undefined;
}

/** The orders that records can be listed in: as they were made, or the other way round. */
export const taskOrders = ["oldest", "newest"] as const;
export type TaskOrder = (typeof taskOrders)[number];

/** A record before and after a change; the same where nothing changed. */
export interface TaskUpdate {
  readonly before: TaskRecord;
  readonly after: TaskRecord;
}

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
  /**
   * The same for several records, in one round trip: each is changed on its own.
   *
   * @returns what became of those that are known, in the order of `ids`
   */
  updateAll(
    ids: readonly string[],
    change: (task: TaskRecord) => TaskRecord,
  ): readonly TaskUpdate[] | Promise<readonly TaskUpdate[]>;
  /**
   * Records by when they were made.
   *
   * @param page.order - which end comes first; default `oldest`
   * @param page.after - id of the last record of the page before; from the first in that order when absent. No records
   * for an id that is unknown
   * @param page.limit - most records of this page
   * @param page.accept - which records count
   * @returns the records, and `next`: the `after` of the following page when there is one
   */
  page(page: {
    order?: TaskOrder;
    after?: string;
    limit: number;
    accept: (task: TaskRecord) => boolean;
  }): TaskPage | Promise<TaskPage>;
  /**
   * Drops a record that a test holds for, with no change in between.
   *
   * @returns the record, or `undefined` when nothing was dropped
   */
  remove(
    id: string,
    accept: (task: TaskRecord) => boolean,
  ): TaskRecord | undefined | Promise<TaskRecord | undefined>;
  /** Drops all records; returns them. */
  clear(): readonly TaskRecord[] | Promise<readonly TaskRecord[]>;
  /** Number of records. */
  count(): number | Promise<number>;
}

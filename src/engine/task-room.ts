import type { Finding, MockRemark } from "../contract/finding.js";
import { MOST_KEPT_BODY } from "../contract/kept-body.js";
import { andThen } from "../ports/and-then.js";
import type { GoneTasks } from "../ports/gone-tasks.js";
import type { TaskStore } from "../ports/task-store.js";
import type { TaskRecord } from "../simulation/task.js";
import { bytesOfText, mostBytesOf } from "../text/bytes-of.js";

/** Bytes that a task takes beside its body: record, ids, places in queues, a short ledger. */
const BYTES_OF_RECORD = 1000;

/** Bytes kept of a body while the tasks that cannot go take more than all are meant to. */
const LEAST_KEPT_BODY = 4096;

/** Places of tasks that were looked at and are dropped together. */
const MOST_PASSED = 131_072;

/** How many tasks are kept, and how much memory they take. */
export interface TaskBounds {
  /** Tasks kept before the oldest settled ones make room. */
  readonly most: number;
  /** Bytes likewise, of records and bodies. */
  readonly mostBytes: number;
  readonly kept: number;
  readonly bytes: number;
  /** Tasks that made room so far. */
  readonly gone: number;
}

/**
 * Makes room for new tasks. Those that are done go, the one that has been done for longest first: a task is done when it
 * has ended, its credits are settled, and no callback waits. A live one never goes, so the store grows where nothing
 * ends.
 */
export class TaskRoom {
  readonly #store: TaskStore;
  readonly #isAwaited: (id: string) => boolean | Promise<boolean>;
  readonly #most: number;
  readonly #mostBytes: number;
  #kept = 0;
  #bytes = 0;
  readonly #gone: GoneTasks;
  /** Those that may be done, the first one first; some stand there twice. */
  #done: string[] = [];
  /** Those of them that have gone for room that another process made. */
  readonly #goneElsewhere = new Set<string>();
  /** Place of the first that was not looked at yet. */
  #next = 0;

  /** @param parts.isAwaited - whether a callback of the task is still to be sent or answered */
  constructor(parts: {
    readonly store: TaskStore;
    readonly isAwaited: (id: string) => boolean | Promise<boolean>;
    readonly gone: GoneTasks;
    /** Tasks kept. */
    readonly most: number;
  }) {
    this.#store = parts.store;
    this.#isAwaited = parts.isAwaited;
    this.#gone = parts.gone;
    this.#most = parts.most;
    this.#mostBytes = mostBytesOf(parts.most);
  }

  get bounds(): TaskBounds {
    return {
      most: this.#most,
      mostBytes: this.#mostBytes,
      kept: this.#kept,
      bytes: this.#bytes,
      gone: this.#gone.count,
    };
  }

  /** Whether there are more tasks, or more bytes of them, than may be kept. */
  get isFull(): boolean {
    return this.#kept > this.#most || this.#bytes > this.#mostBytes;
  }

  /** Most bytes that the body of a further task takes. */
  get mostOfBody(): number {
    return this.#bytes > this.#mostBytes ? LEAST_KEPT_BODY : MOST_KEPT_BODY;
  }

  /** Counts a task that was stored. */
  take(task: TaskRecord): void {
    this.#kept++;
    this.#bytes += bytesOf(task);
  }

  /** Counts a record that another process, or an earlier run, has put in the place of one before; `undefined` for none. */
  follow(before: TaskRecord | undefined, after: TaskRecord | undefined): void {
    if (before !== undefined) this.#leave(before);
    if (after === undefined) {
      if (before?.charged !== undefined) this.#passOver(before.id);
      return;
    }
    this.take(after);
    if (after.charged !== undefined && before?.charged === undefined) this.#done.push(after.id);
  }

  /** Has tasks go in that order, all that are settled: they were put back in another. */
  putInOrder(settled: readonly string[]): void {
    this.#done = [...settled];
    this.#next = 0;
    this.#goneElsewhere.clear();
  }

  /** Lets tasks go until there are no more than may be kept, as far as any are done. */
  async makeRoom(): Promise<void> {
    while (this.isFull) {
      const id = this.#done[this.#next++];
      if (id === undefined) {
        this.#done = [];
        this.#next = 0;
        return;
      }
      if (this.#next > MOST_PASSED) {
        this.#done = this.#done.slice(this.#next);
        this.#next = 0;
      }
      await this.#drop(id);
    }
  }

  /** Takes note that a task may be done. */
  settled(id: string): void | Promise<void> {
    return andThen(this.#isAwaited(id), (isAwaited) => {
      if (!isAwaited) this.#done.push(id);
    });
  }

  /** The finding about an id that no task has: that it made room, if it did. */
  findingOf(id: string): readonly Finding[] {
    if (!this.#gone.has(id)) return [];
    return [
      {
        rule: "task-made-room" satisfies MockRemark,
        severity: "warn",
        pointer: "",
        param: "",
        message: `task ${id} had ended and made room for newer ones: ${this.#most} tasks are kept (--tasks keeps more)`,
        source: { page: "wan-mock", at: "tasks" },
      },
    ];
  }

  /** Forgets all tasks: the store was cleared. */
  clear(): void {
    this.forget();
    this.#gone.clear();
  }

  /** Counts from nothing again: the records are about to be put back. */
  forget(): void {
    this.#kept = 0;
    this.#bytes = 0;
    this.#done = [];
    this.#next = 0;
    this.#goneElsewhere.clear();
  }

  #passOver(id: string): void {
    this.#goneElsewhere.add(id);
    if (this.#goneElsewhere.size < MOST_PASSED) return;
    this.#done = this.#done.slice(this.#next).filter((done) => !this.#goneElsewhere.has(done));
    this.#next = 0;
    this.#goneElsewhere.clear();
  }

  async #drop(id: string): Promise<void> {
    // A callback may have been sent again meanwhile; its end brings the task back here.
    if (await this.#isAwaited(id)) return;
    const task = await this.#store.remove(id, ({ charged }) => charged !== undefined);
    if (task === undefined) return;
    this.#leave(task);
    this.#gone.add(id);
  }

  #leave(task: TaskRecord): void {
    this.#kept--;
    this.#bytes -= bytesOf(task);
  }
}

function bytesOf({ request }: TaskRecord): number {
  return BYTES_OF_RECORD + bytesOfText(request);
}

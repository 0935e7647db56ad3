import { type Accounts, type Ending, labelOf } from "../ports/accounts.js";
import { andThen } from "../ports/and-then.js";
import type { Delivery } from "../ports/deliveries.js";
import type { Journal, TaskEvent } from "../ports/journal.js";
import type { NoteBook, Notes } from "../ports/notes.js";
import type { TaskStore, TaskUpdate } from "../ports/task-store.js";
import type { Instant } from "../simulation/instant.js";
import { plannedEnd } from "../simulation/pace.js";
import { LATE_CALLBACK_MS, LATE_SETTLE_MS } from "../simulation/scenarios/scenario-effect.js";
import type { TaskRecord, TaskStatus } from "../simulation/task.js";
import { type TaskObject, taskObject } from "../simulation/task-object.js";
import { viewTask } from "../simulation/view-task.js";
import type { CallbackDeliveries } from "./callback-deliveries.js";
import type { TaskRoom } from "./task-room.js";
import type { Timeline } from "./timeline.js";

export interface TaskLifecycleParts {
  readonly timeline: Timeline;
  readonly store: TaskStore;
  readonly accounts: Accounts;
  readonly callbacks: CallbackDeliveries;
  readonly room: TaskRoom;
  readonly journal: Journal;
  readonly notes: NoteBook;
  /** Called with a failure inside the mock itself. */
  readonly onBug: (error: unknown) => void;
}

/** A callback that was overtaken comes so long after the one that overtook it. */
const OVERTAKEN_MS = 1000;

/** The life of tasks after their submit: they end, are settled, and call back. */
export class TaskLifecycle {
  /** By account: the id of the task whose callback waits for that of a later one. */
  readonly #heldBack: Notes<string>;

  constructor(private readonly parts: TaskLifecycleParts) {
    this.#heldBack = parts.notes.about("held-back");
  }

  /** Forgets the callbacks that wait and the room that tasks take: their records are gone. */
  clear(): void {
    this.#heldBack.clear();
    this.parts.room.clear();
  }

  /** Has the end of a new task happen when its plan says so. */
  begin(task: TaskRecord): void | Promise<void> {
    const { timeline, room } = this.parts;
    this.recordStep(task, task.createdAt, "created", "pending", 0);
    room.take(task);
    const end = plannedEnd(task.plan);
    if (end === undefined) return undefined;
    return timeline.schedule({ at: task.createdAt + end, kind: "task-end", task: task.id });
  }

  /**
   * Settles tasks that have ended, then calls back. Once: of those that are settled nothing more happens. In one pass
   * for all: the records and their ends first, then the credits, then for each in turn its settlement and its callback.
   */
  finish(ids: readonly string[]): void | Promise<void> {
    if (ids.length === 0) return undefined;
    const { store, timeline, accounts } = this.parts;
    const now = timeline.now();
    return andThen(
      store.updateAll(ids, (record) => this.#finished(record, now)),
      (updates) => {
        const changed = updates.filter(({ before, after }) => before !== after);
        for (const { before, after } of changed) {
          const { status, progress } = viewTask(after, now);
          if (before.calledBack === undefined) this.recordStep(after, now, "ended", status, progress);
        }
        const settled = changed.filter(({ after }) => after.charged !== undefined);
        return andThen(
          accounts.settle(
            settled.map(({ after }) => endingOf(after)),
            now,
          ),
          () => this.#each(changed, (update) => this.#conclude(update, now)),
        );
      },
    );
  }

  /** Does something for each in turn; the failure of one holds up no other. */
  #each(updates: readonly TaskUpdate[], act: (update: TaskUpdate) => unknown): void | Promise<void> {
    const { onBug } = this.parts;
    let done: unknown;
    for (const update of updates) {
      try {
        done = done instanceof Promise ? done.then(() => act(update)).catch(onBug) : act(update);
      } catch (error) {
        onBug(error);
      }
    }
    return done instanceof Promise ? done.then(() => undefined, onBug) : undefined;
  }

  /** A record once its task has ended: settled, or called back about before that. */
  #finished(record: TaskRecord, now: Instant): TaskRecord {
    if (record.charged !== undefined) return record;
    const { endedAt, status } = viewTask(record, now);
    if (endedAt === undefined) return record;
    if (record.scenario?.callback === "callback-before-settle" && now < endedAt + LATE_SETTLE_MS)
      return record.calledBack === true ? record : { ...record, calledBack: true };
    return { ...record, charged: status === "completed" ? record.billing.cost : 0 };
  }

  /** Writes down how a task was settled, and calls back. */
  #conclude({ before, after }: TaskUpdate, now: Instant): unknown {
    const { timeline, journal, room } = this.parts;
    const { id, account, model, charged, billing } = after;
    if (charged === undefined) {
      const { endedAt = now } = viewTask(after, now);
      const work = { at: endedAt + LATE_SETTLE_MS, kind: "late-settle", task: id } as const;
      return andThen(timeline.schedule(work), () => this.callBack(after));
    }
    const about = { at: now, task: id, model, key: labelOf(account) };
    journal.record(
      isCompleted(after)
        ? { ...about, kind: "settle", status: "completed", amount: charged }
        : { ...about, kind: "refund", status: "failed", amount: billing.reserved },
    );
    if (before.calledBack !== undefined || after.callbackUrl === undefined) return room.settled(id);
    return andThen(this.#callBackUnder(after), () =>
      this.#heldBack.get(account) === id ? undefined : room.settled(id),
    );
  }

  /** Delivers the callback of a task that has just been settled, as its scenario has it. */
  #callBackUnder(task: TaskRecord): unknown {
    const { timeline } = this.parts;
    const { account, id } = task;
    const waiting = this.#heldBack.get(account);
    const callBack = () => this.callBack(task);
    const overtake = () => {
      if (waiting === undefined) return undefined;
      this.#heldBack.delete(account);
      return this.#callBackOf(waiting, { afterMs: OVERTAKEN_MS });
    };
    switch (task.scenario?.callback) {
      case "callback-dropped":
        return this.callBack(task, { dropped: "scenario callback-dropped" });
      case "callback-late":
        return this.callBack(task, { afterMs: LATE_CALLBACK_MS });
      case "callback-reordered": {
        if (waiting !== undefined) return andThen(callBack(), overtake);
        this.#heldBack.set(account, id);
        const at = timeline.now() + LATE_CALLBACK_MS;
        return timeline.schedule({ at, kind: "held-back-callback", account, task: id });
      }
      case "callback-twice":
        return andThen(andThen(callBack(), callBack), overtake);
      case "callback-before-settle":
      case undefined:
        return andThen(callBack(), overtake);
    }
  }

  /** Sends a callback that no other has overtaken in time. */
  letGo({ account, task }: { readonly account: string; readonly task: string }): unknown {
    if (this.#heldBack.get(account) !== task) return undefined;
    this.#heldBack.delete(account);
    return this.#callBackOf(task);
  }

  #callBackOf(id: string, fault?: { afterMs?: number }): unknown {
    return andThen(this.parts.store.get(id), (task) =>
      task === undefined ? undefined : this.callBack(task, fault),
    );
  }

  /** Delivers the callback of an ended task; the first time when it is settled, again when asked to. */
  callBack(
    task: TaskRecord,
    fault?: { afterMs?: number; dropped?: string },
  ): Delivery | undefined | Promise<Delivery> {
    const { callbackUrl, callbackTarget } = task;
    if (callbackUrl === undefined) return undefined;
    const { callbacks, timeline } = this.parts;
    const about = { task: task.id, key: labelOf(task.account), model: task.model, callbackUrl };
    const body = JSON.stringify(callbackBody(task, timeline.now()));
    return callbacks.deliver(about, body, { ...fault, sentTo: callbackTarget });
  }

  /** Writes a step of a task to the journal, with the status and progress that it shows from then on. */
  recordStep(
    task: TaskRecord,
    at: Instant,
    step: TaskEvent["step"],
    status: TaskStatus,
    progress: number,
  ): void {
    const { id, model, account } = task;
    const key = labelOf(account);
    const { outcome } = task.ended ?? task;
    const code = status === "failed" && outcome.kind === "failed" ? outcome.error.code : undefined;
    const withoutResult = status === "completed" && task.scenario?.quirk === "completed-without-results";
    this.parts.journal.record({
      ...{ kind: "task", at, key, model, task: id, step, status, progress, code },
      ...(withoutResult ? { withoutResult } : {}),
    });
  }
}

/** The body of a task's callback: what the query shows of it. */
export function callbackBody(task: TaskRecord, now: Instant): TaskObject {
  return taskObject(task, viewTask(task, now));
}

/** How a task leaves its account: one that was charged nothing, or that was dropped, gets its reservation back. */
export function endingOf(record: TaskRecord): Ending {
  const { id, account, model, billing, createdAt, charged } = record;
  return {
    account,
    task: id,
    model,
    reserved: billing.reserved,
    submittedAt: createdAt,
    cost: isCompleted(record) ? charged : undefined,
  };
}

/** Whether a task that has ended completed. */
function isCompleted({ outcome, ended }: TaskRecord): boolean {
  return (ended?.outcome ?? outcome).kind === "completed";
}

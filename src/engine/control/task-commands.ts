import type { Delivery } from "../../ports/deliveries.js";
import type { TaskOrder, TaskPage, TaskStore } from "../../ports/task-store.js";
import { failureWith, type TaskOutcome, type TaskRecord, type TaskStatus } from "../../simulation/task.js";
import { viewTask } from "../../simulation/view-task.js";
import { cutText, longest } from "../../text/cut-text.js";
import type { CallbackDeliveries } from "../callback-deliveries.js";
import { callbackBody, type TaskLifecycle } from "../task-lifecycle.js";
import type { Timeline } from "../timeline.js";
import { ControlRefusal } from "./control-refusal.js";
import { readFailure } from "./read-failure.js";

/** Which tasks a page is made of; all that is named must fit. */
export interface TaskSelection {
  /** Account id. */
  readonly account?: string | undefined;
  readonly model?: string | undefined;
  readonly status?: string | undefined;
}

/** The parts that task commands work on. */
export interface TaskCommandParts {
  readonly timeline: Timeline;
  readonly store: TaskStore;
  readonly lifecycle: TaskLifecycle;
  readonly callbacks: CallbackDeliveries;
}

/** Looks at tasks, and decides what becomes of them; what is due happens first. Changes return the record after them. */
export class TaskCommands {
  constructor(private readonly parts: TaskCommandParts) {}

  /** The status that a task shows now. */
  statusOf(task: TaskRecord): TaskStatus {
    return viewTask(task, this.parts.timeline.now()).status;
  }

  async find(id: string): Promise<TaskRecord | undefined> {
    await this.parts.timeline.runDue();
    return this.parts.store.get(id);
  }

  /** @throws {ControlRefusal} `unknown task` */
  async get(id: string): Promise<TaskRecord> {
    const task = await this.find(id);
    if (task === undefined) throw unknownTask(id);
    return task;
  }

  /** Some tasks by when they were submitted, from the one behind `after` on; the oldest first without an `order`. */
  async page(
    { account, model, status }: TaskSelection,
    page: { readonly order?: TaskOrder; readonly after?: string | undefined; readonly limit: number },
  ): Promise<TaskPage> {
    await this.parts.timeline.runDue();
    const { order = "oldest", after, limit } = page;
    return this.parts.store.page({
      order,
      limit,
      ...(after === undefined ? {} : { after }),
      accept: (task) =>
        (account === undefined || task.account === account) &&
        (model === undefined || task.model === model) &&
        (status === undefined || this.statusOf(task) === status),
    });
  }

  /** @throws {ControlRefusal} `unknown task`, `already ended` */
  complete(id: string): Promise<TaskRecord> {
    return this.#end(id, { kind: "completed" });
  }

  /**
   * Fails a task; its credits are given back.
   *
   * @param failure - a `Failure`; read, not trusted
   * @throws {ControlRefusal} `unknown task`, `already ended`, `invalid`
   */
  async fail(id: string, failure: unknown): Promise<TaskRecord> {
    const { code, message } = readFailure(failure);
    return this.#end(id, failureWith(code, message));
  }

  /** Fails a task with `request_cancelled`. Throws as `fail`. */
  cancel(id: string): Promise<TaskRecord> {
    return this.fail(id, { code: "request_cancelled" });
  }

  /**
   * Sets the progress of a live task, which then shows as processing.
   *
   * @param progress - whole percent from 0 to 99; it never falls
   * @throws {ControlRefusal} `unknown task`, `already ended`, `would fall`, `invalid`
   */
  async setProgress(id: string, progress: unknown): Promise<TaskRecord> {
    if (!isPercent(progress)) {
      throw new ControlRefusal(
        "invalid",
        "progress is a whole number from 0 to 99",
        `, got ${String(progress)}`,
      );
    }
    const { timeline, lifecycle } = this.parts;
    await timeline.runDue();
    const now = timeline.now();
    const task = await this.#change(id, (record) => {
      const view = viewTask(record, now);
      if (view.endedAt !== undefined) return alreadyEnded(id);
      if (view.progress <= progress) return { ...record, progress };
      return new ControlRefusal("would fall", "progress never falls: give a higher number");
    });
    const view = viewTask(task, now);
    lifecycle.recordStep(task, now, "changed", view.status, view.progress);
    return task;
  }

  /**
   * Delivers the callback of an ended task once more.
   *
   * @throws {ControlRefusal} `unknown task`, `not ended`, `no callback`, `too many pending`
   */
  async redeliver(id: string): Promise<Delivery> {
    const task = await this.get(id);
    const { timeline, callbacks, lifecycle } = this.parts;
    if (viewTask(task, timeline.now()).endedAt === undefined)
      throw new ControlRefusal("not ended", `task ${id} has not ended: there is nothing to deliver yet`);
    if (callbacks.isFull) {
      throw new ControlRefusal(
        "too many pending",
        `${callbacks.bounds.pending} deliveries wait for their receivers: send one again when some of them have ended`,
      );
    }
    const delivery = await lifecycle.callBack(task);
    if (delivery === undefined)
      throw new ControlRefusal("no callback", `task ${id} was submitted without a callback_url`);
    return delivery;
  }

  /**
   * The body of a delivery: what is sent of it, or once it has ended or where it is withheld, what its task's callback
   * says. `undefined` when the task is gone.
   */
  async callbackOf({ id, task }: Pick<Delivery, "id" | "task">): Promise<object | undefined> {
    const outgoing = await this.parts.callbacks.outgoingBody(id);
    if (outgoing !== undefined) return JSON.parse(outgoing) as object;
    const record = await this.find(task);
    return record === undefined ? undefined : callbackBody(record, this.parts.timeline.now());
  }

  async #end(id: string, outcome: TaskOutcome): Promise<TaskRecord> {
    const { timeline, store, lifecycle } = this.parts;
    await timeline.runDue();
    const now = timeline.now();
    const task = await this.#change(id, (record) =>
      viewTask(record, now).endedAt === undefined
        ? { ...record, ended: { at: now, outcome } }
        : alreadyEnded(id),
    );
    await lifecycle.finish([id]);
    return (await store.get(id)) ?? task;
  }

  /** @throws {ControlRefusal} `unknown task`, and what `change` returns in place of a record */
  async #change(
    id: string,
    change: (record: TaskRecord) => TaskRecord | ControlRefusal,
  ): Promise<TaskRecord> {
    const outcome: { refusal?: ControlRefusal | undefined } = {};
    const task = await this.parts.store.update(id, (record) => {
      const changed = change(record);
      outcome.refusal = changed instanceof ControlRefusal ? changed : undefined;
      return changed instanceof ControlRefusal ? record : changed;
    });
    if (task === undefined) throw unknownTask(id);
    if (outcome.refusal !== undefined) throw outcome.refusal;
    return task;
  }
}

function isPercent(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 99;
}

function unknownTask(id: string): ControlRefusal {
  return new ControlRefusal(
    "unknown task",
    `there is no task ${cutText(id, longest.id)}`,
    ": give the id that the submit answered with",
  );
}

function alreadyEnded(id: string): ControlRefusal {
  return new ControlRefusal(
    "already ended",
    `task ${id} has already ended`,
    ': submit another, or use pace "manual" to keep tasks alive',
  );
}

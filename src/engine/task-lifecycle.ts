import { knownFrom, knownSeconds } from "../contract/media/media-inputs.js";
import { type Accounts, labelOf } from "../ports/accounts.js";
import type { Journal, TaskEvent } from "../ports/journal.js";
import type { TaskStore } from "../ports/task-store.js";
import type { Instant } from "../simulation/instant.js";
import { plannedEnd } from "../simulation/pace.js";
import { type PriceList, priceOf } from "../simulation/pricing.js";
import { LATE_CALLBACK_MS, LATE_SETTLE_MS } from "../simulation/scenarios/scenario-effect.js";
import type { TaskRecord, TaskStatus } from "../simulation/task.js";
import { taskObject } from "../simulation/task-object.js";
import { viewTask } from "../simulation/view-task.js";
import type { CallbackDeliveries, Delivery } from "./callback-deliveries.js";
import type { TaskRoom } from "./task-room.js";
import type { Timeline } from "./timeline.js";

export interface TaskLifecycleParts {
  readonly timeline: Timeline;
  readonly store: TaskStore;
  readonly accounts: Accounts;
  readonly callbacks: CallbackDeliveries;
  readonly room: TaskRoom;
  readonly journal: Journal;
  readonly priceList: PriceList;
}

/** Seconds that an input clip is taken to last when the task is settled and nothing is known of it. */
const UNKNOWN_CLIP_SECONDS = 5;

/** A callback that was overtaken comes so long after the one that overtook it. */
const OVERTAKEN_MS = 1000;

/** The life of tasks after their submit: they end, are settled, and call back. */
export class TaskLifecycle {
  readonly #parts: TaskLifecycleParts;
  /** By account: the task whose callback waits for that of a later one. */
  readonly #heldBack = new Map<string, string>();

  constructor(parts: TaskLifecycleParts) {
    this.#parts = parts;
  }

  /** Forgets the callbacks that wait and the room that tasks take: their records are gone. */
  clear(): void {
    this.#heldBack.clear();
    this.#parts.room.clear();
  }

  /** Has the end of a new task happen when its plan says so. */
  begin(task: TaskRecord): void {
    const { timeline, room } = this.#parts;
    this.recordStep(task, task.createdAt, "created", "pending", 0);
    const end = plannedEnd(task.plan);
    const { id } = task;
    if (end !== undefined) timeline.schedule(task.createdAt + end, "bookkeeping", () => this.finish(id));
    room.take(task);
  }

  /** Settles a task that has ended, then calls back. Once: later calls do nothing. */
  async finish(id: string): Promise<void> {
    const { store, timeline, accounts, journal } = this.#parts;
    const now = timeline.now();
    let charge: number | undefined;
    let settlesAt: Instant | undefined;
    const task = await store.update(id, (record) => {
      charge = undefined;
      settlesAt = undefined;
      const view = viewTask(record, now);
      if (record.charged !== undefined || view.endedAt === undefined) return record;
      if (record.scenario?.callback === "callback-before-settle" && now < view.endedAt + LATE_SETTLE_MS) {
        if (record.calledBack === true) return record;
        settlesAt = view.endedAt + LATE_SETTLE_MS;
        return { ...record, calledBack: true };
      }
      charge = view.status === "completed" ? this.#actualPrice(record) : 0;
      return { ...record, charged: charge };
    });
    if (task === undefined) return;
    const view = viewTask(task, now);
    const ends = settlesAt !== undefined || (charge !== undefined && task.calledBack === undefined);
    if (ends) this.recordStep(task, now, "ended", view.status, view.progress);
    if (settlesAt !== undefined) {
      timeline.schedule(settlesAt, "bookkeeping", () => this.finish(id));
      this.callBack(task);
    }
    if (charge === undefined) return;
    const about = { at: now, task: task.id, model: task.model };
    const key = labelOf(task.account);
    const reservation = { amount: task.billing.reserved, at: task.createdAt };
    await accounts.leave(task.account, task.id);
    if (view.status === "completed") {
      await accounts.settle(task.account, reservation, charge, about);
      journal.record({ ...about, key, kind: "settle", status: "completed", amount: charge });
    } else {
      await accounts.refund(task.account, reservation, about);
      journal.record({ ...about, key, kind: "refund", status: "failed", amount: task.billing.reserved });
    }
    if (task.calledBack === undefined) await this.#callBackUnder(task);
    if (this.#heldBack.get(task.account) !== id) this.#parts.room.settled(id);
  }

  /** Delivers the callback of a task that has just been settled, as its scenario has it. */
  async #callBackUnder(task: TaskRecord): Promise<void> {
    if (typeof task.request["callback_url"] !== "string") return;
    const { store, timeline } = this.#parts;
    const waiting = this.#heldBack.get(task.account);
    switch (task.scenario?.callback) {
      case "callback-dropped":
        this.callBack(task, { dropped: "scenario callback-dropped" });
        return;
      case "callback-late":
        this.callBack(task, { afterMs: LATE_CALLBACK_MS });
        return;
      case "callback-reordered":
        if (waiting === undefined) {
          this.#heldBack.set(task.account, task.id);
          timeline.schedule(timeline.now() + LATE_CALLBACK_MS, "bookkeeping", async () => {
            if (this.#heldBack.get(task.account) !== task.id) return;
            this.#heldBack.delete(task.account);
            this.callBack(task);
          });
          return;
        }
        this.callBack(task);
        break;
      case "callback-twice":
        this.callBack(task);
        this.callBack(task);
        break;
      case "callback-before-settle":
      case undefined:
        this.callBack(task);
    }
    if (waiting === undefined) return;
    this.#heldBack.delete(task.account);
    // A reset may be under way.
    const overtaken = await store.get(waiting);
    if (overtaken !== undefined) this.callBack(overtaken, { afterMs: OVERTAKEN_MS });
  }

  /** Delivers the callback of an ended task; the first time when it is settled, again when asked to. */
  callBack(task: TaskRecord, fault?: { afterMs?: number; dropped?: string }): Delivery | undefined {
    const url = task.request["callback_url"];
    if (typeof url !== "string") return undefined;
    const { callbacks, timeline } = this.#parts;
    const endedAt = timeline.now();
    const about = { task: task.id, key: labelOf(task.account), model: task.model, callbackUrl: url };
    const bodyOf = () => JSON.stringify(taskObject(task, viewTask(task, endedAt)));
    return callbacks.deliver(about, bodyOf, { ...fault, sentTo: task.callbackUrl });
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
    this.#parts.journal.record({
      ...{ kind: "task", at, key, model, task: id, step, status, progress, code },
      ...(withoutResult ? { withoutResult } : {}),
    });
  }

  #actualPrice(task: TaskRecord): number {
    const clips = task.request["video_urls"];
    const known = knownFrom(task.assets);
    const secondsOf = (url: unknown) =>
      (typeof url === "string" ? knownSeconds(known(url)) : undefined) ?? UNKNOWN_CLIP_SECONDS;
    const quality = task.request["quality"];
    return priceOf(this.#parts.priceList, task.model, {
      quality: typeof quality === "string" ? quality : "720p",
      outputSeconds: task.result.seconds,
      inputClips: Array.isArray(clips) ? clips.map(secondsOf) : [],
    });
  }
}

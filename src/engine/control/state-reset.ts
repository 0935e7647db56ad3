import type { Accounts } from "../../ports/accounts.js";
import type { IdempotencyKeys } from "../../ports/idempotency-keys.js";
import type { Journal, ResetScope } from "../../ports/journal.js";
import { setImmediate } from "../../ports/real-timers.js";
import type { TaskStore } from "../../ports/task-store.js";
import type { UploadStore } from "../../ports/upload-store.js";
import type { CallbackDeliveries } from "../callback-deliveries.js";
import { endingOf, type TaskLifecycle } from "../task-lifecycle.js";
import type { Timeline } from "../timeline.js";

export interface StateResetParts {
  readonly timeline: Timeline;
  readonly tasks: TaskLifecycle;
  readonly store: TaskStore;
  readonly accounts: Accounts;
  readonly callbacks: CallbackDeliveries;
  readonly journal: Journal;
  /** Forgets queued and half-used scenarios. */
  readonly scenarios: () => void;
  readonly idempotencyKeys: IdempotencyKeys;
  readonly uploads: Pick<UploadStore, "clear">;
}

/** Puts an instance back to its start, as a whole or in parts. */
export class StateReset {
  constructor(private readonly parts: StateResetParts) {}

  /**
   * Drops state between two turns of the event loop: no request sees half of it.
   *
   * Dropped tasks never settle or call back; reservations of live ones are given back.
   */
  async reset(scope: ResetScope | "all"): Promise<void> {
    // A submit under way does its bookkeeping within one turn: start a turn of our own.
    await new Promise((resolve) => setImmediate(resolve));
    const { timeline, tasks, store, accounts, callbacks, journal, scenarios } = this.parts;
    const has = (part: ResetScope) => scope === "all" || scope === part;
    const now = timeline.now();
    if (has("tasks")) {
      timeline.drop();
      tasks.clear();
      await callbacks.clear();
    }
    const dropped = has("tasks") ? await store.clear() : [];
    const endings = dropped.filter(({ charged }) => charged === undefined).map((task) => endingOf(task));
    await accounts.settle(endings, now);
    if (has("accounts")) await accounts.reset();
    // A reply that is given again names a task.
    if (has("tasks")) await this.parts.idempotencyKeys.clear();
    if (has("scenarios")) scenarios();
    if (has("uploads")) this.parts.uploads.clear();
    if (has("clock")) timeline.restart();
    if (has("journal")) journal.clear();
    journal.record({ kind: "reset", at: timeline.now(), scope });
  }
}

import type { VideoTask } from "../../contract/generated/api-types.js";
import type { CallbackDeliveries, Delivery } from "../../engine/callback-deliveries.js";
import type { TaskLifecycle } from "../../engine/task-lifecycle.js";
import type { Timeline } from "../../engine/timeline.js";
import { KitError } from "../../errors/kit-error.js";
import { quoteForMessage } from "../../errors/quote-for-message.js";
import { type Accounts, labelOf } from "../../ports/accounts.js";
import type { TaskStore } from "../../ports/task-store.js";
import type { Instant } from "../../simulation/instant.js";
import { toCredits } from "../../simulation/pricing.js";
import { failureWith } from "../../simulation/scenarios/failure-with.js";
import type { TaskOutcome, TaskRecord, TaskStatus } from "../../simulation/task.js";
import { taskObject } from "../../simulation/task-object.js";
import { viewTask } from "../../simulation/view-task.js";

/** Tasks read from the store at once. */
const PAGE = 1000;

/** Everything about a task at the instant it was asked for. */
export interface MockTask {
  readonly id: string;
  readonly status: TaskStatus;
  readonly progress: number;
  readonly model: string;
  /** How the account is shown: `key_` and 8 hex digits. */
  readonly key: string;
  /** The body as sent; one of more than 64 kB in memory is cut, and says so. */
  readonly request: Readonly<Record<string, unknown>>;
  /** As the query shows it. */
  readonly object: VideoTask;
  /** Scenarios that were forced on it. */
  readonly scenarios: readonly string[];
  /** Credits held for it at submit. */
  readonly reserved: number;
  /** Credits charged at its end, 0 after a failure; absent while it is not settled. */
  readonly charged?: number;
  readonly createdAt: Instant;
  /** Absent while it lives. */
  readonly endedAt?: Instant;
  readonly deliveries: readonly Delivery[];
}

/** Which tasks are asked for; all that is named must fit. */
export interface TaskFilter {
  /** API key, or how the account is shown. */
  readonly key?: string;
  readonly model?: string;
  readonly status?: TaskStatus;
}

/** The tasks of a mock: looked at, and moved without waiting for time. Each change answers with the task after it. */
export interface MockTasks {
  /** `undefined` for an unknown id. */
  get(id: string): Promise<MockTask | undefined>;
  /** In the order they were submitted. */
  list(filter?: TaskFilter): Promise<readonly MockTask[]>;
  /**
   * Completes a live task now.
   *
   * @throws {KitError} `UNKNOWN_TASK`, `TASK_STATE` when it has ended
   */
  complete(id: string): Promise<MockTask>;
  /**
   * Fails a live task now; its credits are given back.
   *
   * @param failure.code - a documented code such as `content_policy_violation`, or any other
   * @param failure.message - default: the one that the code is documented with
   * @throws {KitError} `UNKNOWN_TASK`, `TASK_STATE` when it has ended, `INVALID_OPTION`
   */
  fail(id: string, failure: { readonly code: string; readonly message?: string }): Promise<MockTask>;
  /** Fails a live task with `request_cancelled`. Throws as `fail`. */
  cancel(id: string): Promise<MockTask>;
  /**
   * Sets the progress of a live task, which then shows as processing.
   *
   * @param progress - whole percent from 0 to 99; never less than it shows
   * @throws {KitError} `UNKNOWN_TASK`, `TASK_STATE`, `INVALID_OPTION`
   */
  setProgress(id: string, progress: number): Promise<MockTask>;
  /**
   * Sends the callback of an ended task once more; does not wait for the answer (`mock.clock.idle()` does).
   *
   * @throws {KitError} `UNKNOWN_TASK`, `TASK_STATE` when it lives or has no `callback_url`, or `deliveries` of them wait already
   */
  redeliver(id: string): Promise<Delivery>;
}

/** What looking at tasks takes. */
export interface MockTaskParts {
  readonly timeline: Timeline;
  readonly store: TaskStore;
  readonly accounts: Accounts;
  readonly tasks: TaskLifecycle;
  readonly callbacks: CallbackDeliveries;
}

/** The tasks of a mock. */
export function mockTasks(parts: MockTaskParts): MockTasks {
  const { timeline, store, accounts, tasks } = parts;
  const end = async (id: string, outcome: TaskOutcome) => {
    await timeline.runDue();
    return changed(parts, id, await tasks.end(id, outcome));
  };
  return {
    get: async (id) => {
      await timeline.runDue();
      const record = await store.get(id);
      return record === undefined ? undefined : shown(parts, record);
    },
    list: async ({ key, model, status } = {}) => {
      await timeline.runDue();
      const account = key === undefined ? undefined : (accounts.find(key)?.id ?? "");
      const found: MockTask[] = [];
      for (let after: string | undefined; ; ) {
        const page = await store.page({
          limit: PAGE,
          ...(after === undefined ? {} : { after }),
          accept: (task) =>
            (account === undefined || task.account === account) &&
            (model === undefined || task.model === model) &&
            (status === undefined || viewTask(task, timeline.now()).status === status),
        });
        found.push(...page.items.map((record) => shown(parts, record)));
        after = page.next;
        if (after === undefined) return found;
      }
    },
    complete: (id) => end(id, { kind: "completed" }),
    fail: async (id, failure) => {
      // A caller without types may leave it out.
      const { code, message } = (failure as typeof failure | undefined) ?? { code: "" };
      if (typeof code !== "string" || code === "" || (message !== undefined && typeof message !== "string")) {
        throw new KitError(
          "INVALID_OPTION",
          'fail takes { code, message }: a text such as "content_policy_violation", and a text or nothing',
        );
      }
      return end(id, failureWith(code, message));
    },
    cancel: (id) => end(id, failureWith("request_cancelled")),
    setProgress: async (id, progress) => {
      if (!Number.isInteger(progress) || progress < 0 || progress > 99) {
        throw new KitError(
          "INVALID_OPTION",
          `progress is a whole number from 0 to 99, got ${String(progress)}`,
        );
      }
      await timeline.runDue();
      return changed(parts, id, await tasks.setProgress(id, progress));
    },
    redeliver: async (id) => {
      await timeline.runDue();
      const delivery = await tasks.redeliver(id);
      if (delivery === "unknown") throw unknownTask(id);
      if (delivery === "not ended")
        throw new KitError("TASK_STATE", `task ${id} has not ended: there is nothing to deliver yet`);
      if (delivery === "no callback")
        throw new KitError("TASK_STATE", `task ${id} was submitted without a callback_url`);
      if (delivery === "too many")
        throw new KitError(
          "TASK_STATE",
          `${parts.callbacks.bounds.pending} deliveries wait for their receivers: send one again when some of them have ended`,
        );
      return delivery;
    },
  };
}

function changed(
  parts: MockTaskParts,
  id: string,
  result: TaskRecord | "unknown" | "already ended" | "would fall",
): MockTask {
  if (typeof result === "object") return shown(parts, result);
  if (result === "unknown") throw unknownTask(id);
  throw new KitError(
    "TASK_STATE",
    result === "already ended"
      ? `task ${id} has already ended: submit another, or use pace "manual" to keep tasks alive`
      : `the progress of task ${id} never falls: give a higher number`,
  );
}

function unknownTask(id: string): KitError {
  return new KitError(
    "UNKNOWN_TASK",
    `this mock has no task ${quoteForMessage(id)}: give the id that the submit answered with`,
  );
}

function shown({ timeline, callbacks }: MockTaskParts, record: TaskRecord): MockTask {
  const view = viewTask(record, timeline.now());
  return {
    id: record.id,
    status: view.status,
    progress: view.progress,
    model: record.model,
    key: labelOf(record.account),
    request: record.request,
    object: taskObject(record, view) as VideoTask,
    scenarios: record.scenario?.names ?? [],
    reserved: toCredits(record.billing.reserved),
    ...(record.charged === undefined ? {} : { charged: toCredits(record.charged) }),
    createdAt: record.createdAt,
    ...(view.endedAt === undefined ? {} : { endedAt: view.endedAt }),
    deliveries: callbacks.deliveries(record.id),
  };
}

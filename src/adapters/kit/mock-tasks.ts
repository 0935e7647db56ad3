import type { VideoTask } from "../../contract/generated/api-types.js";
import type { ModelId } from "../../contract/models/model-ids.js";
import type { ControlContext } from "../../engine/control/control-context.js";
import type { Failure } from "../../engine/control/read-failure.js";
import { labelOf } from "../../ports/accounts.js";
import type { Delivery } from "../../ports/deliveries.js";
import type { Instant } from "../../simulation/instant.js";
import { toCredits } from "../../simulation/pricing.js";
import { requestOf, type TaskRecord, type TaskStatus } from "../../simulation/task.js";
import { taskObject } from "../../simulation/task-object.js";
import { viewTask } from "../../simulation/view-task.js";

/** Tasks read from the store at once. */
const PAGE = 1000;

/** A task as it was when you asked for it. */
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
  /** Absent until it has ended. */
  readonly endedAt?: Instant;
  readonly deliveries: readonly Delivery[];
}

/** Selects tasks; every member given must match. */
export interface TaskFilter {
  /** API key, or how the account is shown. */
  readonly key?: string;
  readonly model?: ModelId;
  readonly status?: TaskStatus;
}

/** The tasks of a mock: inspect them, or move them without waiting. Each change resolves with the task after it. */
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
   * @param failure.code - a documented code such as `content_policy_violation`
   * @param failure.message - default: the one that the code is documented with
   * @param failure.undocumented - `true` lets the code be any text
   * @throws {KitError} `UNKNOWN_TASK`, `TASK_STATE` when it has ended, `INVALID_OPTION`
   */
  fail(id: string, failure: Failure): Promise<MockTask>;
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

type MockTaskParts = Pick<ControlContext, "timeline" | "accounts" | "tasks" | "callbacks" | "transactions">;

export function mockTasks(parts: MockTaskParts): MockTasks {
  const { accounts, tasks, transactions } = parts;
  const shown = async (change: () => Promise<TaskRecord>) => mockTask(parts, await transactions.run(change));
  return {
    get: async (id) => {
      const task = await transactions.run(() => tasks.find(id));
      return task === undefined ? undefined : mockTask(parts, task);
    },
    list: async ({ key, ...filter } = {}) => {
      const account = key === undefined ? undefined : (accounts.find(key)?.id ?? "");
      const found: MockTask[] = [];
      for (let after: string | undefined; ; ) {
        const from = { after, limit: PAGE };
        const page = await transactions.run(() => tasks.page({ ...filter, account }, from));
        found.push(...page.items.map((task) => mockTask(parts, task)));
        after = page.next;
        if (after === undefined) return found;
      }
    },
    complete: (id) => shown(() => tasks.complete(id)),
    fail: (id, failure) => shown(() => tasks.fail(id, failure)),
    cancel: (id) => shown(() => tasks.cancel(id)),
    setProgress: (id, progress) => shown(() => tasks.setProgress(id, progress)),
    redeliver: async (id) => transactions.run(() => tasks.redeliver(id)),
  };
}

function mockTask({ timeline, callbacks }: MockTaskParts, record: TaskRecord): MockTask {
  const view = viewTask(record, timeline.now());
  return {
    id: record.id,
    status: view.status,
    progress: view.progress,
    model: record.model,
    key: labelOf(record.account),
    request: requestOf(record),
    object: taskObject(record, view) as VideoTask,
    scenarios: record.scenario?.names ?? [],
    reserved: toCredits(record.billing.reserved),
    ...(record.charged === undefined ? {} : { charged: toCredits(record.charged) }),
    createdAt: record.createdAt,
    ...(view.endedAt === undefined ? {} : { endedAt: view.endedAt }),
    deliveries: callbacks.deliveries(record.id),
  };
}

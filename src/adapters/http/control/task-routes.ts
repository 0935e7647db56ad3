import { taskFailures } from "../../../contract/task-failures.js";
import { findAccount } from "../../../engine/control/find-account.js";
import { taskOrders } from "../../../ports/task-store.js";
import type { TaskRecord } from "../../../simulation/task.js";
import { writeFile } from "../vendor/result-files.js";
import { ControlError, invalidRequest } from "./control-error.js";
import type { ControlParts } from "./control-parts.js";
import {
  type ControlBody,
  type ControlHandler,
  type ControlRoutes,
  OtherAnswer,
  requireOnly,
} from "./control-request.js";
import { deliveryView, taskSummary, taskView } from "./control-views.js";
import { withQuery } from "./query-route.js";
import { limitFilter, oneOf, type Page, pageOf, sizeOf, wholeList } from "./read-query.js";

/** `/_mock/tasks`: everything about tasks, and deciding what becomes of them. */
export function taskRoutes(parts: ControlParts): ControlRoutes {
  const { tasks } = parts;
  const shown = (task: TaskRecord) => taskView(task, parts.timeline.now(), parts);
  /** A command on the task of the path, given a body with no other members than these. */
  const command =
    <Result>(
      members: readonly string[],
      run: (id: string, body: ControlBody) => Promise<Result>,
      show: (result: Result) => object,
    ): ControlHandler =>
    async ({ params: { id = "" }, body }) => {
      requireOnly(body, members);
      return show(await run(id, body));
    };
  return {
    "/_mock/tasks": { GET: withQuery(taskFilters, (query) => listTasks(parts, query)) },
    "/_mock/tasks/:id": {
      GET: command([], (id) => tasks.get(id), shown),
      PATCH: command(["progress"], (id, { progress }) => tasks.setProgress(id, progress), shown),
    },
    "/_mock/tasks/:id/complete": { POST: command([], (id) => tasks.complete(id), shown) },
    "/_mock/tasks/:id/fail": {
      POST: command(["code", "message", "undocumented"], (id, body) => tasks.fail(id, body), shown),
    },
    "/_mock/tasks/:id/cancel": { POST: command([], (id) => tasks.cancel(id), shown) },
    "/_mock/tasks/:id/result": {
      GET: async ({ params: { id = "" } }) => resultOf(await tasks.get(id), parts),
    },
    "/_mock/failures": {
      GET: () => wholeList(Object.entries(taskFailures).map(([code, message]) => ({ code, message }))),
    },
    "/_mock/tasks/:id/redeliver": { POST: command([], (id) => tasks.redeliver(id), deliveryView) },
  };
}

/**
 * The result video for whoever looks on: no download of a client, so that it has no journal entry, no scenario and no
 * expiry.
 *
 * @throws {ControlError} `no_result` unless the task is completed
 */
function resultOf(task: TaskRecord, { tasks, files }: ControlParts): OtherAnswer {
  const status = tasks.statusOf(task);
  if (status !== "completed") {
    throw new ControlError(
      409,
      "no_result",
      `task ${task.id} is ${status}: only a completed one has a result`,
    );
  }
  return new OtherAnswer("video/mp4", async (request, response) => {
    await files.send(request, response, [], task, writeFile);
  });
}

const taskFilters = {
  key: undefined,
  model: undefined,
  status: oneOf(["pending", "processing", "completed", "failed"]),
  order: oneOf(taskOrders),
  view: oneOf(["full", "summary"]),
  after: undefined,
  limit: limitFilter,
};

async function listTasks(
  parts: ControlParts,
  query: Readonly<Partial<Record<keyof typeof taskFilters, string>>>,
): Promise<Page> {
  const { key, model, status, after, limit, view, ...asked } = query;
  const order = taskOrders.find((one) => one === asked.order) ?? "oldest";
  const account = key === undefined ? undefined : findAccount(parts.accounts, key).id;
  if (after !== undefined && (await parts.tasks.find(after)) === undefined) {
    throw invalidRequest(
      "after is the id that next told: there is no such task any more, start from the first page",
    );
  }
  const page = await parts.tasks.page({ account, model, status }, { order, after, limit: sizeOf(limit) });
  const now = parts.timeline.now();
  const shown = (task: TaskRecord) =>
    view === "summary" ? taskSummary(task, now) : taskView(task, now, parts);
  return pageOf(page.items, shown, ({ id }) => id, page.next !== undefined);
}

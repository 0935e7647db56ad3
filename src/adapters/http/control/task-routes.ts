import { findAccount } from "../../../engine/control/find-account.js";
import { taskOrders } from "../../../ports/task-store.js";
import type { TaskRecord } from "../../../simulation/task.js";
import { invalidRequest } from "./control-error.js";
import type { ControlParts } from "./control-parts.js";
import { type ControlBody, type ControlHandler, type ControlRoutes, requireOnly } from "./control-request.js";
import { deliveryView, taskSummary, taskView } from "./control-views.js";
import { limitFilter, oneOf, type Page, pageOf, readQuery, sizeOf } from "./read-query.js";

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
    "/_mock/tasks": { GET: ({ query }) => listTasks(parts, query) },
    "/_mock/tasks/:id": {
      GET: command([], (id) => tasks.get(id), shown),
      PATCH: command(["progress"], (id, { progress }) => tasks.setProgress(id, progress), shown),
    },
    "/_mock/tasks/:id/complete": { POST: command([], (id) => tasks.complete(id), shown) },
    "/_mock/tasks/:id/fail": {
      POST: command(["code", "message", "undocumented"], (id, body) => tasks.fail(id, body), shown),
    },
    "/_mock/tasks/:id/cancel": { POST: command([], (id) => tasks.cancel(id), shown) },
    "/_mock/tasks/:id/redeliver": { POST: command([], (id) => tasks.redeliver(id), deliveryView) },
  };
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

async function listTasks(parts: ControlParts, query: URLSearchParams): Promise<Page> {
  const { key, model, status, after, limit, view, ...asked } = readQuery(query, taskFilters);
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

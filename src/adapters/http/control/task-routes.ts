import { taskFailures } from "../../../contract/task-failures.js";
import { failureWith } from "../../../simulation/scenarios/failure-with.js";
import type { TaskOutcome, TaskRecord } from "../../../simulation/task.js";
import { viewTask } from "../../../simulation/view-task.js";
import { cutText, longest } from "../../../text/cut-text.js";
import { ControlError, invalidRequest } from "./control-error.js";
import type { ControlParts } from "./control-parts.js";
import type { ControlBody, ControlRoutes } from "./control-request.js";
import { deliveryView, taskView } from "./control-views.js";
import { findAccount } from "./find-account.js";
import { limitFilter, type Page, pageOf, sizeOf } from "./paging.js";
import { requireOnly } from "./read-control-body.js";
import { oneOf, readQuery } from "./read-query.js";

/** `/_mock/tasks`: everything about tasks, and deciding what becomes of them. */
export function taskRoutes(parts: ControlParts): ControlRoutes {
  const { tasks, timeline } = parts;
  const shown = (task: TaskRecord) => taskView(task, timeline.now(), parts);
  const changed = (result: TaskRecord | Refused, id: string) => {
    if (typeof result === "object") return shown(result);
    throw refusal(result, id);
  };
  return {
    "/_mock/tasks": { GET: ({ query }) => listTasks(parts, query, shown) },
    "/_mock/tasks/:id": {
      GET: async ({ params: { id = "" } }) => shown(await taskOf(parts, id)),
      PATCH: async ({ params: { id = "" }, body }) =>
        changed(await tasks.setProgress(id, progressIn(body)), id),
    },
    "/_mock/tasks/:id/complete": {
      POST: async ({ params: { id = "" }, body }) => {
        requireOnly(body, []);
        return changed(await tasks.end(id, { kind: "completed" }), id);
      },
    },
    "/_mock/tasks/:id/fail": {
      POST: async ({ params: { id = "" }, body }) => changed(await tasks.end(id, failureOf(body)), id),
    },
    "/_mock/tasks/:id/cancel": {
      POST: async ({ params: { id = "" }, body }) => {
        requireOnly(body, []);
        return changed(await tasks.end(id, failureOf({ code: "request_cancelled" })), id);
      },
    },
    "/_mock/tasks/:id/redeliver": {
      POST: async ({ params: { id = "" }, body }) => {
        requireOnly(body, []);
        return redeliver(parts, id);
      },
    },
  };
}

/** Why the desk did nothing. */
type Refused = "unknown" | "already ended" | "would fall";

function refusal(why: Refused, id: string): ControlError {
  switch (why) {
    case "unknown":
      return unknownTask(id);
    case "already ended":
      return new ControlError(409, "already_ended", `task ${id} has already ended`);
    case "would fall":
      return new ControlError(409, "would_fall", "progress never falls: give a higher number");
  }
}

const taskFilters = {
  key: undefined,
  model: undefined,
  status: oneOf(["pending", "processing", "completed", "failed"]),
  after: undefined,
  limit: limitFilter,
};

async function listTasks(
  parts: ControlParts,
  query: URLSearchParams,
  shown: (task: TaskRecord) => object,
): Promise<Page> {
  const { key, model, status, after, limit } = readQuery(query, taskFilters);
  const account = key === undefined ? undefined : findAccount(parts.accounts, key);
  if (after !== undefined && (await parts.store.get(after)) === undefined)
    throw invalidRequest(
      "after is the id that next told: there is no such task any more, start from the first page",
    );
  const now = parts.timeline.now();
  const page = await parts.store.page({
    limit: sizeOf(limit),
    ...(after === undefined ? {} : { after }),
    accept: (task) =>
      (account === undefined || task.account === account.id) &&
      (model === undefined || task.model === model) &&
      (status === undefined || viewTask(task, now).status === status),
  });
  const items = pageOf(page.items, shown);
  const last = page.items[items.length - 1];
  return {
    items,
    next: items.length < page.items.length && last !== undefined ? last.id : (page.next ?? null),
  };
}

async function redeliver({ tasks, callbacks }: ControlParts, id: string): Promise<object> {
  const delivery = await tasks.redeliver(id);
  switch (delivery) {
    case "unknown":
      throw unknownTask(id);
    case "not ended":
      throw new ControlError(409, "not_ended", `task ${id} has not ended: there is nothing to deliver yet`);
    case "no callback":
      throw new ControlError(409, "no_callback", `task ${id} was submitted without a callback_url`);
    case "too many":
      throw new ControlError(
        409,
        "too_many_pending",
        `${callbacks.bounds.pending} deliveries wait for their receivers: send one again when some of them have ended`,
      );
    default:
      return deliveryView(delivery);
  }
}

function progressIn(body: ControlBody): number {
  requireOnly(body, ["progress"]);
  const { progress } = body;
  if (typeof progress === "number" && Number.isInteger(progress) && progress >= 0 && progress <= 99)
    return progress;
  throw invalidRequest("progress is a whole number from 0 to 99");
}

function failureOf(body: ControlBody): TaskOutcome {
  requireOnly(body, ["code", "message"]);
  const { code, message } = body;
  if (typeof code !== "string" || code === "") {
    throw invalidRequest(
      `fail takes {"code":"...","message":"..."}; documented codes are ${Object.keys(taskFailures).join(", ")}`,
    );
  }
  if (message !== undefined && typeof message !== "string") throw invalidRequest("message is a text");
  return failureWith(code, message);
}

async function taskOf({ store }: ControlParts, id: string): Promise<TaskRecord> {
  const task = await store.get(id);
  if (task === undefined) throw unknownTask(id);
  return task;
}

function unknownTask(id: string): ControlError {
  return new ControlError(404, "task_not_found", `there is no task ${cutText(id, longest.id)}`);
}

import { bearerToken } from "../contract/authorization.js";
import { type BodyRefusal, isBodyRefusal } from "../contract/body-refusal.js";
import { errorCatalogue } from "../contract/error-catalogue.js";
import { makeFinding } from "../contract/finding.js";
import { rejection } from "../contract/rejection.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import type { Account } from "../ports/accounts.js";
import { retryAfterSeconds } from "../simulation/rate-limit.js";
import { isListed, taskEntry, taskKinds, taskStates } from "../simulation/task-entry.js";
import { type TaskObject, taskObject } from "../simulation/task-object.js";
import { viewTask } from "../simulation/view-task.js";
import { accepted, type KnownFacts, refusedWith, type VendorAnswer } from "./answer.js";
import type { EngineParts } from "./engine-parts.js";
import { answerInPlace, answerUnder, unforceable } from "./forced-answer.js";
import { readText } from "./judge-body.js";
import { lookAtTask } from "./look-at-task.js";
import { pageIn } from "./page-query.js";

/** A question about several tasks. */
export interface TasksRequest {
  readonly authorization: string | undefined;
  /** `X-Wan-Mock-Scenario` */
  readonly scenario: string | undefined;
}

/** Tasks that one batch may ask for, and one page may list. */
const MOST_TASKS = 50;

/** `GET /v1/tasks`: the tasks of a key, newest first, without their results. */
export function answerTaskList(
  parts: EngineParts,
  request: TasksRequest & { readonly query: URLSearchParams },
): Promise<VendorAnswer> {
  return answerAboutTasks(parts, request, async (account) => {
    const { query } = request;
    const page = pageIn(query, { size: "page_size", most: MOST_TASKS });
    if ("problem" in page) return invalid(page.param, page.problem, { account });
    const filter = { status: query.get("status"), type: query.get("type"), model: query.get("model") };
    const problem =
      unlessOneOf("status", filter.status, taskStates) ?? unlessOneOf("type", filter.type, taskKinds);
    if (problem !== undefined) return invalid(problem.param, problem.message, { account });
    const now = parts.timeline.now();
    const { items } = await parts.store.page({
      limit: Number.POSITIVE_INFINITY,
      accept: (task) => task.account === account.id && isListed(task, viewTask(task, now), filter),
    });
    const newest = items.toReversed().slice(page.start, page.start + page.size);
    const shown = newest.map((task) => ({ task, view: viewTask(task, now) }));
    const seen = shown.map(({ task, view }) => ({ task: task.id, status: view.status }));
    const body = {
      object: "list",
      data: shown.map(({ task, view }) => taskEntry(task, view)),
      total: items.length,
      page: page.page,
      page_size: page.size,
    };
    return accepted(body, [], { account, seen });
  });
}

/** `POST /v1/tasks/batch`: the tasks of these ids, as a query shows them; unknown and foreign ones are left out. */
export function answerTaskBatch(
  parts: EngineParts,
  request: TasksRequest & { readonly body: string | BodyRefusal },
): Promise<VendorAnswer> {
  return answerAboutTasks(parts, request, async (account) => {
    const read =
      typeof request.body === "string" ? await readText(parts.contract, request.body) : request.body;
    if (isBodyRefusal(read)) return refusedWith(read.rejection, read.findings, { account });
    const ids: unknown = (read.body as Readonly<Record<string, unknown>>)["task_ids"];
    const problem = flawOfIds(ids);
    if (problem !== undefined) return invalid("task_ids", problem, { account });
    const tasks: TaskObject[] = [];
    const seen: NonNullable<VendorAnswer["seen"]>[number][] = [];
    for (const id of new Set(ids as readonly string[])) {
      const found = await parts.store.get(id);
      if (found?.account !== account.id) continue;
      const { task, view } = await lookAtTask(parts, found);
      tasks.push(taskObject(task, view));
      seen.push({ task: id, status: view.status });
    }
    return accepted({ code: 200, data: tasks }, [], { account, seen });
  });
}

async function answerAboutTasks(
  parts: EngineParts,
  { authorization, scenario }: TasksRequest,
  answer: (account: Account) => Promise<VendorAnswer>,
): Promise<VendorAnswer> {
  const { accounts, scenarios, timeline } = parts;
  const { unauthorized, rate_limit_exceeded } = errorCatalogue.query;
  const key = bearerToken(authorization);
  const account = key === undefined ? undefined : accounts.of(key);
  if (account === undefined) return refusedWith(rejection(unauthorized));
  const forced = scenarios.forTasks({ account, key, header: scenario });
  if ("unknown" in forced) return unforceable(forced.unknown, { account });
  const inPlace = answerInPlace("query", forced, { account });
  if (inPlace !== undefined) return inPlace;
  await timeline.runDue();
  const { waitMs } = await accounts.arrive(account, "queries", timeline.now());
  if (waitMs > 0)
    return refusedWith(rejection(rate_limit_exceeded), [], {
      account,
      retryAfter: retryAfterSeconds(waitMs),
    });
  return answerUnder("query", forced, await answer(account));
}

function invalid(param: string, message: string, facts: KnownFacts): VendorAnswer {
  const finding = makeFinding({
    ...{ rule: "task-list-parameters", severity: "error", pointer: "", param, message },
    source: { page: "account", at: "/paths" },
  });
  return refusedWith(rejection(errorCatalogue.submit.invalid_request, { message, param }), [finding], facts);
}

function unlessOneOf(
  param: string,
  given: string | null,
  words: readonly string[],
): { param: string; message: string } | undefined {
  if (given === null || words.includes(given)) return undefined;
  return { param, message: `${param} must be one of ${words.join(", ")}, got ${quoteForMessage(given)}` };
}

function flawOfIds(ids: unknown): string | undefined {
  const wanted = `task_ids must be a list of 1 to ${MOST_TASKS} task ids`;
  if (!Array.isArray(ids)) return `${wanted}, got ${ids === undefined ? "none" : quoteForMessage(ids)}`;
  if (ids.length === 0 || ids.length > MOST_TASKS) return `${wanted}, got ${ids.length}`;
  const strange = ids.findIndex((id) => typeof id !== "string");
  return strange < 0
    ? undefined
    : `task_ids[${strange}] must be a task id, got ${quoteForMessage(ids[strange])}`;
}

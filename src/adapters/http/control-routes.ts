import type { Express, Request, Response } from "express";
import type { Contract } from "../../contract/contract.js";
import { show } from "../../contract/finding.js";
import { KitError } from "../../contract/kit-error.js";
import { TASK_ERROR_TYPE, taskFailures } from "../../contract/task-failures.js";
import type { CallbackDesk } from "../../engine/callback-desk.js";
import type { ResetDesk } from "../../engine/reset-desk.js";
import { type CallMatch, matchOf, type ScenarioDesk } from "../../engine/scenario-desk.js";
import type { TaskDesk } from "../../engine/task-desk.js";
import type { Timeline } from "../../engine/timeline.js";
import type { Account, Accounts, Limits } from "../../ports/accounts.js";
import { type Journal, type ResetScope, resetScopes } from "../../ports/journal.js";
import type { TaskStore } from "../../ports/task-store.js";
import { MICRO_PER_CREDIT, type PriceList } from "../../simulation/pricing.js";
import { parseRateLimit, type RateLimit } from "../../simulation/rate-limit.js";
import type { Outcome, TaskRecord } from "../../simulation/task.js";
import { viewTask } from "../../simulation/view-task.js";
import { closestRoute } from "./closest-route.js";
import { type ControlPolicy, controlRefusal } from "./control-guard.js";
import { accountView, deliveryView, entryView, queuedView, scenarioList, taskView } from "./control-views.js";
import type { EventStream } from "./event-stream.js";
import type { Metrics } from "./metrics.js";
import { readBody } from "./read-body.js";
import { sendJson } from "./wire.js";

/** What the control side needs. */
export interface ControlParts {
  readonly contract: Contract;
  readonly timeline: Timeline;
  readonly store: TaskStore;
  readonly accounts: Accounts;
  readonly tasks: TaskDesk;
  readonly callbacks: CallbackDesk;
  readonly journal: Journal;
  readonly priceList: PriceList;
  readonly scenarios: ScenarioDesk;
  readonly policy: ControlPolicy;
  /** What a body would be told, for `POST /_mock/lint`. */
  readonly lint: (text: string) => unknown;
  /** The rule catalogue. */
  readonly rules: () => readonly unknown[];
  /** What `GET /_mock/health` answers. */
  readonly health: () => object;
  /** Reads the scenario files again. */
  readonly reloadScenarios: () => Promise<void>;
  readonly events: EventStream;
  readonly metrics: Metrics;
  readonly resets: ResetDesk;
}

/** Bytes of a control request; the largest is a body to lint. */
const MOST_BYTES = 10_000_000;

/** Items of a page, and the most that may be asked for. */
const PAGE = { standard: 100, most: 1000 };

type Body = Readonly<Record<string, unknown>>;

interface ControlRequest {
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON object sent; empty when none was. */
  readonly body: Body;
  /** The body as it was sent. */
  readonly text: string;
}

type Handler = (request: ControlRequest) => unknown;

/** An answer that is no JSON. */
class PlainText {
  constructor(
    readonly contentType: string,
    readonly text: string,
  ) {}
}

/** Answers everybody: hosting tools ask it whether the mock lives. */
const HEALTH = "/_mock/health";

/** Its body is for the linter to read. */
const LINT = "/_mock/lint";

/** A control request that cannot be carried out, and the sentence that says why. */
class ControlError extends Error {
  constructor(
    readonly status: 400 | 403 | 404 | 409 | 413,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Adds the control side to an app: JSON under `/_mock`, guarded; lists are `{items, next}`. */
export function addControlRoutes(app: Express, parts: ControlParts): void {
  const guard = (request: Request) => {
    const refusal = controlRefusal(request, parts.policy);
    if (refusal !== undefined) throw new ControlError(403, "control_refused", refusal);
  };
  for (const [path, methods] of Object.entries(controlRoutes(parts))) {
    app.all(path, async (request, response) => {
      await answering(response, async () => {
        if (path !== HEALTH) guard(request);
        const method = request.method === "HEAD" ? "GET" : request.method;
        const handler = Object.hasOwn(methods, method) ? methods[method] : undefined;
        if (handler === undefined) {
          refuseMethod(response, request.method, Object.keys(methods));
          return;
        }
        const text = method === "GET" ? "" : await textOf(request);
        const body = path === LINT ? {} : objectOf(text);
        if (path !== HEALTH) await parts.timeline.runDue();
        const params = request.params as Readonly<Record<string, string>>;
        const answer = await handler({
          params,
          query: new URL(request.url, "http://control").searchParams,
          body,
          text,
        });
        if (answer instanceof PlainText) {
          response.writeHead(200, { "content-type": answer.contentType, "cache-control": "no-store" });
          response.end(answer.text);
        } else sendJson(response, 200, ["cache-control", "no-store"], JSON.stringify(answer));
      });
    });
  }
  app.all("/_mock/events", async (request, response) => {
    await answering(response, () => {
      guard(request);
      if (request.method === "GET") parts.events.serve(request, response);
      else if (request.method === "HEAD")
        response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" }).end();
      else refuseMethod(response, request.method, ["GET"]);
    });
  });
  app.use("/_mock", async (request, response) => {
    await answering(response, () => {
      guard(request);
      const path = request.baseUrl + request.path;
      const near = closestRoute(request.method, path);
      const hint =
        near === undefined ? "known are GET /_mock/tasks, GET /_mock/journal" : `did you mean ${near}?`;
      throw new ControlError(
        404,
        "not_found",
        `There is no route ${request.method} ${path.slice(0, 100)}: ${hint}`,
      );
    });
  });
}

/** Runs a handler; what it refuses becomes an answer. */
async function answering(response: Response, act: () => unknown): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof ControlError) sendError(response, error.status, error.code, error.message);
    else if (error instanceof KitError) sendError(response, 400, error.code.toLowerCase(), error.message);
    else throw error;
  }
}

function refuseMethod(response: Response, method: string, allowed: readonly string[]): void {
  const allow = allowed.flatMap((name) => (name === "GET" ? ["GET", "HEAD"] : [name])).join(", ");
  const message = `${method} is not allowed here, use ${allowed.join(", ")}`;
  sendError(response, 405, "method_not_allowed", message, ["allow", allow]);
}

function controlRoutes(parts: ControlParts): Readonly<Record<string, Readonly<Record<string, Handler>>>> {
  const { timeline, tasks } = parts;
  const clock = () => ({
    now: new Date(timeline.now()).toISOString(),
    mode: timeline.mode,
    waiting: timeline.waiting,
    next: timeline.nextAt === undefined ? null : new Date(timeline.nextAt).toISOString(),
  });
  const shown = (task: TaskRecord) => taskView(task, timeline.now(), parts);
  const changed = (result: TaskRecord | "unknown" | "already ended" | "would fall", id: string) => {
    if (typeof result === "object") return shown(result);
    if (result === "unknown") throw unknownTask(id);
    throw new ControlError(
      409,
      result.replaceAll(" ", "_"),
      result === "already ended"
        ? `task ${id} has already ended`
        : "progress never falls: give a higher number",
    );
  };
  return {
    "/_mock/clock": {
      GET: clock,
      POST: async ({ body }) => {
        await moveClock(timeline, body);
        return clock();
      },
    },
    "/_mock/tasks": {
      GET: async ({ query }) => {
        const account = accountFilter(parts, query);
        const model = query.get("model");
        const status = query.get("status");
        const after = query.get("after");
        const now = timeline.now();
        const page = await parts.store.page({
          limit: limitOf(query),
          ...(after === null ? {} : { after }),
          accept: (task) =>
            (account === undefined || task.account === account.id) &&
            (model === null || task.model === model) &&
            (status === null || viewTask(task, now).status === status),
        });
        return { items: page.items.map(shown), next: page.next ?? null };
      },
    },
    "/_mock/tasks/:id": {
      GET: async ({ params }) => shown(await taskOf(parts, params["id"] ?? "")),
      PATCH: async ({ params, body }) => {
        const id = params["id"] ?? "";
        const { progress } = body;
        if (typeof progress !== "number" || !Number.isInteger(progress) || progress < 0 || progress > 99) {
          throw new ControlError(400, "invalid_request", "progress is a whole number from 0 to 99");
        }
        return changed(await tasks.setProgress(id, progress), id);
      },
    },
    "/_mock/tasks/:id/complete": {
      POST: async ({ params }) =>
        changed(await tasks.end(params["id"] ?? "", { kind: "completed" }), params["id"] ?? ""),
    },
    "/_mock/tasks/:id/fail": {
      POST: async ({ params, body }) =>
        changed(await tasks.end(params["id"] ?? "", failureOf(body)), params["id"] ?? ""),
    },
    "/_mock/tasks/:id/cancel": {
      POST: async ({ params }) =>
        changed(
          await tasks.end(params["id"] ?? "", failureOf({ code: "request_cancelled" })),
          params["id"] ?? "",
        ),
    },
    "/_mock/tasks/:id/redeliver": {
      POST: async ({ params }) => {
        const task = await taskOf(parts, params["id"] ?? "");
        if (viewTask(task, timeline.now()).endedAt === undefined) {
          throw new ControlError(
            409,
            "not_ended",
            `task ${task.id} has not ended: there is nothing to deliver yet`,
          );
        }
        const delivery = tasks.callBack(task);
        if (delivery === undefined) {
          throw new ControlError(409, "no_callback", `task ${task.id} was submitted without a callback_url`);
        }
        return deliveryView(delivery);
      },
    },
    "/_mock/callbacks": {
      GET: ({ query }) => {
        const deliveries = parts.callbacks.deliveries(query.get("task") ?? undefined);
        return paged(deliveries, query, ({ id }) => id, deliveryView);
      },
    },
    "/_mock/journal": {
      GET: ({ query }) => {
        const account = accountFilter(parts, query);
        const [model, task, status, rule, kind] = ["model", "task", "status", "rule", "kind"].map((name) =>
          query.get(name),
        );
        const entries = parts.journal
          .entries()
          .filter(
            (entry) =>
              (account === undefined || entry.key === account.label) &&
              (model === null || entry.model === model) &&
              (task === null || entry.task === task) &&
              (kind === null || entry.kind === kind) &&
              (status === null || ("status" in entry && String(entry.status) === status)) &&
              (rule === null ||
                (entry.kind === "request" && entry.findings.some((finding) => finding.rule === rule))),
          );
        return paged(
          entries,
          query,
          ({ sequence }) => sequence,
          (entry) => entryView(entry, parts.contract.rules),
        );
      },
    },
    "/_mock/journal/:sequence": {
      GET: ({ params }) => {
        const entry = parts.journal.entries().find(({ sequence }) => String(sequence) === params["sequence"]);
        if (entry === undefined) {
          const { most } = parts.journal.bounds;
          throw new ControlError(
            404,
            "not_found",
            `there is no journal entry ${params["sequence"] ?? ""} (the newest ${most} are kept)`,
          );
        }
        return entryView(entry, parts.contract.rules);
      },
    },
    "/_mock/accounts/:key": {
      GET: ({ params }) => accountView(accountOf(parts, params["key"] ?? ""), parts),
      PUT: async ({ params, body }) => {
        const account = accountOf(parts, params["key"] ?? "");
        await changeAccount(parts, account, body);
        return accountView(account, parts);
      },
    },
    [HEALTH]: { GET: parts.health },
    "/_mock/metrics": {
      GET: () => new PlainText("text/plain; version=0.0.4; charset=utf-8", parts.metrics.text()),
    },
    "/_mock/reset": {
      POST: async ({ body }) => {
        const scope = scopeOf(body);
        await parts.resets.reset(scope);
        return { reset: scope, ...clock() };
      },
    },
    "/_mock/scenarios": {
      GET: () => scenarioList(parts.scenarios.own),
    },
    "/_mock/scenarios/reload": {
      POST: async () => {
        await parts.reloadScenarios();
        return scenarioList(parts.scenarios.own);
      },
    },
    "/_mock/scenarios/next": {
      POST: ({ body }) => {
        enqueueScenario(parts, body);
        return { items: parts.scenarios.queued.map(queuedView), next: null };
      },
      DELETE: () => {
        parts.scenarios.clearQueue();
        return { items: [], next: null };
      },
    },
    "/_mock/rules": { GET: () => ({ items: parts.rules(), next: null }) },
    [LINT]: { POST: ({ text }) => parts.lint(text) },
  };
}

async function moveClock(timeline: Timeline, body: Body): Promise<void> {
  const [name, ...others] = Object.keys(body);
  const value = name === undefined ? undefined : body[name];
  if (others.length === 0) {
    if (name === "advance" && (typeof value === "string" || typeof value === "number")) {
      await timeline.advance(value);
      return;
    }
    if (name === "set" && typeof value === "string" && !Number.isNaN(Date.parse(value))) {
      await timeline.set(Date.parse(value));
      return;
    }
    if (value === true && (name === "freeze" || name === "resume" || name === "next")) {
      await timeline[name]();
      return;
    }
  }
  throw new ControlError(
    400,
    "invalid_request",
    'the clock takes one of {"advance":"24h"}, {"freeze":true}, {"resume":true}, {"next":true}, {"set":"2027-01-01T00:00:00Z"}',
  );
}

function scopeOf(body: Body): ResetScope | "all" {
  const { scope = "all", ...others } = body;
  const known = resetScopes.find((name) => name === scope);
  if (Object.keys(others).length === 0 && (known !== undefined || scope === "all")) return known ?? "all";
  throw new ControlError(
    400,
    "invalid_request",
    `reset takes {} for all state, or {"scope":"..."} with one of ${resetScopes.join(", ")}`,
  );
}

function enqueueScenario(parts: ControlParts, body: Body): void {
  const { name, times, match = {} } = body;
  const shape = '{"name":"rate-limited","times":2,"match":{"key":"...","model":"...","prompt":"..."}}';
  const strange = (value: unknown, known: readonly string[]) =>
    typeof value !== "object" || value === null || !Object.keys(value).every((key) => known.includes(key));
  const texts = strange(match, ["key", "model", "prompt"]) ? [null] : Object.values(match as object);
  if (
    typeof name !== "string" ||
    (times !== undefined && typeof times !== "number") ||
    strange(body, ["name", "times", "match"]) ||
    !texts.every((text) => typeof text === "string")
  ) {
    throw new ControlError(400, "invalid_request", `the queue takes ${shape}; only name is needed`);
  }
  parts.scenarios.enqueue(name, {
    ...(times === undefined ? {} : { times }),
    match: matchOf(match as CallMatch, parts.accounts),
  });
}

function failureOf(body: Body): Outcome {
  const { code, message } = body;
  if (typeof code !== "string" || code === "") {
    throw new ControlError(
      400,
      "invalid_request",
      `fail takes {"code":"...","message":"..."}; documented codes are ${Object.keys(taskFailures).join(", ")}`,
    );
  }
  if (message !== undefined && typeof message !== "string") {
    throw new ControlError(400, "invalid_request", "message is a text");
  }
  const standard = Object.hasOwn(taskFailures, code) ? taskFailures[code] : undefined;
  return { kind: "failed", error: { code, message: message ?? standard ?? code, type: TASK_ERROR_TYPE } };
}

async function taskOf(parts: ControlParts, id: string): Promise<TaskRecord> {
  const task = await parts.store.get(id);
  if (task === undefined) throw unknownTask(id);
  return task;
}

function unknownTask(id: string): ControlError {
  return new ControlError(404, "task_not_found", `there is no task ${id.slice(0, 100)}`);
}

function accountOf(parts: ControlParts, keyOrLabel: string): Account {
  const account = parts.accounts.find(keyOrLabel);
  if (account !== undefined) return account;
  throw new ControlError(404, "account_not_found", "this key is not on the list of accepted keys");
}

function accountFilter(parts: ControlParts, query: URLSearchParams): Account | undefined {
  const key = query.get("key");
  return key === null ? undefined : accountOf(parts, key);
}

async function changeAccount(parts: ControlParts, account: Account, body: Body): Promise<void> {
  const known = ["balance", "models", "user_group", "limits"];
  const stranger = Object.keys(body).find((name) => !known.includes(name));
  const { balance, models, user_group: userGroup } = body;
  const fault =
    stranger !== undefined
      ? `${stranger.slice(0, 60)} is no setting of an account: known are ${known.join(", ")}`
      : balance !== undefined &&
          balance !== null &&
          !(typeof balance === "number" && balance >= 0 && balance <= 1e9)
        ? "balance is credits from 0 to 1000000000, or null for unlimited"
        : models !== undefined &&
            models !== null &&
            !isListOf(models, (model) => parts.contract.model(model) !== undefined)
          ? "models is a list of model ids that are served here, or null for all"
          : userGroup !== undefined && (typeof userGroup !== "string" || userGroup === "")
            ? "user_group is a text such as default or vip"
            : undefined;
  if (fault !== undefined) throw new ControlError(400, "invalid_request", fault);
  // Read whole before anything is changed.
  const limits = changedLimits(parts.accounts.limits(account), body["limits"]);
  await parts.accounts.setLimits(account, limits);
  if (balance !== undefined) {
    const micro = balance === null ? undefined : Math.round((balance as number) * MICRO_PER_CREDIT);
    await parts.accounts.setBalance(account, micro, parts.timeline.now());
  }
  const { models: before, ...grants } = parts.accounts.grants(account);
  const allowed = models === undefined ? before : models === null ? undefined : (models as string[]);
  parts.accounts.setGrants(account, {
    ...grants,
    ...(typeof userGroup === "string" ? { userGroup } : {}),
    ...(allowed === undefined ? {} : { models: allowed }),
  });
}

/** Limits after a PUT: `{"rate_limit":"60/min","rate_limit_queries":null,"concurrency":5}`, `null` for unlimited. */
function changedLimits(before: Limits, sent: unknown): Limits {
  if (sent === undefined) return before;
  if (typeof sent !== "object" || sent === null || Array.isArray(sent)) {
    throw new ControlError(400, "invalid_request", 'limits is an object such as {"rate_limit":"60/min"}');
  }
  const { rate_limit: submits, rate_limit_queries: queries, concurrency, ...others } = sent as Body;
  const [stranger] = Object.keys(others);
  if (stranger !== undefined) {
    const known = "rate_limit, rate_limit_queries, concurrency";
    throw new ControlError(
      400,
      "invalid_request",
      `${stranger.slice(0, 60)} is no limit: known are ${known}`,
    );
  }
  const isCount = typeof concurrency === "number" && Number.isSafeInteger(concurrency) && concurrency >= 1;
  if (concurrency !== undefined && concurrency !== null && !isCount) {
    throw new ControlError(
      400,
      "invalid_request",
      "concurrency is a whole number of tasks from 1, or null for unlimited",
    );
  }
  const rate = (kept: RateLimit | undefined, value: unknown) =>
    value === undefined
      ? kept
      : value === null
        ? undefined
        : parseRateLimit(typeof value === "string" ? value : show(value));
  const most = isCount ? concurrency : concurrency === null ? undefined : before.concurrency;
  const after = { submits: rate(before.submits, submits), queries: rate(before.queries, queries) };
  return {
    ...(after.submits === undefined ? {} : { submits: after.submits }),
    ...(after.queries === undefined ? {} : { queries: after.queries }),
    ...(most === undefined ? {} : { concurrency: most }),
  };
}

function isListOf(value: unknown, accept: (text: string) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string" && accept(item));
}

function limitOf(query: URLSearchParams): number {
  const text = query.get("limit");
  if (text === null) return PAGE.standard;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= PAGE.most) return limit;
  throw new ControlError(400, "invalid_request", `limit is a whole number from 1 to ${PAGE.most}`);
}

/** The newest items of a list, newest first; `next` is the `before` of the following page. */
function paged<Item>(
  items: readonly Item[],
  query: URLSearchParams,
  numberOf: (item: Item) => number,
  show: (item: Item) => unknown,
): { items: unknown[]; next: number | null } {
  const before = query.has("before") ? Number(query.get("before")) : Number.POSITIVE_INFINITY;
  if (Number.isNaN(before))
    throw new ControlError(400, "invalid_request", "before is the number that next told");
  const older = items.filter((item) => numberOf(item) < before);
  const limit = limitOf(query);
  const page = older.slice(-limit).reverse();
  const last = page.at(-1);
  return { items: page.map(show), next: older.length > limit && last !== undefined ? numberOf(last) : null };
}

async function textOf(request: Request): Promise<string> {
  const text = await readBody(request, MOST_BYTES);
  if (text === undefined) throw new ControlError(400, "invalid_request", "the request was broken off");
  if (typeof text === "string") return text;
  const { status, error } = text.rejection;
  throw new ControlError(
    status === 413 ? 413 : 400,
    status === 413 ? "request_too_large" : "invalid_request",
    error.message,
  );
}

/** The JSON object that a body is; nothing counts as an empty one. */
function objectOf(text: string): Body {
  if (text.trim() === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ControlError(400, "invalid_request", "the body is not JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ControlError(400, "invalid_request", "the body is a JSON object");
  }
  return value as Body;
}

function sendError(
  response: Response,
  status: number,
  code: string,
  message: string,
  headers: readonly string[] = [],
): void {
  const body = JSON.stringify({ error: { code, message, type: "control_error" } });
  sendJson(response, status, ["cache-control", "no-store", ...headers], body);
}

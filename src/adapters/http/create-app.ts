import type { IncomingMessage, ServerResponse } from "node:http";
import express, { type Express, type NextFunction, type Request, type Response } from "express";
import { bearerToken } from "../../contract/authorization.js";
import { type CatalogueEntry, errorCatalogue } from "../../contract/error-catalogue.js";
import { KeyMask } from "../../contract/key-mask.js";
import { type Rejection, rejection } from "../../contract/rejection.js";
import { refusedWith, type VendorAnswer } from "../../engine/answer.js";
import type { Engine } from "../../engine/engine.js";
import type { Clock } from "../../ports/clock.js";
import type { IdSource } from "../../ports/id-source.js";
import type { Journal, JournalEntry, RequestRoute } from "../../ports/journal.js";
import { realElapsed } from "../../ports/real-timers.js";
import { cutText, longest } from "../../text/cut-text.js";
import { addControlRoutes } from "./control/add-control-routes.js";
import type { ControlParts } from "./control/control-parts.js";
import { LoopTurn } from "./loop-turn.js";
import { readBody } from "./read-body.js";
import type { Faults } from "./vendor/faults.js";
import { linkBaseFor } from "./vendor/link-base.js";
import { type ResultFiles, spoiling, writeFile } from "./vendor/result-files.js";
import { routeHint } from "./vendor/route-hint.js";
import { addSampleAssets } from "./vendor/sample-assets.js";
import {
  commonHeaders,
  fileHeaders,
  findingsHeader,
  isPreflight,
  JSON_TYPE,
  preflightHeaders,
  sendJson,
} from "./wire.js";

/** What the HTTP side needs. */
export interface AppParts {
  readonly engine: Engine;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly files: ResultFiles;
  /** Most bytes of a request body. */
  readonly maxBody: number;
  /** Base of result links and of the documents' servers, when it does not follow from the request. */
  readonly publicUrl: string | undefined;
  /** Base of the address the server is bound to. */
  readonly boundUrl: () => string;
  readonly control: ControlParts;
  /** Lets answers misbehave. */
  readonly faults: Faults;
  /** Told of a failure inside the mock itself, with its stack. */
  readonly onBug: (error: unknown) => void;
}

/** One request on its way: what is needed to answer it and to write it down. */
interface Exchange {
  readonly request: Request;
  readonly response: Response;
  readonly startedAt: number;
  readonly requestId: string;
  readonly route: RequestRoute;
  readonly arrivedAfter: number;
}

/** Characters of an `Idempotency-Key` that the journal keeps: as many as a valid one may have. */
const MOST_KEPT_OF_KEY = 96;

/** Characters of an unknown path that its refusal repeats. */
const MOST_SHOWN_OF_PATH = 200;

/** Methods of the vendor side's routes. */
const methodsOf: readonly (readonly [path: string, allowed: string])[] = [
  ["/v1/videos/generations", "POST, OPTIONS"],
  ["/v1/tasks/:task_id", "GET, HEAD, OPTIONS"],
  ["/v1/credits", "GET, HEAD, OPTIONS"],
  ["/v1/models", "GET, HEAD, OPTIONS"],
  ["/files/:name", "GET, HEAD, OPTIONS"],
];

/** An app, and a way to answer what must not reach it. */
export interface MockApp {
  readonly express: Express;
  /** Answers with a rejection and ends the connection; the journal is told. */
  readonly refuse: (request: IncomingMessage, response: ServerResponse, refused: Rejection) => void;
}

/** The express app of the vendor side and the control side. */
export function createApp(parts: AppParts): MockApp {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", false);
  app.enable("case sensitive routing");
  app.enable("strict routing");

  const baseOf = (host: string | undefined) => parts.publicUrl ?? linkBaseFor(host, parts.boundUrl());
  const turn = new LoopTurn();
  const open = (request: Request, response: Response, route: RequestRoute): Exchange => ({
    request,
    response,
    startedAt: realElapsed(),
    requestId: parts.ids.requestId(),
    route,
    arrivedAfter: parts.journal.recorded,
  });

  const write = (exchange: Exchange, answer: VendorAnswer, extra: readonly string[] = []) => {
    const { request, response, requestId } = exchange;
    if (response.headersSent || response.destroyed) return;
    const headers = commonHeaders(requestId, request.headers.origin);
    if (answer.findings.length > 0) headers.push("x-wan-mock-findings", findingsHeader(answer.findings));
    const { sequence } = record(parts, exchange, answer);
    if (answer.findings.length > 0 || answer.status >= 400) {
      headers.push("x-wan-mock-journal", `/_mock/journal/${sequence}`);
    }
    if (answer.scenario !== undefined) headers.push("x-wan-mock-scenario", answer.scenario);
    if (answer.retryAfter !== undefined) headers.push("retry-after", String(answer.retryAfter));
    if (answer.replayed === true) headers.push("idempotency-replayed", "true");
    if (answer.hint !== undefined) headers.push("x-wan-mock-hint", answer.hint);
    headers.push(...extra);
    if (answer.fault === undefined) sendJson(response, answer.status, headers, answer.body);
    else {
      headers.push("content-type", JSON_TYPE);
      parts.faults.send(response, answer.fault, answer.status, headers, Buffer.from(answer.body));
    }
  };

  app.post("/v1/videos/generations", async (request, response) => {
    const exchange = open(request, response, "submit");
    const body = await readBody(request, parts.maxBody);
    if (body === undefined) return;
    await turn.end();
    if (typeof body !== "string" && body.rejection.status === 413) {
      write(exchange, refusedWith(body.rejection, body.findings));
      return;
    }
    const answer = await parts.engine.submit({
      authorization: request.headers.authorization,
      contentType: request.headers["content-type"],
      idempotencyKey: idempotencyHeader(request),
      body,
      linkBase: baseOf(request.headers.host),
      scenario: scenarioHeader(request),
    });
    write(exchange, answer);
  });

  app.get("/v1/tasks/:task_id", async (request, response) => {
    const exchange = open(request, response, "query");
    await turn.end();
    const answer = await parts.engine.query({
      authorization: request.headers.authorization,
      taskId: request.params.task_id,
      scenario: scenarioHeader(request),
    });
    write(exchange, answer);
  });

  app.get("/files/:name", async (request, response) => {
    const exchange = open(request, response, "download");
    const { name } = request.params;
    const found = await parts.engine.result(
      name.endsWith(".mp4") ? name.slice(0, -4) : "",
      scenarioHeader(request),
    );
    if (found.kind === "refused") {
      write(exchange, found.answer);
      return;
    }
    const headers = fileHeaders(exchange.requestId, request.headers.origin);
    const { fault, scenario } = found;
    if (scenario !== undefined) headers.push("x-wan-mock-scenario", scenario);
    const writer = fault === undefined ? writeFile : spoiling(parts.faults, fault);
    const status = await parts.files.send(request, response, headers, found.task, writer);
    const { id: taskId, model } = found.task;
    record(parts, exchange, {
      status,
      findings: [],
      taskId,
      model,
      ...(scenario === undefined ? {} : { scenario }),
      ...(fault === undefined ? {} : { fault }),
    });
  });

  app.get("/v1/credits", async (request, response) => {
    write(open(request, response, "credits"), await parts.engine.credits(request.headers.authorization));
  });

  app.get("/v1/models", (request, response) => {
    write(open(request, response, "models"), parts.engine.models(request.headers.authorization));
  });

  addSampleAssets(app, parts.ids);
  addControlRoutes(app, parts.control, { originOf: baseOf, onBug: parts.onBug });

  const preflight = (request: Request, response: Response, allowed = "") => {
    const headers = commonHeaders(parts.ids.requestId(), request.headers.origin);
    response.writeHead(204, [...headers, ...preflightHeaders(request, allowed)]).end();
  };
  for (const [path, allowed] of methodsOf)
    app.options(path, (request, response) => preflight(request, response, allowed));

  app.use((request, response) => {
    if (isPreflight(request)) {
      preflight(request, response);
      return;
    }
    const { method, path } = request;
    const message = `Invalid URL (${method} ${path.slice(0, MOST_SHOWN_OF_PATH)})`;
    write(open(request, response, "unknown"), {
      ...refusedWith(rejection(errorCatalogue.shared.not_found, { message })),
      hint: routeHint(method, path),
    });
  });

  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const exchange = open(request, response, "unknown");
    if (isClientError(error)) {
      const message = "The path holds a percent escape that does not decode";
      write(exchange, refusedWith(rejection(errorCatalogue.submit.invalid_request, { message })));
      return;
    }
    parts.onBug(error);
    if (response.headersSent) response.destroy();
    else write(exchange, refusedWith(rejection(internalErrorOf(request.path))));
  });

  return {
    express: app,
    refuse: (request, response, refused) => {
      const exchange = open(request as Request, response as Response, "unknown");
      write(exchange, refusedWith(refused), ["connection", "close"]);
    },
  };
}

function scenarioHeader(request: Request): string | undefined {
  const value = request.headers["x-wan-mock-scenario"];
  return typeof value === "string" ? value : undefined;
}

/** Node joins repeated headers of this name with a comma, which makes no key. */
function idempotencyHeader(request: Request): string | undefined {
  const value = request.headers["idempotency-key"];
  return Array.isArray(value) ? value.join(", ") : value;
}

function record(parts: AppParts, exchange: Exchange, answer: Omit<VendorAnswer, "body">): JournalEntry {
  const { request, requestId, startedAt, route, arrivedAfter } = exchange;
  const mask = new KeyMask(bearerToken(request.headers.authorization));
  const idempotencyKey = route === "submit" ? idempotencyHeader(request) : undefined;
  return parts.journal.record({
    kind: "request",
    route,
    at: parts.clock.now(),
    requestId,
    method: request.method,
    // The target of a CONNECT is a host, not a path.
    path: cutText(mask.text(request.method === "CONNECT" ? request.url : request.path), longest.path),
    status: answer.status,
    code: answer.code,
    retryAfter: answer.retryAfter,
    shown: answer.shown,
    idempotencyKey:
      idempotencyKey === undefined ? undefined : mask.text(idempotencyKey).slice(0, MOST_KEPT_OF_KEY),
    arrivedAfter,
    replayed: answer.replayed,
    hint: answer.hint,
    fault: answer.fault,
    milliseconds: realElapsed() - startedAt,
    findings: mask.findings(answer.findings),
    key: answer.account?.label ?? refusedKey(parts, exchange, answer),
    model: answer.model === undefined ? undefined : mask.text(answer.model),
    task: answer.taskId,
    scenario: answer.scenario,
    reserved: answer.reserved,
    body: answer.sent?.body,
    bodyBytes: answer.sent?.bytes,
  });
}

/** How a key is shown that is not accepted: what is asked with it time and again belongs together. */
function refusedKey(parts: AppParts, { request }: Exchange, { status }: Pick<VendorAnswer, "status">) {
  const key = status === 401 ? bearerToken(request.headers.authorization) : undefined;
  return key === undefined ? undefined : parts.control.accounts.labelFor(key);
}

function internalErrorOf(path: string): CatalogueEntry {
  if (path.startsWith("/v1/tasks/")) return errorCatalogue.query.internal_error;
  return errorCatalogue.shared.internal_error;
}

/** express reports a path that does not decode as a URIError with status 400. */
function isClientError(error: unknown): boolean {
  return error instanceof URIError;
}

import express, {
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from "express";
import { type CatalogueEntry, errorCatalogue } from "../../contract/error-catalogue.js";
import { rejection } from "../../contract/rejection.js";
import { type Answer, refusedWith } from "../../engine/answer.js";
import type { Engine } from "../../engine/engine.js";
import type { Clock } from "../../ports/clock.js";
import type { IdSource } from "../../ports/id-source.js";
import type { Journal } from "../../ports/journal.js";
import { closestRoute } from "./closest-route.js";
import { linkBaseFor } from "./link-base.js";
import { LoopTurn } from "./loop-turn.js";
import { readBody } from "./read-body.js";
import type { ResultFiles } from "./result-files.js";
import { commonHeaders, findingsHeader, sendJson } from "./wire.js";

/** What the HTTP side needs. */
export interface AppParts {
  readonly engine: Engine;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly files: ResultFiles;
  /** Most bytes of a request body. */
  readonly maxBody: number;
  /** Base of result links, when it does not follow from the request. */
  readonly publicUrl: string | undefined;
  /** Base of the address the server is bound to. */
  readonly boundUrl: () => string;
  /** What `GET /_mock/health` answers. */
  readonly health: () => object;
  /** Told of a failure inside the mock itself, with its stack. */
  readonly onBug: (error: unknown) => void;
}

/** One request on its way: what is needed to answer it and to write it down. */
interface Exchange {
  readonly request: Request;
  readonly response: Response;
  readonly startedAt: number;
  readonly requestId: string;
}

const PREFLIGHT_SECONDS = "600";

/** The express app of the vendor side and the control side. */
export function createApp(parts: AppParts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", false);
  app.enable("case sensitive routing");
  app.enable("strict routing");

  const turn = new LoopTurn();
  const open = (request: Request, response: Response): Exchange => ({
    request,
    response,
    startedAt: performance.now(),
    requestId: parts.ids.requestId(),
  });

  const write = (exchange: Exchange, answer: Answer, extra: readonly string[] = []) => {
    const { request, response, requestId } = exchange;
    if (response.headersSent || response.destroyed) return;
    const headers = commonHeaders(requestId, request.headers.origin);
    if (answer.findings.length > 0) headers.push("x-wan-mock-findings", findingsHeader(answer.findings));
    headers.push(...extra);
    sendJson(response, answer.status, headers, answer.body);
    record(parts, exchange, answer);
  };

  app.post("/v1/videos/generations", async (request, response) => {
    const exchange = open(request, response);
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
      body,
      linkBase: parts.publicUrl ?? linkBaseFor(request.headers.host, parts.boundUrl()),
    });
    write(exchange, answer);
  });

  app.get("/v1/tasks/:task_id", async (request, response) => {
    const exchange = open(request, response);
    await turn.end();
    const answer = await parts.engine.query({
      authorization: request.headers.authorization,
      taskId: request.params.task_id,
    });
    write(exchange, answer);
  });

  app.get("/files/:name", async (request, response) => {
    const exchange = open(request, response);
    const { name } = request.params;
    const found = await parts.engine.result(name.endsWith(".mp4") ? name.slice(0, -4) : "");
    if (found.kind === "refused") {
      write(exchange, found.answer);
      return;
    }
    const headers = commonHeaders(exchange.requestId, request.headers.origin);
    const status = await parts.files.send(request, response, headers, found.task);
    const { id: taskId, model } = found.task;
    record(parts, exchange, { status, findings: [], taskId, model });
  });

  app.get("/_mock/health", (_request, response) => {
    sendJson(response, 200, ["cache-control", "no-store"], JSON.stringify(parts.health()));
  });

  const others: readonly (readonly [path: string, allowed: string])[] = [
    ["/v1/videos/generations", "POST, OPTIONS"],
    ["/v1/tasks/:task_id", "GET, HEAD, OPTIONS"],
    ["/files/:name", "GET, HEAD, OPTIONS"],
    ["/_mock/health", "GET, HEAD"],
  ];
  for (const [path, allowed] of others) app.all(path, otherMethods(allowed));

  app.use((request, response) => {
    const message = notFoundMessage(request.method, request.path);
    write(open(request, response), refusedWith(rejection(errorCatalogue.shared.not_found, { message })));
  });

  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const exchange = open(request, response);
    if (isClientError(error)) {
      const message = "The path holds a percent escape that does not decode";
      write(exchange, refusedWith(rejection(errorCatalogue.submit.invalid_request, { message })));
      return;
    }
    parts.onBug(error);
    if (response.headersSent) response.destroy();
    else write(exchange, refusedWith(rejection(internalErrorOf(request.path))));
  });

  return app;

  function otherMethods(allowed: string): RequestHandler {
    return (request, response) => {
      const exchange = open(request, response);
      if (request.method === "OPTIONS" && allowed.includes("OPTIONS")) {
        response.writeHead(204, [
          ...commonHeaders(exchange.requestId, request.headers.origin),
          ...preflight(request, allowed),
        ]);
        response.end();
        return;
      }
      const message = `${request.method} is not allowed on this route, use ${allowed.replace(/, (?:HEAD|OPTIONS)/g, "")}`;
      write(exchange, refusedWith(rejection(errorCatalogue.shared.method_not_allowed, { message })), [
        "allow",
        allowed,
      ]);
    };
  }
}

function preflight(request: Request, allowed: string): string[] {
  const asked = request.headers["access-control-request-headers"];
  return [
    "allow",
    allowed,
    "access-control-allow-methods",
    allowed,
    "access-control-allow-headers",
    typeof asked === "string" && asked !== "" ? asked : "authorization, content-type, idempotency-key",
    "access-control-max-age",
    PREFLIGHT_SECONDS,
  ];
}

function record(parts: AppParts, exchange: Exchange, answer: Omit<Answer, "body">): void {
  const { request, requestId, startedAt } = exchange;
  parts.journal.record({
    at: parts.clock.now(),
    requestId,
    method: request.method,
    path: request.path,
    status: answer.status,
    milliseconds: performance.now() - startedAt,
    findings: answer.findings,
    key: answer.account?.label,
    model: answer.model,
    task: answer.taskId,
    reserved: answer.reserved,
  });
}

function notFoundMessage(method: string, path: string): string {
  const near = closestRoute(method, path);
  const known = "POST /v1/videos/generations, GET /v1/tasks/{task_id}";
  return `There is no route ${method} ${path.slice(0, 100)}: ${near === undefined ? `known are ${known}` : `did you mean ${near}?`}`;
}

function internalErrorOf(path: string): CatalogueEntry {
  if (path.startsWith("/v1/tasks/")) return errorCatalogue.query.internal_error;
  return errorCatalogue.shared.internal_error;
}

/** express reports a path that does not decode as a URIError with status 400. */
function isClientError(error: unknown): boolean {
  return error instanceof URIError;
}

import type { IncomingMessage, ServerResponse } from "node:http";
import { operationAt, type VendorRoute, vendorOperations } from "../../../contract/vendor-operations.js";
import { refusedWith } from "../../../engine/answer.js";
import type { Engine } from "../../../engine/engine.js";
import type { Uploads } from "../../../engine/uploads/uploads.js";
import type { IdSource } from "../../../ports/id-source.js";
import { setImmediate } from "../../../ports/real-timers.js";
import type { Transactions } from "../../../ports/transactions.js";
import { readBody } from "../read-body.js";
import { answerPreflight, fileHeaders, pathOf, queryOf } from "../wire.js";
import { type AnswerWriter, idempotencyHeader, type OpenRequest } from "./answer-writer.js";
import type { Faults } from "./faults.js";
import { type ResultFiles, writeFile } from "./result-files.js";
import { scenarioHeader } from "./scenario-header.js";
import type { FileRoute } from "./uploads/upload-routes.js";

/** The parts that the vendor's routes answer with. */
export interface VendorRouteParts {
  readonly engine: Engine;
  readonly files: ResultFiles;
  readonly faults: Faults;
  /** Those of this mock, made when they are first asked for. */
  readonly uploads: () => Promise<Uploads>;
  readonly writer: AnswerWriter;
  readonly transactions: Transactions;
  /** Most bytes of a request body. */
  readonly maxBody: number;
  readonly ids: Pick<IdSource, "requestId">;
  /** Passes requests on to a service, where this is a proxy: then nothing below the routes answers. */
  readonly liveHandler?: LiveHandler | undefined;
  /** Base of the links in an answer, given the request's `Host` header. */
  readonly originOf: (host: string | undefined) => string;
}

/** Has a service answer a request of a vendor's route. */
export type LiveHandler = (open: OpenRequest, writer: AnswerWriter) => Promise<void>;

/** Answers a request, given the parameters of its path in their order. */
type VendorHandler = (open: OpenRequest, ...parameters: readonly string[]) => Promise<void>;

/** Answers a request where its path is one of the vendor's; `undefined` where it is not. */
export type VendorRouter = (request: IncomingMessage, response: ServerResponse) => Promise<void> | undefined;

/** The routes of the vendor: looked up here and not by express, which takes longer than most of their answers. */
export function vendorRouter(parts: VendorRouteParts): VendorRouter {
  const { liveHandler, writer } = parts;
  const handlers = Object.entries(vendorHandlers(parts));
  const routes = handlers.map(([name, handle]) => {
    const route = name as VendorRoute;
    return { route, handle, ...vendorOperations[route] };
  });
  return (request, response) => {
    const path = pathOf(request);
    const asked = request.method === "HEAD" ? "GET" : request.method;
    for (const { route, handle, method, pattern } of routes) {
      const match = pattern.exec(path);
      if (match === null || asked !== method) continue;
      const open = writer.open(request, response, route);
      return liveHandler === undefined ? answerWith(handle, open, match) : liveHandler(open, writer);
    }
    const operation = asked === "OPTIONS" ? operationAt(path) : undefined;
    if (operation === undefined) return undefined;
    answerPreflight(request, response, parts.ids.requestId(), operation.allowed);
    return Promise.resolve();
  };
}

/** @throws {URIError} for a parameter that does not decode */
async function answerWith(
  handle: VendorHandler,
  open: OpenRequest,
  [, ...parameters]: readonly string[],
): Promise<void> {
  await handle(open, ...parameters.map((text) => (text.includes("%") ? decodeURIComponent(text) : text)));
}

function vendorHandlers(parts: VendorRouteParts): Readonly<Record<VendorRoute, VendorHandler>> {
  const { engine, writer } = parts;
  const endOfTurn = endsOfTurns();
  return {
    submit: (open) => answerSubmit(open, parts, endOfTurn),
    query: async (open, taskId = "") => {
      await endOfTurn();
      const { authorization } = open.request.headers;
      const scenario = scenarioHeader(open.request);
      await writer.answer(open, () => engine.query({ authorization, taskId, scenario }));
    },
    credits: (open) => writer.answer(open, () => engine.credits(open.request.headers.authorization)),
    models: (open) => writer.answer(open, () => engine.models(open.request.headers.authorization)),
    download: (open, name = "") => answerDownload(open, name, parts),
    list: (open) => {
      const { authorization } = open.request.headers;
      const [query, scenario] = [queryOf(open.request), scenarioHeader(open.request)];
      return writer.answer(open, () => engine.list({ authorization, query, scenario }));
    },
    batch: (open) => answerBatch(open, parts),
    ...fileHandlers(parts),
  };
}

/** The handlers of the file service, which is loaded with its first request. */
function fileHandlers(parts: VendorRouteParts): Readonly<Record<FileRoute, VendorHandler>> {
  const handlerOf =
    (route: FileRoute): VendorHandler =>
    async (open, ...parameters) => {
      const { answerFileRoute } = await import("./uploads/upload-routes.js");
      await answerFileRoute(open, route, parameters, { ...parts, uploads: await parts.uploads() });
    };
  return {
    uploadBase64: handlerOf("uploadBase64"),
    uploadUrl: handlerOf("uploadUrl"),
    uploadStream: handlerOf("uploadStream"),
    fileList: handlerOf("fileList"),
    fileQuota: handlerOf("fileQuota"),
    fileDelete: handlerOf("fileDelete"),
    fileLink: handlerOf("fileLink"),
    fileDownload: handlerOf("fileDownload"),
  };
}

async function answerBatch(open: OpenRequest, { engine, writer, maxBody }: VendorRouteParts): Promise<void> {
  const { request } = open;
  const body = await readBody(request, maxBody);
  if (body === undefined) return;
  const { authorization } = request.headers;
  const scenario = scenarioHeader(request);
  await writer.answer(open, () => engine.batch({ authorization, body, scenario }));
}

async function answerSubmit(
  open: OpenRequest,
  { engine, writer, maxBody, originOf }: VendorRouteParts,
  endOfTurn: () => Promise<void>,
): Promise<void> {
  const { request } = open;
  const body = await readBody(request, maxBody);
  if (body === undefined) return;
  await endOfTurn();
  if (typeof body !== "string" && body.rejection.status === 413) {
    writer.write(open, refusedWith(body.rejection, body.findings));
    return;
  }
  await writer.answer(open, () =>
    engine.submit({
      authorization: request.headers.authorization,
      contentType: request.headers["content-type"],
      idempotencyKey: idempotencyHeader(request),
      body,
      linkBase: originOf(request.headers.host),
      scenario: scenarioHeader(request),
    }),
  );
}

async function answerDownload(
  open: OpenRequest,
  name: string,
  { engine, files, faults, writer, transactions }: VendorRouteParts,
): Promise<void> {
  const { request, response, requestId } = open;
  const taskId = name.endsWith(".mp4") ? name.slice(0, -4) : "";
  const found = await transactions.run(() => engine.result(taskId, scenarioHeader(request)));
  if (found.kind === "refused") {
    writer.write(open, found.answer);
    return;
  }
  const headers = fileHeaders(requestId, request.headers.origin);
  const { fault, scenario, task } = found;
  if (scenario !== undefined) headers.push("x-wan-mock-scenario", scenario);
  const status = await files.send(request, response, headers, task, (...written) => {
    if (fault === undefined) writeFile(...written);
    else faults.send(fault, ...written);
  });
  await writer.note(open, { status, findings: [], task: task.id, model: task.model, scenario, fault });
}

/**
 * Lets requests that arrive in one turn of the event loop be decided one after another, when all are read.
 *
 * Reading, deciding and writing each request by itself makes the processor change between the kernel's code, the
 * parser's and ours for every one of them: with several at once that cost half of the throughput. One request alone
 * waits for nothing but the end of the turn it came in.
 *
 * @returns resolves when what has arrived by now is read
 */
function endsOfTurns(): () => Promise<void> {
  let end: Promise<void> | undefined;
  return () => {
    end ??= new Promise((resolve) => {
      setImmediate(() => {
        end = undefined;
        resolve();
      });
    });
    return end;
  };
}

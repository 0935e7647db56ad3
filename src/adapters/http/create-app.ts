import type { IncomingMessage, ServerResponse } from "node:http";
import express, { type Express, type NextFunction, type Request, type Response } from "express";
import { errorCatalogue } from "../../contract/error-catalogue.js";
import { type Rejection, rejection } from "../../contract/rejection.js";
import { isOfFileService, operationAt, vendorOperations } from "../../contract/vendor-operations.js";
import { fileRefusedWith, refusedWith } from "../../engine/answer.js";
import type { IdSource } from "../../ports/id-source.js";
import { addControlRoutes } from "./control/add-control-routes.js";
import type { ControlParts } from "./control/control-parts.js";
import { AnswerWriter, type AnswerWriterParts } from "./vendor/answer-writer.js";
import { routeHint } from "./vendor/route-hint.js";
import { addSampleAssets } from "./vendor/sample-assets.js";
import { addVendorRoutes, type VendorRouteParts } from "./vendor/vendor-routes.js";
import { commonHeaders, isPreflight, preflightHeaders } from "./wire.js";

/** The parts of the HTTP side. */
export interface AppParts
  extends Omit<AnswerWriterParts, "accounts">,
    Omit<VendorRouteParts, "writer" | "originOf"> {
  /** Base of result links and of the documents' servers, when it does not follow from the request. */
  readonly publicUrl: string | undefined;
  /** Base of the address the server is bound to. */
  readonly boundUrl: () => string;
  readonly control: ControlParts;
  /** Called with a failure inside the mock itself. */
  readonly onBug: (error: unknown) => void;
}

/** Characters of an unknown path that its refusal repeats. */
const MOST_SHOWN_OF_PATH = 200;

/** The express app of the vendor side and the control side, and a way to answer what must not reach it. */
export function createApp(parts: AppParts) {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", false);
  app.enable("case sensitive routing");
  app.enable("strict routing");
  const { ids, onBug, control } = parts;
  const { accounts } = control;
  const writer = new AnswerWriter({ ...parts, accounts });
  const originOf = (host: string | undefined) => parts.publicUrl ?? linkBaseFor(host, parts.boundUrl());
  addVendorRoutes(app, { ...parts, writer, originOf });
  addSampleAssets(app, ids);
  addControlRoutes(app, control, { originOf, onBug });
  addPreflights(app, ids);
  app.use((request, response) => {
    const { method, path } = request;
    const message = `Invalid URL (${method} ${path.slice(0, MOST_SHOWN_OF_PATH)})`;
    const facts = { hint: routeHint(method, path) };
    const refused = isOfFileService(path)
      ? fileRefusedWith(rejection(errorCatalogue.upload.file_not_found, { message }), [], facts)
      : refusedWith(rejection(errorCatalogue.shared.not_found, { message }), [], facts);
    writer.write(writer.open(request, response, "unknown"), refused);
  });
  app.use(failureHandler(writer, onBug));
  return {
    express: app,
    /** Answers with a rejection and ends the connection; the journal has it too. */
    refuse: (request: IncomingMessage, response: ServerResponse, refused: Rejection): void => {
      const open = writer.open(request as Request, response, "unknown");
      writer.write(open, refusedWith(refused), ["connection", "close"]);
    },
  };
}

/** Answers browsers that ask whether they may send a request, and any OPTIONS to a route of the vendor. */
function addPreflights(app: Express, ids: Pick<IdSource, "requestId">): void {
  const answer = (request: Request, response: Response, allowed: string) => {
    const headers = commonHeaders(ids.requestId(), request.headers.origin);
    response.writeHead(204, [...headers, ...preflightHeaders(request, allowed)]).end();
  };
  app.use((request, response, next) => {
    const allowed = request.method === "OPTIONS" ? operationAt(request.path)?.allowed : undefined;
    if (allowed !== undefined || isPreflight(request)) answer(request, response, allowed ?? "");
    else next();
  });
}

function failureHandler(writer: AnswerWriter, onBug: AppParts["onBug"]) {
  return (error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const open = writer.open(request, response, "unknown");
    // How express reports a path that does not decode.
    if (error instanceof URIError) {
      const message = "The path holds a percent escape that does not decode";
      const { submit, upload } = errorCatalogue;
      const refused = isOfFileService(request.path)
        ? fileRefusedWith(rejection(upload.invalid_request, { message }))
        : refusedWith(rejection(submit.invalid_request, { message }));
      writer.write(open, refused);
      return;
    }
    onBug(error);
    if (response.headersSent) response.destroy();
    else {
      const isQuery = operationAt(request.path) === vendorOperations.query;
      const { internal_error } = errorCatalogue[isQuery ? "query" : "shared"];
      const isFile = isOfFileService(request.path);
      writer.write(open, (isFile ? fileRefusedWith : refusedWith)(rejection(internal_error)));
    }
  };
}

const HOST = /^(?:[A-Za-z0-9_.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/;

/** A client sent here by a proxy or a patched resolver still names the paid service. */
const PAID_SERVICE = /(?:^|\.)evolink\.ai(?::\d+)?$/i;

/**
 * Base of the result links of a task: where the client that submitted it reached the mock.
 *
 * @param host - the submit's `Host` header
 * @param bound - base of the address the server is bound to
 */
function linkBaseFor(host: string | undefined, bound: string): string {
  if (host === undefined || !HOST.test(host) || PAID_SERVICE.test(host)) return bound;
  return `http://${host}`;
}

import express, { type Express, type NextFunction, type Request, type Response } from "express";
import { errorCatalogue } from "../../contract/error-catalogue.js";
import { rejection } from "../../contract/rejection.js";
import { isOfFileService } from "../../contract/vendor-operations.js";
import { fileRefusedWith, refusedWith } from "../../engine/answer.js";
import type { IdSource } from "../../ports/id-source.js";
import type { AnswerFailure } from "./answer-failure.js";
import { addControlRoutes } from "./control/add-control-routes.js";
import type { ControlParts } from "./control/control-parts.js";
import { addPageRoutes } from "./page/page-routes.js";
import type { AnswerWriter } from "./vendor/answer-writer.js";
import { routeHint } from "./vendor/route-hint.js";
import { addSampleAssets } from "./vendor/sample-assets.js";
import { answerPreflight, isPreflight } from "./wire.js";

/** The parts of what express answers. */
export interface ExpressAppParts {
  readonly writer: AnswerWriter;
  readonly ids: Pick<IdSource, "requestId">;
  readonly control: ControlParts;
  readonly answerFailure: AnswerFailure;
  /** Base of the address by which a client reached the mock, given its `Host` header. */
  readonly originOf: (host: string | undefined) => string;
  /** Whether the vendor's routes are passed on to a service. */
  readonly isProxy: boolean;
  /** Called with a failure inside the mock itself. */
  readonly onBug: (error: unknown) => void;
}

/** Characters of an unknown path that its refusal repeats. */
const MOST_SHOWN_OF_PATH = 200;

/** A call that the contract does not have might cost, and nothing here could judge it. */
const PROXY_HINT =
  "wan-mock proxy passes on the routes of the contract alone: send this call to the service itself";

/** The control side, the samples, and the answers to paths that nobody serves. */
export function createExpressApp(parts: ExpressAppParts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", false);
  app.enable("case sensitive routing");
  app.enable("strict routing");
  const { ids, writer, answerFailure } = parts;
  addSampleAssets(app, ids);
  addPageRoutes(app, parts.control.policy);
  addControlRoutes(app, parts.control, parts);
  app.use((request, response) => {
    if (isPreflight(request)) {
      answerPreflight(request, response, ids.requestId(), "");
      return;
    }
    const { method, path } = request;
    const message = `Invalid URL (${method} ${path.slice(0, MOST_SHOWN_OF_PATH)})`;
    const facts = { hint: parts.isProxy ? PROXY_HINT : routeHint(method, path) };
    const refused = isOfFileService(path)
      ? fileRefusedWith(rejection(errorCatalogue.upload.file_not_found, { message }), [], facts)
      : refusedWith(rejection(errorCatalogue.shared.not_found, { message }), [], facts);
    writer.write(writer.open(request, response, "unknown"), refused);
  });
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) =>
    answerFailure(error, request, response),
  );
  return app;
}

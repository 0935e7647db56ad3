import type { IncomingMessage, ServerResponse } from "node:http";
import { errorCatalogue } from "../../contract/error-catalogue.js";
import { rejection } from "../../contract/rejection.js";
import { isOfFileService, operationAt, vendorOperations } from "../../contract/vendor-operations.js";
import { fileRefusedWith, refusedWith } from "../../engine/answer.js";
import { StateUnavailable } from "../../ports/transactions.js";
import type { AnswerWriter } from "./vendor/answer-writer.js";
import { pathOf } from "./wire.js";

/** Answers a request whose handler failed. */
export type AnswerFailure = (error: unknown, request: IncomingMessage, response: ServerResponse) => void;

/** @param onBug - called with a failure inside the mock itself */
export function failureAnswers(writer: AnswerWriter, onBug: (error: unknown) => void): AnswerFailure {
  return (error, request, response) => {
    const open = writer.open(request, response, "unknown");
    const path = pathOf(request);
    const { submit, upload } = errorCatalogue;
    // A path that does not decode.
    if (error instanceof URIError) {
      const message = "The path holds a percent escape that does not decode";
      const refused = isOfFileService(path)
        ? fileRefusedWith(rejection(upload.invalid_request, { message }))
        : refusedWith(rejection(submit.invalid_request, { message }));
      writer.write(open, refused);
      return;
    }
    if (!(error instanceof StateUnavailable)) onBug(error);
    if (response.headersSent) response.destroy();
    else {
      const isQuery = operationAt(path) === vendorOperations.query;
      const { internal_error } = errorCatalogue[isQuery ? "query" : "shared"];
      const refuse = isOfFileService(path) ? fileRefusedWith : refusedWith;
      if (error instanceof StateUnavailable) writer.tellOutage(open, error);
      else writer.write(open, refuse(rejection(internal_error)));
    }
  };
}

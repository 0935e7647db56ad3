import type { IncomingMessage } from "node:http";
import { bearerToken } from "../../contract/authorization.js";
import { errorCatalogue } from "../../contract/error-catalogue.js";
import { rejection } from "../../contract/rejection.js";
import { fileServiceOf } from "../../hosts/service-url.js";
import type { Accounts } from "../../ports/accounts.js";
import type { AnswerWriter, OpenRequest } from "../http/vendor/answer-writer.js";
import { scenarioHeader } from "../http/vendor/scenario-header.js";
import { isOfFiles, ownRefusal } from "./failure-answer.js";
import { answerSubmit, type LiveSubmitParts } from "./live-submit.js";
import { passOn } from "./pass-on.js";
import { sentHeaders } from "./sent-headers.js";

/** The parts that the vendor's routes are passed on with. */
export interface LiveParts extends Omit<LiveSubmitParts, "writer"> {
  /** Gives keys their labels; nothing else of the accounts is used. */
  readonly accounts: Pick<Accounts, "of">;
}

/** Has a service answer the vendor's routes in the place of the engine. */
export function liveHandler(parts: LiveParts) {
  return (open: OpenRequest, writer: AnswerWriter): Promise<void> => {
    const { request, route } = open;
    const key = bearerToken(request.headers.authorization);
    const known = { account: key === undefined ? undefined : parts.accounts.of(key) };
    if (scenarioHeader(request) !== undefined) {
      const message =
        "X-Wan-Mock-Scenario forces nothing in wan-mock proxy, which passes calls on to a service: leave it out, or send the call to wan-mock serve";
      writer.write(
        open,
        ownRefusal(route, rejection(errorCatalogue.submit.invalid_request, { message }), known),
      );
      return Promise.resolve();
    }
    if (route === "submit") return answerSubmit(open, known, { ...parts, writer });
    const body = hasBody(request) ? request : undefined;
    return passOn(
      {
        ...{ open, body, known, headers: sentHeaders(request, body), findings: [] },
        outlivesClient: false,
        onOutcome: () => undefined,
      },
      { ...parts, writer, upstream: isOfFiles(route) ? fileServiceOf(parts.upstream) : parts.upstream },
    );
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

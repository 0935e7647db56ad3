import { errorCatalogue } from "../../contract/error-catalogue.js";
import { type Rejection, rejection } from "../../contract/rejection.js";
import { isOfFileService, vendorOperations } from "../../contract/vendor-operations.js";
import { fileRefusedWith, type KnownFacts, refusedWith, type VendorAnswer } from "../../engine/answer.js";
import type { RequestRoute } from "../../ports/journal.js";
import type { UpstreamFailure, UpstreamFailureKind } from "./upstream-failure.js";

const hints: Readonly<Record<UpstreamFailureKind, string>> = {
  unreachable: "wan-mock proxy answers here, not the service: start the service, or correct --upstream",
  lost: "wan-mock proxy answers here, not the service: the connection broke; see the message",
  silent: "wan-mock proxy answers here, not the service: wait longer with --upstream-timeout",
  "given-up": "wan-mock proxy answers here, not the service: the proxy was stopped",
};

/** The answer to a request that the upstream did not answer: in the vendor's envelope, with words that say whose it is. */
export function failureAnswer(
  failure: UpstreamFailure,
  route: RequestRoute,
  facts: KnownFacts,
): VendorAnswer {
  const { proxy, shared } = errorCatalogue;
  const entry = failure.kind === "silent" ? proxy.upstream_timeout : shared.upstream_error;
  const message = `wan-mock proxy: ${failure.message}; ${outcomeOf(failure, route)}`;
  return ownRefusal(route, rejection(entry, { message }), { ...facts, hint: hints[failure.kind] });
}

function outcomeOf({ mayHaveArrived }: UpstreamFailure, route: RequestRoute): string {
  if (!mayHaveArrived) return "nothing was sent";
  return route === "submit"
    ? "the service may have accepted the submit and charge for it: look for its task before you send it again"
    : "the service may have got the request";
}

/** A refusal in the form of the service that a route belongs to. */
export function ownRefusal(route: RequestRoute, refused: Rejection, facts: KnownFacts): VendorAnswer {
  return isOfFiles(route) ? fileRefusedWith(refused, [], facts) : refusedWith(refused, [], facts);
}

export function isOfFiles(route: RequestRoute): boolean {
  return route !== "unknown" && isOfFileService(vendorOperations[route].path);
}

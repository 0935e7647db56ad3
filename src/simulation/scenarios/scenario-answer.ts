import { type CatalogueEntry, errorCatalogue } from "../../contract/error-catalogue.js";
import { ownMember } from "../../text/own-member.js";
import type { ScenarioOperation } from "./scenario-effect.js";

/** Codes that the vendor's own clients know beside the documented ones, with our wording. */
const furtherCodes: Readonly<Record<string, string>> = {
  account_balance_insufficient: "The balance of the account does not cover this request",
  channel_selection_failed: "No channel could be selected for this request",
  content_policy_violation: "The request was refused by the content policy",
  idempotency_conflict: "This idempotency key was used with another request",
  insufficient_token_quota: "The quota of this key does not cover this request",
  insufficient_user_quota: "The quota of this account does not cover this request",
  invalid_parameter: "A parameter of the request is not valid",
  ip_restricted: "This key may not be used from this address",
  key_daily_quota_exhausted: "The daily quota of this key is used up",
  key_disabled: "This key is disabled",
  key_expired: "This key has expired",
  key_model_not_allowed: "This key may not use this model",
  key_quota_exhausted: "The quota of this key is used up",
  model_unavailable: "The model is not available at the moment",
  no_available_channel: "No channel is available for this model",
  paid_outcome_unknown: "The outcome of an earlier submission with this idempotency key is not known yet",
  quota_not_enough: "The quota does not cover this request",
  token_daily_quota_exceeded: "The daily quota of this key is used up",
};

/** Codes of statuses for which no source has one. */
const codeOfStatus: Readonly<Record<number, string>> = {
  406: "not_acceptable",
  409: "conflict",
  410: "gone",
  415: "unsupported_media_type",
  422: "unprocessable_request",
  501: "not_implemented",
  504: "gateway_timeout",
};

/**
 * The answer of `http-STATUS[-code]`: the catalogue's where it has one for the operation, else one made
 * in its manner.
 *
 * @param code - as the envelope shows it: `key_quota_exhausted`
 */
export function answerFor(
  operation: ScenarioOperation,
  status: number,
  code: string | undefined,
): CatalogueEntry {
  const known = catalogueOf(operation).find(
    (entry) => entry.status === status && (code ?? entry.code) === entry.code,
  );
  if (known !== undefined) return known;
  const shown = code ?? codeOfStatus[status] ?? `http_${status}`;
  return {
    status,
    code: shown,
    message: ownMember(furtherCodes, shown) ?? `The request was answered with status ${status} (${shown})`,
    type: typeOf(operation, status),
  };
}

function catalogueOf(operation: ScenarioOperation): readonly CatalogueEntry[] {
  const { submit, query, upload, shared } = errorCatalogue;
  if (operation === "submit") return [...Object.values(submit), ...Object.values(shared)];
  if (operation === "query") return [...Object.values(query), ...Object.values(shared)];
  if (operation === "upload") return Object.values(upload);
  return [shared.link_expired, shared.file_not_found, ...Object.values(shared)];
}

/** Types as the documented answers of the same status have them. */
function typeOf(operation: ScenarioOperation, status: number): string {
  const same = catalogueOf(operation).find((entry) => entry.status === status);
  if (same !== undefined) return same.type;
  return status < 500
    ? errorCatalogue.submit.invalid_request.type
    : errorCatalogue.shared.internal_error.type;
}

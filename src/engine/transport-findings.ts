import type { Verdict } from "../contract/contract.js";
import { errorCatalogue } from "../contract/error-catalogue.js";
import { type Finding, refuses } from "../contract/finding.js";
import { apiKeyFinding, contentTypeFinding, idempotencyKeyFinding } from "../contract/header-rules.js";
import { type Rejection, rejection } from "../contract/rejection.js";
import type { ContractSettings } from "../contract/settings.js";
import type { SubmitRequest } from "./submit-request.js";

/** The findings of a verdict, and those about the headers that the body came with. */
export function withTransportFindings(
  { findings }: Pick<Verdict, "findings">,
  request: SubmitRequest,
  settings: ContractSettings,
): readonly Finding[] {
  const type = contentTypeFinding(request.contentType, settings);
  const key = idempotencyKeyFinding(request.idempotencyKey, settings);
  const unset = apiKeyFinding(request.authorization, settings);
  if (type === undefined && key === undefined && unset === undefined) return findings;
  return [...findings, ...[type, key, unset].filter((finding) => finding !== undefined)];
}

/** With `--strict` a warning about the transport refuses like any other. */
export function strictRejection(findings: readonly Finding[]): Rejection | undefined {
  const first = findings.find(refuses);
  return first === undefined
    ? undefined
    : rejection(errorCatalogue.submit.invalid_request, { message: first.message });
}

import { assetOfName } from "./contract/asset-name.js";
import { bundledModels } from "./contract/bundled-models.js";
import type { Refusal } from "./contract/contract.js";
import { Contract, isRefusal, refuseBody } from "./contract/contract.js";
import type { Body } from "./contract/define-rule.js";
import { type EffectiveRequest, effectiveRequest } from "./contract/effective-request.js";
import type { VendorError } from "./contract/error-catalogue.js";
import type { Finding } from "./contract/finding.js";
import { rules } from "./contract/rule-list.js";
import { type ContractSettings, defaultSettings } from "./contract/settings.js";

/** What the service would say of a request body. */
export interface RequestVerdict {
  readonly accepted: boolean;
  /** HTTP status of the answer: 200 when accepted. */
  readonly status: number;
  /** The `error` object of the answer, when refused. */
  readonly error?: VendorError;
  /** Errors and warnings: schema first, then the rules in their order. */
  readonly findings: readonly Finding[];
  /** What the service would work with, when accepted. */
  readonly effective?: EffectiveRequest;
}

let standardContract: Contract | undefined;

/**
 * Judges a request body by the bundled contract. Pure and synchronous; never throws on any body.
 *
 * @param body - the parsed body, or its JSON text (only the text can tell repeated keys)
 * @param settings - readings of the contract that differ from the defaults
 * @throws {KitError} `UNKNOWN_RULE` when the settings name a rule that does not exist
 * @example
 * validateRequest({ model: "wan2.7-text-to-video", prompt: "rain", duration: 16 }).error?.message;
 * // "duration must be at most 15, got 16"
 */
export function validateRequest(body: unknown, settings: Partial<ContractSettings> = {}): RequestVerdict {
  const contract = contractFor(settings);
  return judge(contract, body);
}

/** Judges a body, or the JSON text of one, by a contract. */
export function judge(contract: Contract, body: unknown): RequestVerdict {
  const read = typeof body === "string" ? contract.read(body) : asObject(body);
  if (isRefusal(read)) return refused(read);
  const model = contract.modelOf(read.body);
  if (isRefusal(model)) return refused(model);
  const verdict = contract.check(model, read.body, { duplicates: read.duplicates });
  if (verdict.rejection !== undefined)
    return refused({ rejection: verdict.rejection, findings: verdict.findings });
  const effective = effectiveRequest(model, read.body, verdict.body, assetOfName);
  return { accepted: true, status: 200, findings: verdict.findings, effective };
}

function contractFor(settings: Partial<ContractSettings>): Contract {
  if (Object.keys(settings).length > 0) {
    return new Contract(bundledModels, rules, { ...defaultSettings, ...settings });
  }
  standardContract ??= new Contract(bundledModels, rules, defaultSettings);
  return standardContract;
}

function asObject(body: unknown) {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return refuseBody("json/object", "the body must be a JSON object");
  }
  return { body: body as Body, duplicates: [] };
}

function refused(refusal: Refusal): RequestVerdict {
  const { status, error } = refusal.rejection;
  return { accepted: false, status, error, findings: refusal.findings };
}

import { isBodyRefusal } from "../contract/body-refusal.js";
import { bundledModels } from "../contract/bundled-models.js";
import { Contract } from "../contract/contract.js";
import { type Finding, refuses } from "../contract/finding.js";
import { traitsOf } from "../contract/models/wan-models.js";
import type { Rejection } from "../contract/rejection.js";
import type { Body } from "../contract/rules/define-rule.js";
import { rules } from "../contract/rules/rule-list.js";
import { defaultSettings } from "../contract/settings.js";
import { vendorOperations } from "../contract/vendor-operations.js";
import type { CaseRequest, ExchangeCase, ExpectedOutcome } from "./verify-case.js";

/** The submit of the task whose life is followed. */
export function taskSubmit(model: string): CaseRequest {
  const body = JSON.stringify(traitsOf(model).leastBody);
  return { method: "POST", path: vendorOperations.submit.path, credentials: "key", body };
}

/**
 * A submit whose answer follows from the contract: accepted, refused, or either where its readings differ.
 *
 * @param submit.text - the body as it goes over the wire
 */
export function submitCase(
  { name, group, text }: Pick<ExchangeCase, "name" | "group"> & { readonly text: string },
  readings: readonly Contract[],
): ExchangeCase {
  const verdicts = readings.map((contract) => expected(contract, text));
  const outcomes = new Map(verdicts.map(({ outcome }) => [JSON.stringify(outcome), outcome]));
  return {
    kind: "exchange",
    name,
    group,
    charges: verdicts.some(({ charges }) => charges),
    request: { method: "POST", path: vendorOperations.submit.path, credentials: "key", body: text },
    expects: [...outcomes.values()],
  };
}

function expected(contract: Contract, text: string): { outcome: ExpectedOutcome; charges: boolean } {
  const { rejection, reasons, model, body } = submitVerdict(text, contract);
  if (rejection === undefined) {
    const outcome = {
      status: 200,
      shape: "submittedTask",
      ...(model === undefined ? {} : { model }),
    } as const;
    return { outcome, charges: true };
  }
  const charges =
    body !== undefined && reasons.length > 0 && reasons.every((reason) => isUncertainRefusal(reason, body));
  return { outcome: { ...refused(rejection), ...publishedMessage(reasons) }, charges };
}

/** Code and type are documented; how a service words what is wrong is its own. */
function refused({ status, error }: Rejection): ExpectedOutcome {
  // The guide has a 404 for unknown models and no body for it, the model pages a 403 with all that it says.
  if (status === 404) return { status, shape: "error" };
  const refusal: ExpectedOutcome = { status, shape: "error", code: error.code, type: error.type };
  return status === 403 ? { ...refusal, message: error.message } : refusal;
}

/** The published sentences about voice bindings, where nothing else is wrong that could be named first. */
function publishedMessage(reasons: readonly Finding[]): Pick<ExpectedOutcome, "message"> {
  const [only, ...more] = reasons;
  if (only === undefined || more.length > 0) return {};
  const isPublished = only.rule === "voice-binding-key-format" || only.rule === "voice-binding-in-range";
  return isPublished ? { message: only.message } : {};
}

/** The contract with the default settings of the kit. */
const asDocumented = new Contract(bundledModels, rules, defaultSettings);

/**
 * Judges a text as the service would, knowing nothing of the media it names. `reasons` are the findings that refuse it;
 * none where the body could not be read so far.
 */
export function submitVerdict(text: string, contract = asDocumented) {
  const read = contract.read(text);
  if (isBodyRefusal(read)) return { rejection: read.rejection, reasons: [] };
  const { body, duplicates } = read;
  const model = contract.modelOf(body);
  if (isBodyRefusal(model)) return { rejection: model.rejection, reasons: [], body };
  const { findings, rejection } = contract.check(model, body, { duplicates });
  return { rejection, reasons: findings.filter(refuses), model: model.id, body };
}

/** Rules whose published sentence allows another reading than a refusal, and which. */
export const uncertainRefusals: ReadonlyMap<string, string> = new Map([
  ["duration-is-whole-seconds", "the schema says number, the prose integer: a fraction may be rounded"],
  ["video-reference-caps-duration", "capped may mean cut to 10"],
  ["edit-duration-is-zero-or-two-to-ten", "the schema lets 1 pass"],
  ["continuation-takes-one-video", "the schema has no upper bound: the first may be taken"],
  ["no-duplicate-json-keys", "a parsed body no longer shows the repetition"],
  ["callback-url-is-https", "the address may be judged when the callback is sent"],
  ["callback-url-is-public", "the address may be judged when the callback is sent"],
  ["callback-url-fits-2048", "the address may be judged when the callback is sent"],
]);

/**
 * Whether a service that keeps to the documents may pass over a complaint, and so charge: such cases are not sent to a
 * paid service.
 */
function isUncertainRefusal({ rule, param }: Finding, body: Body): boolean {
  if (uncertainRefusals.has(rule)) return true;
  // A format is a remark to many validators; what it is about is looked at when the task runs.
  if (rule === "schema/format") return true;
  return rule.startsWith("schema/") && (countsAsAbsent(body[param]) || isNumeral(body[param]));
}

/** Digits in a text, which lenient decoders take for the number. */
function isNumeral(value: unknown): boolean {
  return typeof value === "string" && /^-?\d+(?:\.\d+)?$/.test(value);
}

/** Values that many decoders do not tell from an absent parameter. */
function countsAsAbsent(value: unknown): boolean {
  return value === null || value === "" || value === 0 || (Array.isArray(value) && value.length === 0);
}

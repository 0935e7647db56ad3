import type { Contract } from "../contract/contract.js";
import type { Finding } from "../contract/finding.js";
import type { Rejection } from "../contract/rejection.js";
import { vendorOperations } from "../contract/vendor-operations.js";
import { submitVerdict } from "./submit-verdict.js";
import { isUncertainRefusal } from "./uncertain-refusals.js";
import type { ExchangeCase, ExpectedOutcome } from "./verify-case.js";

/** The name of a submit, and its body. */
export interface Submit {
  readonly name: string;
  readonly group: string;
  /** The body as it goes over the wire. */
  readonly text: string;
}

/** A submit whose answer follows from the contract: accepted, refused, or either where its readings differ. */
export function submitCase({ name, group, text }: Submit, readings: readonly Contract[]): ExchangeCase {
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
  if (rejection === undefined) return { outcome: accepted(model), charges: true };
  const charges =
    body !== undefined && reasons.length > 0 && reasons.every((reason) => isUncertainRefusal(reason, body));
  return { outcome: { ...refused(rejection), ...publishedMessage(reasons) }, charges };
}

function accepted(model: string | undefined): ExpectedOutcome {
  return { status: 200, shape: "submittedTask", ...(model === undefined ? {} : { model }) };
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

import { closeNames } from "../errors/close-names.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import { cutText, longest } from "../text/cut-text.js";
import { errorCatalogue } from "./error-catalogue.js";
import { type Finding, makeFinding } from "./finding.js";
import { wanModels } from "./models/wan-models.js";
import { type Rejection, rejection } from "./rejection.js";
import type { ContractSettings } from "./settings.js";

/** The refusal of a request before its model is known, or of its choice of model. */
export interface BodyRefusal {
  readonly rejection: Rejection;
  readonly findings: readonly Finding[];
}

/** Whether a refusal came back instead of a model or a body. */
export function isBodyRefusal(value: object): value is BodyRefusal {
  return "rejection" in value && !("model" in value);
}

/** A refusal that speaks of the body as a whole. */
export function refuseBody(rule: string, message: string): BodyRefusal {
  return {
    rejection: rejection(errorCatalogue.submit.invalid_request, { message }),
    findings: [
      makeFinding({
        rule,
        severity: "error",
        pointer: "",
        message,
        source: { page: "wan2.7-text-to-video", at: "/paths/~1v1~1videos~1generations/post/requestBody" },
      }),
    ],
  };
}

/** The refusal of a body whose `model` is absent or no string. */
export function refuseNoModel(id: unknown, known: readonly string[]): BodyRefusal {
  const message =
    id === undefined
      ? `model is required: one of ${known.join(", ")}`
      : `model must be a string, got ${quoteForMessage(id)}`;
  const rule = id === undefined ? "schema/required" : "schema/type";
  return {
    rejection: rejection(errorCatalogue.submit.invalid_request, { message, param: "model" }),
    findings: [modelFinding(rule, message)],
  };
}

/** The refusal of a model that no document describes. */
export function refuseUnknownModel(
  id: string,
  known: readonly string[],
  answer: ContractSettings["unknownModel"],
): BodyRefusal {
  const refused =
    answer === "403"
      ? rejection(errorCatalogue.submit.model_access_denied, { message: accessDeniedMessage(id) })
      : rejection(errorCatalogue.submit.model_not_found);
  return { rejection: refused, findings: [unknownModelFinding(id, known)] };
}

/** The documented 403 sentence for a model. */
export function accessDeniedMessage(model: string): string {
  return errorCatalogue.submit.model_access_denied.message.replace("MODEL", () => cutText(model, longest.id));
}

function modelFinding(rule: string, message: string, suggestions?: readonly string[]): Finding {
  return makeFinding({
    rule,
    severity: "error",
    pointer: "/model",
    message,
    source: { page: "guide", at: "2. Choose the right model ID" },
    ...(suggestions === undefined ? {} : { suggestions }),
  });
}

/** The id with `wan27-t2v` and other short forms of other platforms spelt out. */
function spelledOut(id: string): string {
  const start = id
    .slice(0, 100)
    .toLowerCase()
    .replace(/^wan[-_]?2[._]?7/, "wan2.7");
  return Object.entries(wanModels).reduce(
    (name, [model, { shortForm }]) => name.replace(shortForm, model.replace("wan2.7-", "")),
    start,
  );
}

function unknownModelFinding(id: string, known: readonly string[]): Finding {
  const rule = "unknown-model";
  const successor = id.startsWith("wan2.6-") ? id.replace("wan2.6-", "wan2.7-") : undefined;
  if (successor !== undefined && known.includes(successor)) {
    const message = `model ${quoteForMessage(id)} is not served here; its 2.7 successor is ${successor}`;
    return modelFinding(rule, message, [successor]);
  }
  const suggestions = closeNames(spelledOut(id), known);
  const advice = suggestions.length > 0 ? `did you mean ${suggestions[0]}?` : `known are ${known.join(", ")}`;
  return modelFinding(rule, `model ${quoteForMessage(id)} does not exist: ${advice}`, suggestions);
}

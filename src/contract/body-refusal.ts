import { errorCatalogue } from "./error-catalogue.js";
import { type Finding, makeFinding } from "./finding.js";
import { type Rejection, rejection } from "./rejection.js";

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

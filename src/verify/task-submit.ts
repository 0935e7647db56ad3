import { traitsOf } from "../contract/models/wan-models.js";
import { SUBMIT } from "./submit-case.js";
import type { CaseRequest } from "./verify-case.js";

/** The submit of the task whose life is followed. */
export function taskSubmit(model: string): CaseRequest {
  const body = JSON.stringify(traitsOf(model).leastBody);
  return { method: "POST", path: SUBMIT, credentials: "key", body };
}

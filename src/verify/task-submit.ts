import { traitsOf } from "../contract/models/wan-models.js";
import { vendorOperations } from "../contract/vendor-operations.js";
import type { CaseRequest } from "./verify-case.js";

/** The submit of the task whose life is followed. */
export function taskSubmit(model: string): CaseRequest {
  const body = JSON.stringify(traitsOf(model).leastBody);
  return { method: "POST", path: vendorOperations.submit.path, credentials: "key", body };
}

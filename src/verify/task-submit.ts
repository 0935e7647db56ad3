import type { WanModel } from "../contract/rules/define-rule.js";
import { vendorOperations } from "../contract/vendor-operations.js";
import { baseBodies } from "./cases/base-bodies.js";
import type { CaseRequest } from "./verify-case.js";

/** The submit of the task whose life is followed. */
export function taskSubmit(model: string): CaseRequest {
  const body = JSON.stringify(baseBodies[model as WanModel]);
  return { method: "POST", path: vendorOperations.submit.path, credentials: "key", body };
}

import type { Finding } from "./finding.js";

/** `rule (warning): sentence`, as far as it is known. */
export function findingLine({
  rule,
  severity,
  message,
}: Pick<Finding, "rule"> & { readonly severity?: string; readonly message?: string }): string {
  return `${rule}${severity === "warn" ? " (warning)" : ""}${message === undefined ? "" : `: ${message}`}`;
}

import type { Finding } from "./finding.js";
import { makeFinding, show } from "./finding.js";
import type { ContractSettings } from "./settings.js";

const FORMAT = /^[A-Za-z0-9._-]{16,96}$/;

/** Whether the text of an `Idempotency-Key` header is one that the service heeds. */
export function isIdempotencyKey(header: string): boolean {
  return FORMAT.test(header);
}

/** A malformed key is ignored, so a retry would be a second paid task: worth a warning. */
export function idempotencyKeyFinding(
  header: string | undefined,
  settings: ContractSettings,
): Finding | undefined {
  if (header === undefined || isIdempotencyKey(header)) return undefined;
  return makeFinding({
    rule: "idempotency-key-is-well-formed",
    severity: settings.strict ? "error" : "warn",
    pointer: "",
    message: `Idempotency-Key must be 16 to 96 of A-Z a-z 0-9 . _ -, got ${show(header)}: it is ignored, a retry makes a new task`,
    source: { page: "vendor clients", at: "Idempotency-Key" },
  });
}

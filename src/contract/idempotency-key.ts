import { quoteForMessage } from "../errors/quote-for-message.js";
import type { Finding } from "./finding.js";
import { headerFinding, idempotencyKeyIsWellFormed } from "./header-rules.js";
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
  return headerFinding(idempotencyKeyIsWellFormed, quoteForMessage(header), settings);
}

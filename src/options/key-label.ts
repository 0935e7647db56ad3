import { createHash } from "node:crypto";
import { labelOf } from "../ports/accounts.js";

/** An API key as people may see it: `key_` and 8 hex digits of its hash. */
export function keyLabel(key: string): string {
  return labelOf(createHash("sha256").update(key).digest("hex"));
}

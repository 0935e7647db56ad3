import { quoteForMessage } from "../errors/quote-for-message.js";
import type { Finding } from "./finding.js";
import { contentTypeIsJson, headerFinding } from "./header-rules.js";
import type { ContractSettings } from "./settings.js";

const JSON_TYPE = /^\s*application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/**
 * A JSON body under another content type is read all the same, and reported: `curl -d` without the header
 * is the commonest first mistake.
 */
export function contentTypeFinding(
  header: string | undefined,
  settings: ContractSettings,
): Finding | undefined {
  if (header !== undefined && (header === "application/json" || JSON_TYPE.test(header))) return undefined;
  return headerFinding(contentTypeIsJson, header === undefined ? "none" : quoteForMessage(header), settings);
}

import type { Finding } from "./finding.js";
import { makeFinding, show } from "./finding.js";
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
  return makeFinding({
    rule: "content-type-is-json",
    severity: settings.strict ? "error" : "warn",
    pointer: "",
    message: `Content-Type must be application/json, got ${header === undefined ? "none" : show(header)}`,
    source: {
      page: "wan2.7-text-to-video",
      at: "/paths/~1v1~1videos~1generations/post/requestBody",
    },
  });
}

import type { ControlParts } from "./control-parts.js";
import type { ControlRoutes } from "./control-request.js";

/** `/_mock/openapi.json` and `/_mock/control.openapi.json`: both sides, described. */
export function documentRoutes({ documents }: ControlParts): ControlRoutes {
  return {
    "/_mock/openapi.json": { GET: documents.vendor },
    "/_mock/control.openapi.json": { GET: documents.control },
  };
}

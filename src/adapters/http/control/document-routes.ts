import type { ControlParts } from "./control-parts.js";
import type { ControlHandler, ControlRoutes } from "./control-request.js";

/** `/_mock/openapi.json` and `/_mock/control.openapi.json`: both sides, described. */
export function documentRoutes({ documents }: ControlParts): ControlRoutes {
  return {
    "/_mock/openapi.json": { GET: servedFrom(documents.vendor) },
    "/_mock/control.openapi.json": { GET: servedFrom(documents.control) },
  };
}

/** A document whose server is the mock, at the address by which the client reached it. */
function servedFrom(document: () => Promise<object>): ControlHandler {
  return async ({ origin }) => ({
    ...(await document()),
    servers: [{ url: origin(), description: "The mock that serves this document" }],
  });
}

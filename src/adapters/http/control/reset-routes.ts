import { type ResetScope, resetScopes } from "../../../ports/journal.js";
import { clockView } from "./clock-routes.js";
import { invalidRequest } from "./control-error.js";
import type { ControlParts } from "./control-parts.js";
import type { ControlBody, ControlRoutes } from "./control-request.js";

/** `/_mock/reset`: back to the start, as a whole or in parts. */
export function resetRoutes({ resets, timeline }: ControlParts): ControlRoutes {
  return {
    "/_mock/reset": {
      POST: async ({ body }) => {
        const scope = scopeIn(body);
        await resets.reset(scope);
        return { reset: scope, ...clockView(timeline) };
      },
    },
  };
}

function scopeIn(body: ControlBody): ResetScope | "all" {
  const { scope = "all", ...others } = body;
  const known = resetScopes.find((name) => name === scope);
  if (Object.keys(others).length === 0 && (known !== undefined || scope === "all")) return known ?? "all";
  throw invalidRequest(
    `reset takes {} for all state, or {"scope":"..."} with one of ${resetScopes.join(", ")}`,
  );
}

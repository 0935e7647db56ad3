import { deliveryView } from "../control-views.js";
import type { ControlParts } from "./control-parts.js";
import type { ControlRoutes } from "./control-request.js";
import { newestFirst } from "./paging.js";

/** `/_mock/callbacks`: deliveries with their attempts. */
export function callbackRoutes({ callbacks }: ControlParts): ControlRoutes {
  return {
    "/_mock/callbacks": {
      GET: ({ query }) => {
        const deliveries = callbacks.deliveries(query.get("task") ?? undefined);
        return newestFirst(deliveries, query, ({ id }) => id, deliveryView);
      },
    },
  };
}

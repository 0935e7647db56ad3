import { cutText, longest } from "../../../text/cut-text.js";
import { ControlError } from "./control-error.js";
import type { ControlParts } from "./control-parts.js";
import type { ControlRoutes } from "./control-request.js";
import { deliveryView } from "./control-views.js";
import { withQuery } from "./query-route.js";
import { beforeFilter, limitFilter, newestFirst } from "./read-query.js";

/** `/_mock/callbacks`: deliveries of callbacks with their attempts. */
export function callbackRoutes({ callbacks, tasks }: ControlParts): ControlRoutes {
  return {
    "/_mock/callbacks": {
      GET: withQuery({ task: undefined, limit: limitFilter, before: beforeFilter }, (query) =>
        newestFirst(callbacks.deliveries(query.task), query, ({ id }) => id, deliveryView),
      ),
    },
    "/_mock/callbacks/:id": {
      GET: async ({ params: { id = "" } }) => {
        const delivery = callbacks.deliveries().find((one) => String(one.id) === id);
        if (delivery === undefined) {
          const message = `there is no delivery ${cutText(id, longest.id)}: GET /_mock/callbacks lists those that are kept`;
          throw new ControlError(404, "not_found", message);
        }
        // For one delivery; a list of them would be long.
        return { ...deliveryView(delivery), body: (await tasks.callbackOf(delivery)) ?? null };
      },
    },
  };
}

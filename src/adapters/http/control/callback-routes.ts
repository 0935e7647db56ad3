import type { ControlParts } from "./control-parts.js";
import type { ControlRoutes } from "./control-request.js";
import { deliveryView } from "./control-views.js";
import { beforeFilter, limitFilter, newestFirst } from "./paging.js";
import { readQuery } from "./read-query.js";

/** `/_mock/callbacks`: deliveries with their attempts. */
export function callbackRoutes({ callbacks }: ControlParts): ControlRoutes {
  return {
    "/_mock/callbacks": {
      GET: ({ query }) => {
        const read = readQuery(query, { task: undefined, limit: limitFilter, before: beforeFilter });
        return newestFirst(callbacks.deliveries(read.task), read, ({ id }) => id, deliveryView);
      },
    },
  };
}

import { fieldSearch } from "../../state/field-search.js";
import type { DeliveryRow } from "./delivery-row.js";

/** Reads a search of deliveries: whether a delivery fits it. */
export const deliverySearch = fieldSearch<DeliveryRow>(
  {
    state: ({ state }) => state,
    status: ({ answer }) => answer,
    url: ({ callback_url: url, target }) => `${url} ${target ?? ""}`,
    task: ({ task }) => task,
    key: ({ key }) => key,
    model: ({ model }) => model,
  },
  ({ id, reason = "" }) => `#${id} ${reason}`,
);

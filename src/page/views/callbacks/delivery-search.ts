import { contains, remembered } from "../../state/field-contains.js";
import type { Grammar } from "../../state/search.js";
import type { DeliveryRow } from "./delivery-row.js";

/** What deliveries can be searched by. */
export const deliveryGrammar: Grammar<DeliveryRow> = {
  fields: {
    state: {
      summary: "Start of the state: pending, delivered, given-up, withheld",
      example: "state:given-up",
      matches: ({ state }, value) => state.startsWith(value),
    },
    status: {
      summary: "Start of the HTTP status of the latest answer",
      example: "status:500",
      matches: ({ answer }, value) => /^\d+$/.test(answer) && answer.startsWith(value.replace(/x+$/, "")),
    },
    url: {
      summary: "Part of callback_url, or of where it is sent",
      example: "url:app.example.com",
      matches: contains(({ callback_url: url, target }) => `${url}\n${target ?? ""}`),
    },
    task: {
      summary: "Part of the task's id",
      example: "task:task-unified-17",
      matches: contains(({ task }) => task),
    },
    key: {
      summary: "Part of the API key as it is shown",
      example: "key:key_6ab9f1eb",
      matches: contains(({ key }) => key),
    },
    model: {
      summary: "Part of the model's id",
      example: "model:image-to-video",
      matches: contains(({ model }) => model),
    },
  },
  textOf: remembered(({ id, callback_url: url, target, task, model, state, answer, reason = "" }) =>
    [`#${id}`, url, target ?? "", task, model, state, answer, reason].join("\n"),
  ),
};

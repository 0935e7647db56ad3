import { contains, remembered } from "../../state/field-contains.js";
import type { Schemas } from "../../state/schemas.js";
import type { Grammar } from "../../state/search.js";

type TaskRow = Schemas["TaskSummary"];

/** What tasks can be searched by. */
export const taskGrammar: Grammar<TaskRow> = {
  fields: {
    model: {
      summary: "Part of the model's id",
      example: "model:image-to-video",
      matches: contains(({ model }) => model),
    },
    status: {
      summary: "Start of the status: pending, processing, completed, failed",
      example: "status:failed",
      matches: ({ status }, value) => status.startsWith(value),
    },
    key: {
      summary: "Part of the API key as it is shown",
      example: "key:key_6ab9f1eb",
      matches: contains(({ key }) => key),
    },
    code: {
      summary: "Part of the error code of a task that failed",
      example: "code:content_policy",
      matches: contains(({ code = "" }) => code),
    },
    id: {
      summary: "Part of the task's id",
      example: "id:task-unified-17",
      matches: contains(({ id }) => id),
    },
    scenario: {
      summary: "Part of the name of a scenario that was forced on it",
      example: "scenario:slow",
      matches: contains(({ scenarios = [] }) => scenarios.join(" ")),
    },
  },
  textOf: remembered(({ prompt, id, model, status, key, code = "" }) =>
    [prompt, id, model, status, key, code].join("\n"),
  ),
};

import { fieldSearch } from "../../state/field-search.js";
import type { Schemas } from "../../state/schemas.js";

/** Reads a search of tasks: whether a task fits it. */
export const taskSearch = fieldSearch<Schemas["TaskSummary"]>(
  {
    model: ({ model }) => model,
    status: ({ status }) => status,
    key: ({ key }) => key,
    code: ({ code = "" }) => code,
    id: ({ id }) => id,
    scenario: ({ scenarios = [] }) => scenarios.join(" "),
  },
  ({ prompt }) => prompt,
);

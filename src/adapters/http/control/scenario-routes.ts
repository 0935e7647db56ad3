import { type CallMatch, queueScenario } from "../../../engine/control/queue-scenario.js";
import { isJsonObject } from "../../../text/is-json-object.js";
import { invalidRequest } from "./control-error.js";
import type { ControlParts } from "./control-parts.js";
import { type ControlBody, type ControlRoutes, requireOnly } from "./control-request.js";
import { queuedView, scenarioList } from "./control-views.js";
import { wholeList } from "./read-query.js";

/** `/_mock/scenarios`: the catalogue and the queue. */
export function scenarioRoutes(parts: ControlParts): ControlRoutes {
  return {
    "/_mock/scenarios": { GET: () => scenarioList(parts.scenarios.own) },
    "/_mock/scenarios/reload": {
      POST: async ({ body }) => {
        requireOnly(body, []);
        await parts.reloadScenarios();
        return scenarioList(parts.scenarios.own);
      },
    },
    "/_mock/scenarios/next": {
      POST: async ({ body }) => {
        await enqueue(parts, body);
        return wholeList((await parts.scenarios.queue.entries()).map(queuedView));
      },
      DELETE: async ({ body }) => {
        requireOnly(body, []);
        await parts.scenarios.queue.clear();
        return wholeList([]);
      },
    },
  };
}

function enqueue(parts: ControlParts, body: ControlBody): void | Promise<void> {
  const { name, times, match = {} } = body;
  const texts = hasOnly(match, ["key", "model", "prompt"]) ? Object.values(match as object) : [null];
  if (
    typeof name !== "string" ||
    (times !== undefined && typeof times !== "number") ||
    !hasOnly(body, ["name", "times", "match"]) ||
    !texts.every((text) => typeof text === "string")
  ) {
    const shape = '{"name":"rate-limited","times":2,"match":{"key":"...","model":"...","prompt":"..."}}';
    throw invalidRequest(`the queue takes ${shape}; only name is needed`);
  }
  return queueScenario(parts, name, { times, match: match as CallMatch });
}

function hasOnly(value: unknown, known: readonly string[]): boolean {
  return isJsonObject(value) && Object.keys(value).every((key) => known.includes(key));
}

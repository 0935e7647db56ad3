import { type CallMatch, queueScenario } from "../../../engine/control/queue-scenario.js";
import { isJsonObject } from "../../../text/is-json-object.js";
import { invalidRequest } from "./control-error.js";
import type { ControlParts } from "./control-parts.js";
import { type ControlBody, type ControlRoutes, requireOnly } from "./control-request.js";
import { queuedView, scenarioRows } from "./control-views.js";
import { wholeList } from "./read-query.js";

/** `/_mock/scenarios`: the catalogue and the queue. */
export function scenarioRoutes(parts: ControlParts): ControlRoutes {
  const list = () => wholeList(scenarioRows(parts.scenarios.own, parts.scenarioUses));
  const queued = async () => wholeList((await parts.scenarios.queue.entries()).map(queuedView));
  return {
    "/_mock/scenarios": { GET: list },
    "/_mock/scenarios/reload": {
      POST: async ({ body }) => {
        requireOnly(body, []);
        await parts.reloadScenarios();
        return list();
      },
    },
    "/_mock/scenarios/next": {
      GET: queued,
      POST: async ({ body }) => {
        await enqueue(parts, body);
        return queued();
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
  requireOnly(body, ["name", "times", "match"]);
  const { name, times, match = {} } = body;
  if (isJsonObject(match)) requireOnly(match, ["key", "model", "prompt"], "match");
  const texts = isJsonObject(match) ? Object.values(match) : [null];
  if (
    typeof name !== "string" ||
    (times !== undefined && typeof times !== "number") ||
    !texts.every((text) => typeof text === "string")
  ) {
    const shape = '{"name":"rate-limited","times":2,"match":{"key":"...","model":"...","prompt":"..."}}';
    throw invalidRequest(`the queue takes ${shape}; only name is needed`);
  }
  return queueScenario(parts, name, { times, match: match as CallMatch })();
}

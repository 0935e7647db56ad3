import type { ModelId } from "../../../contract/models/model-ids.js";
import { findLabel } from "../../../engine/control/find-account.js";
import type { Timeline } from "../../../engine/timeline.js";
import { closeNames } from "../../../errors/close-names.js";
import { KitError } from "../../../errors/kit-error.js";
import { quoteForMessage } from "../../../errors/quote-for-message.js";
import { habitEntry } from "../../../insight/habits/habit.js";
import type { HabitFilter } from "../../../insight/habits/habit-filter.js";
import { habits as catalogue } from "../../../insight/habits/habit-list.js";
import { type ResetScope, resetScopes } from "../../../ports/journal.js";
import { missingDay, parseInstant } from "../../../simulation/instant.js";
import { accountRoutes } from "./account-routes.js";
import { callbackRoutes } from "./callback-routes.js";
import { invalidRequest } from "./control-error.js";
import type { ControlParts } from "./control-parts.js";
import {
  type ControlBody,
  type ControlHandler,
  type ControlRoutes,
  OtherAnswer,
  requireOnly,
} from "./control-request.js";
import { journalRoutes } from "./journal-routes.js";
import { withQuery } from "./query-route.js";
import { oneOf, wholeList } from "./read-query.js";
import { reportRoute } from "./report-route.js";
import { scenarioRoutes } from "./scenario-routes.js";
import { taskRoutes } from "./task-routes.js";

/** Answers everybody: hosting tools ask it whether the mock lives. */
export const HEALTH = "/_mock/health";

/** Its body is for the linter to read, whatever it is. */
export const LINT = "/_mock/lint";

/** Told of as it happens. */
export const EVENTS = "/_mock/events";

/** The journal tells what is done there. */
export const CLOCK = "/_mock/clock";
export const RESET = "/_mock/reset";

/** Everything that the control side answers. */
export function controlRoutes(parts: ControlParts): ControlRoutes {
  const { health, documents, rules, lint } = parts;
  return {
    // Hosting tools may add to its address what they like.
    [HEALTH]: { GET: { answer: health } },
    "/_mock/metrics": { GET: () => metricsAnswer(parts) },
    "/_mock/openapi.json": { GET: servedFrom(documents.vendor) },
    "/_mock/control.openapi.json": { GET: servedFrom(documents.control) },
    "/_mock/rules": { GET: () => wholeList(rules()) },
    [LINT]: {
      POST: withQuery({ correct: oneOf(["true", "false"]) }, ({ correct }, { text }) =>
        lint(text, correct === "true"),
      ),
    },
    ...clockRoutes(parts),
    ...taskRoutes(parts),
    ...callbackRoutes(parts),
    ...journalRoutes(parts),
    ...habitRoutes(parts),
    ...reportRoute(() => controlRoutes(parts)),
    "/_mock/coverage": { GET: withQuery(coverageFilters, (query) => coverageFor(query, parts)) },
    ...accountRoutes(parts),
    ...scenarioRoutes(parts),
  };
}

function metricsAnswer({ metrics }: ControlParts): OtherAnswer {
  const contentType = "text/plain; version=0.0.4; charset=utf-8";
  return new OtherAnswer(contentType, (_request, response) => {
    response.writeHead(200, { "content-type": contentType, "cache-control": "no-store" });
    response.end(metrics.text());
  });
}

/** A document whose server is the mock, at the address by which the client reached it. */
function servedFrom(document: () => Promise<object>): ControlHandler {
  return async ({ origin }) => ({
    ...(await document()),
    servers: [{ url: origin(), description: "The mock that serves this document" }],
  });
}

/** What time it is, and moving it; and back to the start, as a whole or in parts. */
function clockRoutes({ timeline, resets }: ControlParts): ControlRoutes {
  const clockView = () => ({
    now: new Date(timeline.now()).toISOString(),
    mode: timeline.mode,
    waiting: timeline.waiting,
    next: timeline.nextAt === undefined ? null : new Date(timeline.nextAt).toISOString(),
  });
  return {
    [CLOCK]: {
      GET: clockView,
      POST: async ({ body }) => {
        await moveClock(timeline, body);
        return clockView();
      },
    },
    [RESET]: {
      POST: async ({ body }) => {
        const scope = scopeIn(body);
        await resets.reset(scope);
        return { reset: scope, ...clockView() };
      },
    },
  };
}

async function moveClock(timeline: Timeline, body: ControlBody): Promise<void> {
  const [name, ...others] = Object.keys(body);
  const value = name === undefined ? undefined : body[name];
  if (others.length === 0) {
    if (name === "advance" && (typeof value === "string" || typeof value === "number")) {
      await timeline.advance(value);
      return;
    }
    if (name === "set" && typeof value === "string" && parseInstant(value) !== undefined) {
      await timeline.set(value);
      return;
    }
    if (value === true && (name === "freeze" || name === "resume" || name === "next")) {
      await timeline[name]();
      return;
    }
  }
  const day = name === "set" && typeof value === "string" ? missingDay(value) : "";
  throw invalidRequest(
    `the clock takes one of {"advance":"24h"}, {"freeze":true}, {"resume":true}, {"next":true}, {"set":"2027-01-01T00:00:00Z"}${day}${clockAdvice(body)}`,
  );
}

const clockMoves = ["advance", "freeze", "resume", "next", "set"];

/** The move that a misspelt one is closest to, as the end of a sentence; nothing where none is. */
function clockAdvice(body: ControlBody): string {
  const unknown = Object.keys(body).find((name) => !clockMoves.includes(name));
  const [near] = unknown === undefined ? [] : closeNames(unknown, clockMoves);
  return near === undefined ? "" : `: did you mean ${near}?`;
}

function scopeIn(body: ControlBody): ResetScope | "all" {
  requireOnly(body, ["scope"]);
  const { scope = "all" } = body;
  const known = resetScopes.find((name) => name === scope);
  if (known !== undefined || scope === "all") return known ?? "all";
  const [near] = typeof scope === "string" ? closeNames(scope, resetScopes) : [];
  const advice = near === undefined ? "" : `: did you mean ${near}?`;
  throw invalidRequest(
    `reset takes {} for all state, or {"scope":"..."} with one of ${resetScopes.join(", ")}, got ${quoteForMessage(scope)}${advice}`,
  );
}

/** `/_mock/habits`: habits of clients that cost money or patience in production, and the catalogue of them. */
function habitRoutes({ habits, accounts, journal }: ControlParts): ControlRoutes {
  return {
    "/_mock/habits": {
      GET: withQuery(habitFilters, ({ key, ...filter }) => {
        const label = key === undefined ? {} : { key: findLabel({ accounts, journal }, key) };
        const found = habits.findings({ ...(filter as HabitFilter), ...label });
        return wholeList(found.map(({ at, ...finding }) => ({ at: new Date(at).toISOString(), ...finding })));
      }),
    },
    "/_mock/habits/catalogue": {
      GET: () => wholeList(catalogue.map(habitEntry)),
    },
  };
}

const habitFilters = {
  key: undefined,
  task: undefined,
  habit: oneOf(catalogue.map(({ id }) => id)),
};

const coverageFilters = { model: undefined, only_used_models: oneOf(["true", "false"]) };

/** What the clients have exercised of the contract. */
function coverageFor(
  { model, only_used_models: only }: Readonly<Partial<Record<keyof typeof coverageFilters, string>>>,
  { coverage }: ControlParts,
): object {
  try {
    return coverage({
      ...(model === undefined ? {} : { models: [model as ModelId] }),
      onlyUsedModels: only === "true",
    });
  } catch (error) {
    if (error instanceof KitError) throw invalidRequest(error.message);
    throw error;
  }
}

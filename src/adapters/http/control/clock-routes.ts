import type { Timeline } from "../../../engine/timeline.js";
import { missingDay, parseInstant } from "../../../simulation/instant.js";
import { invalidRequest } from "./control-error.js";
import type { ControlParts } from "./control-parts.js";
import type { ControlBody, ControlRoutes } from "./control-request.js";

/** `/_mock/clock`: what time it is, and moving it. */
export function clockRoutes({ timeline }: ControlParts): ControlRoutes {
  return {
    "/_mock/clock": {
      GET: () => clockView(timeline),
      POST: async ({ body }) => {
        await moveClock(timeline, body);
        return clockView(timeline);
      },
    },
  };
}

/** The clock as the control side shows it. */
export function clockView(timeline: Timeline): object {
  return {
    now: new Date(timeline.now()).toISOString(),
    mode: timeline.mode,
    waiting: timeline.waiting,
    next: timeline.nextAt === undefined ? null : new Date(timeline.nextAt).toISOString(),
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
    `the clock takes one of {"advance":"24h"}, {"freeze":true}, {"resume":true}, {"next":true}, {"set":"2027-01-01T00:00:00Z"}${day}`,
  );
}

import type { ControlParts } from "./control-parts.js";
import { type ControlRoutes, textAnswer } from "./control-request.js";

/** Answers everybody: hosting tools ask it whether the mock lives. */
export const HEALTH = "/_mock/health";

/** `/_mock/health` and `/_mock/metrics`: how the mock is. */
export function healthRoutes({ health, metrics }: ControlParts): ControlRoutes {
  return {
    [HEALTH]: { GET: health },
    "/_mock/metrics": {
      GET: () => textAnswer("text/plain; version=0.0.4; charset=utf-8", metrics.text()),
    },
  };
}

import { accountRoutes } from "./account-routes.js";
import { callbackRoutes } from "./callback-routes.js";
import { catalogueRoutes } from "./catalogue-routes.js";
import { clockRoutes } from "./clock-routes.js";
import type { ControlParts } from "./control-parts.js";
import type { ControlRoutes } from "./control-request.js";
import { coverageRoutes } from "./coverage-routes.js";
import { documentRoutes } from "./document-routes.js";
import { habitRoutes } from "./habit-routes.js";
import { healthRoutes } from "./health-routes.js";
import { journalRoutes } from "./journal-routes.js";
import { resetRoutes } from "./reset-routes.js";
import { scenarioRoutes } from "./scenario-routes.js";
import { taskRoutes } from "./task-routes.js";

/** Everything that the control side answers. */
export function controlRoutes(parts: ControlParts): ControlRoutes {
  return {
    ...healthRoutes(parts),
    ...documentRoutes(parts),
    ...catalogueRoutes(parts),
    ...clockRoutes(parts),
    ...taskRoutes(parts),
    ...callbackRoutes(parts),
    ...journalRoutes(parts),
    ...habitRoutes(parts),
    ...coverageRoutes(parts),
    ...accountRoutes(parts),
    ...scenarioRoutes(parts),
    ...resetRoutes(parts),
  };
}

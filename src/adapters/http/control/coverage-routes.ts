import { KitError } from "../../../errors/kit-error.js";
import { invalidRequest } from "./control-error.js";
import type { ControlParts } from "./control-parts.js";
import type { ControlRoutes } from "./control-request.js";
import { oneOf, readQuery } from "./read-query.js";

/** `/_mock/coverage`: what the clients have exercised of the contract. */
export function coverageRoutes({ coverage }: ControlParts): ControlRoutes {
  return {
    "/_mock/coverage": {
      GET: ({ query }) => {
        const { model, only_used_models: only } = readQuery(query, {
          model: undefined,
          only_used_models: oneOf(["true", "false"]),
        });
        try {
          return coverage({
            ...(model === undefined ? {} : { models: [model] }),
            onlyUsedModels: only === "true",
          });
        } catch (error) {
          if (error instanceof KitError) throw invalidRequest(error.message);
          throw error;
        }
      },
    },
  };
}

import { findAccount } from "../../../engine/control/find-account.js";
import { LiveAccount } from "../../../engine/control/live-account.js";
import { invalidRequest } from "./control-error.js";
import type { ControlParts } from "./control-parts.js";
import type { ControlRoutes } from "./control-request.js";
import { accountView, inSnakeCase } from "./control-views.js";

/** `/_mock/accounts/KEY`: credits, grants, limits and house rules of an API key. */
export function accountRoutes(parts: ControlParts): ControlRoutes {
  const accountOf = (key = "") => new LiveAccount(parts, findAccount(parts.accounts, key));
  return {
    "/_mock/accounts/:key": {
      GET: ({ params }) => accountView(accountOf(params["key"])),
      PUT: async ({ params, body, text }) => {
        const account = accountOf(params["key"]);
        if (text.trim() === "") throw invalidRequest('name what changes, such as {"balance":100}');
        await account.set(body, inSnakeCase);
        return accountView(account);
      },
    },
  };
}

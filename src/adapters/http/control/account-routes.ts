import { changeAccount } from "../../../engine/control/change-account.js";
import { invalidRequest } from "./control-error.js";
import type { ControlParts } from "./control-parts.js";
import type { ControlRoutes } from "./control-request.js";
import { accountView } from "./control-views.js";
import { findAccount } from "./find-account.js";

/** `/_mock/accounts/KEY`: credits, grants, limits and house rules of an API key. */
export function accountRoutes(parts: ControlParts): ControlRoutes {
  return {
    "/_mock/accounts/:key": {
      GET: ({ params: { key = "" } }) => accountView(findAccount(parts.accounts, key), parts),
      PUT: async ({ params: { key = "" }, body, text }) => {
        const account = findAccount(parts.accounts, key);
        if (text.trim() === "") throw invalidRequest('name what changes, such as {"balance":100}');
        const fault = await changeAccount(parts, account, body);
        if (fault !== undefined) throw invalidRequest(fault);
        return accountView(account, parts);
      },
    },
  };
}

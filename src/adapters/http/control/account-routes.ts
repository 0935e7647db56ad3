import { findAccount } from "../../../engine/control/find-account.js";
import { LiveAccount } from "../../../engine/control/live-account.js";
import { isLabel } from "../../../ports/accounts.js";
import { invalidRequest } from "./control-error.js";
import type { ControlParts } from "./control-parts.js";
import type { ControlRoutes } from "./control-request.js";
import { accountSummary, accountView, inSnakeCase } from "./control-views.js";
import { withQuery } from "./query-route.js";
import { limitFilter, type Page, pageOf, sizeOf } from "./read-query.js";

/** `/_mock/accounts`: credits, grants, limits and house rules of API keys. */
export function accountRoutes(parts: ControlParts): ControlRoutes {
  const accountOf = (key = "") => new LiveAccount(parts, findAccount(parts.accounts, key));
  return {
    "/_mock/accounts": { GET: withQuery(accountFilters, (query) => listAccounts(parts, query)) },
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

const accountFilters = {
  after: { accepts: isLabel, says: "is the key that next told, such as key_f10f7812" },
  limit: limitFilter,
};

async function listAccounts(
  parts: ControlParts,
  { after, limit }: Readonly<Partial<Record<keyof typeof accountFilters, string>>>,
): Promise<Page> {
  const { accounts } = parts;
  const last = after === undefined ? undefined : accounts.find(after);
  if (after !== undefined && last === undefined) {
    throw invalidRequest(
      "after is the key that next told: there is no such account any more, start from the first page",
    );
  }
  const page = accounts.page({
    limit: sizeOf(limit),
    ...(last === undefined ? {} : { after: last.id }),
  });
  const rows = await Promise.all(page.items.map((one) => accountSummary(new LiveAccount(parts, one))));
  const shown = page.items.map(({ label }, place) => ({ label, row: rows[place] }));
  return pageOf(
    shown,
    ({ row }) => row,
    ({ label }) => label,
    page.next !== undefined,
  );
}

import type { ControlParts } from "./control-parts.js";
import type { ControlRoutes } from "./control-request.js";
import { wholeList } from "./paging.js";

/** Its body is for the linter to read, whatever it is. */
export const LINT = "/_mock/lint";

/** `/_mock/rules` and `/_mock/lint`: the rules, and the judgement of a body by them. */
export function catalogueRoutes({ rules, lint }: ControlParts): ControlRoutes {
  return {
    "/_mock/rules": { GET: () => wholeList(rules()) },
    [LINT]: { POST: ({ text }) => lint(text) },
  };
}

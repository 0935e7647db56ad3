import { findLabel } from "../../../engine/control/find-account.js";
import { habitEntry } from "../../../insight/habits/habit-entry.js";
import type { HabitFinding } from "../../../insight/habits/habit-finding.js";
import { habits as catalogue } from "../../../insight/habits/habit-list.js";
import type { ControlParts } from "./control-parts.js";
import type { ControlRoutes } from "./control-request.js";
import { wholeList } from "./paging.js";
import { oneOf, readQuery } from "./read-query.js";

/** `/_mock/habits`: habits of clients that cost money or patience in production, and the catalogue of them. */
export function habitRoutes({ habits, accounts, journal }: ControlParts): ControlRoutes {
  return {
    "/_mock/habits": {
      GET: ({ query }) => {
        const { key, ...filter } = readQuery(query, {
          key: undefined,
          task: undefined,
          habit: oneOf(catalogue.map(({ id }) => id)),
        });
        const label = key === undefined ? {} : { key: findLabel({ accounts, journal }, key) };
        return wholeList(habits.findings({ ...filter, ...label }).map(habitView));
      },
    },
    "/_mock/habits/catalogue": {
      GET: ({ query }) => {
        readQuery(query, {});
        return wholeList(catalogue.map(habitEntry));
      },
    },
  };
}

function habitView({ at, ...finding }: HabitFinding): object {
  return { at: new Date(at).toISOString(), ...finding };
}

import { habitEntry } from "../../../insight/habits/habit-entry.js";
import { fitsHabit } from "../../../insight/habits/habit-filter.js";
import type { HabitFinding } from "../../../insight/habits/habit-finding.js";
import { habits as catalogue } from "../../../insight/habits/habit-list.js";
import type { ControlParts } from "./control-parts.js";
import type { ControlRoutes } from "./control-request.js";
import { findLabel } from "./find-account.js";
import { wholeList } from "./paging.js";
import { oneOf, readQuery } from "./read-query.js";

/** `/_mock/habits`: what clients do that costs money or patience in production, and what is looked for. */
export function habitRoutes({ habits, accounts, journal }: ControlParts): ControlRoutes {
  return {
    "/_mock/habits": {
      GET: ({ query }) => {
        const { key, ...filter } = readQuery(query, {
          key: undefined,
          task: undefined,
          habit: oneOf(catalogue.map(({ id }) => id)),
        });
        const account = key === undefined ? {} : { key: findLabel({ accounts, journal }, key) };
        return wholeList(
          habits
            .findings()
            .filter(fitsHabit({ ...filter, ...account }))
            .map(habitView),
        );
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

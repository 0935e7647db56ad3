import { findLabel } from "../../../engine/control/find-account.js";
import { fitsEntry } from "../../../engine/control/journal-filter.js";
import { type Journal, type JournalEntry, journalKinds } from "../../../ports/journal.js";
import { ControlError } from "./control-error.js";
import type { ControlParts } from "./control-parts.js";
import { type ControlRoutes, OtherAnswer } from "./control-request.js";
import { entryView } from "./control-views.js";
import { withQuery } from "./query-route.js";
import { beforeFilter, limitFilter, newestFirst, oneOf } from "./read-query.js";

/** `/_mock/journal` and `/_mock/events`: the journal, kept and as it is written. */
export function journalRoutes(parts: ControlParts): ControlRoutes {
  const { journal, events, contract } = parts;
  const shown = (entry: JournalEntry) => entryView(entry, contract.rules);
  return {
    "/_mock/journal": {
      GET: withQuery(journalFilters, (read) => {
        const key = read.key === undefined ? undefined : findLabel(parts, read.key);
        const entries = journal.entries().filter(fitsEntry({ ...read, key }));
        return newestFirst(entries, read, ({ sequence }) => sequence, shown);
      }),
    },
    "/_mock/journal/:sequence": {
      GET: ({ params: { sequence = "" } }) => {
        const entry = /^[1-9]\d{0,14}$/.test(sequence) ? entryAt(journal, Number(sequence)) : undefined;
        if (entry === undefined) {
          const message = `there is no journal entry ${sequence.slice(0, 20)} (the newest ${journal.bounds.most} are kept)`;
          throw new ControlError(404, "not_found", message);
        }
        // For one entry; a list of them would be long.
        const sent =
          entry.kind === "request" && entry.sent !== undefined
            ? { body: JSON.parse(entry.sent) as object }
            : {};
        return { ...shown(entry), ...sent };
      },
    },
    "/_mock/events": {
      GET: () => {
        const { most, readers } = events.bounds;
        if (readers >= most) {
          throw new ControlError(
            503,
            "too_many_readers",
            `${most} readers of events are served at a time: close one that is not needed`,
          );
        }
        return new OtherAnswer("text/event-stream; charset=utf-8", (request, response) => {
          events.serve(request, response);
        });
      },
    },
  };
}

/** The entry with a number; `undefined` where it is not kept. */
function entryAt(journal: Journal, sequence: number): JournalEntry | undefined {
  for (const entry of journal.since(sequence)) return entry.sequence === sequence ? entry : undefined;
  return undefined;
}

const journalFilters = {
  key: undefined,
  model: undefined,
  task: undefined,
  status: {
    accepts: (text: string) => /^(?:0|[1-9]\d\d|pending|processing|completed|failed)$/.test(text),
    says: "is an HTTP status, or one of pending, processing, completed, failed",
  },
  rule: undefined,
  kind: oneOf(journalKinds),
  limit: limitFilter,
  before: beforeFilter,
};

import type { JournalEntry } from "../../../ports/journal.js";
import { entryView } from "../control-views.js";
import { ControlError } from "./control-error.js";
import type { ControlParts } from "./control-parts.js";
import { type ControlRoutes, OtherAnswer } from "./control-request.js";
import { accountFilter } from "./find-account.js";
import { newestFirst } from "./paging.js";

/** `/_mock/journal` and `/_mock/events`: what happened, and what happens. */
export function journalRoutes(parts: ControlParts): ControlRoutes {
  const { journal, events, contract } = parts;
  const shown = (entry: JournalEntry) => entryView(entry, contract.rules);
  return {
    "/_mock/journal": {
      GET: ({ query }) => {
        const entries = journal.entries().filter(entryFilter(parts, query));
        return newestFirst(entries, query, ({ sequence }) => sequence, shown);
      },
    },
    "/_mock/journal/:sequence": {
      GET: ({ params: { sequence = "" } }) => {
        const entry = journal.entries().find((one) => String(one.sequence) === sequence);
        if (entry !== undefined) return shown(entry);
        const { most } = journal.bounds;
        throw new ControlError(
          404,
          "not_found",
          `there is no journal entry ${sequence} (the newest ${most} are kept)`,
        );
      },
    },
    "/_mock/events": {
      GET: () =>
        new OtherAnswer("text/event-stream; charset=utf-8", (request, response) => {
          events.serve(request, response);
        }),
    },
  };
}

function entryFilter(parts: ControlParts, query: URLSearchParams): (entry: JournalEntry) => boolean {
  const account = accountFilter(parts.accounts, query);
  const [model, task, status, rule, kind] = ["model", "task", "status", "rule", "kind"].map((name) =>
    query.get(name),
  );
  return (entry) =>
    (account === undefined || entry.key === account.label) &&
    (model === null || entry.model === model) &&
    (task === null || entry.task === task) &&
    (kind === null || entry.kind === kind) &&
    (status === null || ("status" in entry && String(entry.status) === status)) &&
    (rule === null || (entry.kind === "request" && entry.findings.some((finding) => finding.rule === rule)));
}

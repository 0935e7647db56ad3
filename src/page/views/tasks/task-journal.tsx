import { useSignal } from "@preact/signals";
import { When } from "../../parts/when.js";
import type { Entry } from "../../state/events.js";
import { isJournalRead } from "../../state/journal.js";
import { linkTo } from "../../state/route.js";
import type { Schemas } from "../../state/source.js";
import { entryText } from "./entry-text.js";
import { offsetText } from "./timeline/time-ticks.js";

const classes = { good: "", still: "soft", warn: "warn-text", bad: "error-text" };

/** Entries that are shown until all are asked for. */
const SHOWN = 100;

/** All that the journal has of a task, in order. */
export function TaskJournal({
  task,
  entries,
}: {
  readonly task: Schemas["Task"];
  readonly entries: readonly Entry[];
}) {
  const isWhole = useSignal(false);
  const submitted = Date.parse(task.timeline.created);
  const shown = isWhole.value ? entries : entries.slice(0, SHOWN);
  return (
    <>
      <h3>Journal</h3>
      {entries.length === 0 && isJournalRead.value ? (
        <p class="soft">
          The journal no longer has entries of this task: it keeps the newest (--journal-entries).
        </p>
      ) : null}
      {entries.length === 0 ? null : (
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">After submit</th>
              <th scope="col" class="roomy">
                At
              </th>
              <th scope="col">Event</th>
              <th scope="col">Detail</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((entry) => (
              <EntryRow key={entry.sequence} entry={entry} submitted={submitted} />
            ))}
          </tbody>
        </table>
      )}
      {shown.length < entries.length ? (
        <button type="button" class="button quiet" onClick={() => (isWhole.value = true)}>
          Show all {entries.length}
        </button>
      ) : null}
    </>
  );
}

function EntryRow({ entry, submitted }: { readonly entry: Entry; readonly submitted: number }) {
  const { what, detail, link, tone } = entryText(entry);
  return (
    <tr>
      <td class="number">{offsetText(Date.parse(entry.at) - submitted)}</td>
      <td class="number roomy">
        <When at={entry.at} />
      </td>
      <td>{link === undefined ? what : <a href={linkTo(link.view, link.id)}>{what}</a>}</td>
      <td class={classes[tone]}>{detail}</td>
    </tr>
  );
}

import { signal } from "@preact/signals";
import { type Entry, followEvents, followReloads } from "./events.js";
import { ask, type Schemas } from "./source.js";

/** A call of a client, and its answer. */
export type RequestEntry = Schemas["RequestEntry"];

/** Entries that the page holds; older ones stay on the server. */
export const MOST_ENTRIES = 10_000;

/** The journal, oldest first. */
export const journal = signal<readonly Entry[]>([]);

/** Whether the journal was read. */
export const isJournalRead = signal(false);

const PAGE = 1000;

/** Entries from before the stream of events, oldest first. */
async function readJournal(): Promise<Entry[]> {
  const read: Entry[] = [];
  let before = "";
  while (read.length < MOST_ENTRIES) {
    const { items, next } = await ask<Schemas["JournalPage"]>(`/_mock/journal?limit=${PAGE}${before}`);
    read.push(...items);
    if (next === null) break;
    before = `&before=${next}`;
  }
  return read.reverse();
}

/** Entries that follow others; those known already are left out. */
function behind(entries: readonly Entry[], later: readonly Entry[]): readonly Entry[] {
  const last = entries.at(-1)?.sequence ?? 0;
  return [...entries, ...later.filter(({ sequence }) => sequence > last)].slice(-MOST_ENTRIES);
}

/** Counts resets and reloads: what was asked for before is void. */
let generation = 0;

followReloads((isOther) => {
  if (isOther) journal.value = [];
  const asked = ++generation;
  void readJournal()
    .then((entries) => {
      if (asked === generation) journal.value = behind(entries, journal.value);
      isJournalRead.value = true;
    })
    // The connection tells that it is lost, and reads again when it is back.
    .catch(() => undefined);
});

followEvents((entries) => {
  const reset = entries.findLastIndex(
    ({ kind, ...entry }) => kind === "reset" && "scope" in entry && drops(entry.scope),
  );
  if (reset >= 0) generation++;
  journal.value = reset < 0 ? behind(journal.value, entries) : entries.slice(reset);
});

function drops(scope: Schemas["ResetScope"]): boolean {
  return scope === "all" || scope === "journal";
}

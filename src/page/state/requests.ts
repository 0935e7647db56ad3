import { computed, effect, signal } from "@preact/signals";
import { followReloads } from "./events.js";
import { isJournalRead, journal, MOST_ENTRIES, type RequestEntry } from "./journal.js";
import { ask, isReport, type Schemas } from "./source.js";

/** Requests that the page holds; older ones stay on the server. */
export const MOST_REQUESTS = 10_000;

/** Requests, oldest first. Other entries push them out of the journal that the page holds, not out of here. */
const held = signal<readonly RequestEntry[]>([]);

/** Calls of clients, newest first. */
export const requests = computed(() => held.value.toReversed());

const isRequest = (entry: Schemas["JournalEntry"]): entry is RequestEntry => entry.kind === "request";

/** Whether those were read that are older than the journal that the page holds. */
let hasOlder = false;
/** Counts how often the list began anew: what was asked for before is void. */
let generation = 0;
followReloads((isOther) => {
  if (isOther) hasOlder = false;
});

effect(() => {
  const entries = journal.value;
  const [first] = entries;
  const isReset = first?.kind === "reset" && (first.scope === "all" || first.scope === "journal");
  const before = first === undefined || isReset ? [] : held.peek();
  if (before !== held.peek()) generation++;
  const last = before.at(-1)?.sequence ?? 0;
  const later = entries.filter((entry): entry is RequestEntry => isRequest(entry) && entry.sequence > last);
  if (later.length > 0 || before !== held.peek()) held.value = [...before, ...later].slice(-MOST_REQUESTS);
  if (isReport || hasOlder || !isJournalRead.value || entries.length < MOST_ENTRIES) return;
  hasOlder = true;
  // The connection tells that it is lost.
  void readOlder(first?.sequence ?? 0).catch(() => (hasOlder = false));
});

/** Puts those in front that are older than an entry, as many as there is room for. */
async function readOlder(sequence: number): Promise<void> {
  let next: number | null = sequence;
  const asked = generation;
  while (next !== null && held.peek().length < MOST_REQUESTS) {
    const page: Schemas["JournalPage"] = await ask(`/_mock/journal?kind=request&limit=1000&before=${next}`);
    if (asked !== generation) return;
    const first = held.value[0]?.sequence ?? Number.POSITIVE_INFINITY;
    const older = page.items.filter(isRequest).filter((entry) => entry.sequence < first);
    held.value = [...older.reverse(), ...held.value].slice(-MOST_REQUESTS);
    next = page.next;
  }
}

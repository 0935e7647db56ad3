import { computed, type ReadonlySignal } from "@preact/signals";
import type { Entry } from "../../state/events.js";
import { journal } from "../../state/journal.js";

/** The journal's entries that concern a task, in order. */
export function entriesOf(id: string): ReadonlySignal<readonly Entry[]> {
  return computed(() => journal.value.filter((entry) => isOf(entry, id)));
}

function isOf(entry: Entry, id: string): boolean {
  if ("task" in entry && entry.task === id) return true;
  return entry.kind === "request" && entry.seen?.some(({ task }) => task === id) === true;
}

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Entry, followEvents, followReloads } from "../../state/events.js";
import { ask, Refused, type Schemas } from "../../state/source.js";

export type AccountRow = Schemas["AccountSummary"];

/** Whether an event changes the credits of a key, or may. */
export function touchesAccount(entry: Entry, key?: string): boolean {
  if (entry.kind === "reset" || entry.kind === "clock") return true;
  if (entry.kind !== "request" && entry.kind !== "settle" && entry.kind !== "refund") return false;
  return key === undefined || entry.key === key;
}

/** Keys that the page holds. */
const MOST = 10_000;
/** Real milliseconds between two reads; a read of thousands of keys takes as long again. */
const PAUSE_MS = 500;

async function readAccounts(): Promise<AccountRow[]> {
  const rows: AccountRow[] = [];
  let after = "";
  while (rows.length < MOST) {
    const { items, next } = await ask<Schemas["AccountPage"]>(`/_mock/accounts?limit=1000${after}`);
    rows.push(...items);
    if (next === null) break;
    after = `&after=${next}`;
  }
  return rows;
}

/** All keys that the mock knows, in the order in which it saw them; `undefined` until they were read. */
export function useAccounts(): { readonly rows?: readonly AccountRow[]; readonly error?: Refused } {
  const state = useSignal<{ rows?: readonly AccountRow[]; error?: Refused }>({});
  useEffect(() => {
    const reader = { isOpen: true, isReading: false, isStale: false };
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const read = async () => {
      waiting = undefined;
      Object.assign(reader, { isReading: true, isStale: false });
      const started = performance.now();
      const found = await readAccounts().then(
        (rows) => ({ rows }),
        (error: unknown) => {
          if (error instanceof Refused) return { ...state.value, error };
          throw error;
        },
      );
      reader.isReading = false;
      if (!reader.isOpen) return;
      state.value = found;
      if (reader.isStale) readSoon(performance.now() - started);
    };
    const readSoon = (took = 0) => {
      if (reader.isReading) reader.isStale = true;
      else waiting ??= setTimeout(() => void read(), PAUSE_MS + took);
    };
    void read();
    const leave = [
      followReloads(() => readSoon()),
      followEvents((entries) => entries.some((entry) => touchesAccount(entry)) && readSoon()),
    ];
    return () => {
      reader.isOpen = false;
      clearTimeout(waiting);
      for (const stop of leave) stop();
    };
  }, []);
  return state.value;
}

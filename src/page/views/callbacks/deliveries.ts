import { signal } from "@preact/signals";
import { type Entry, followEvents, followReloads } from "../../state/events.js";
import { ask, Refused, type Schemas } from "../../state/source.js";
import { type DeliveryRow, rowOf, withAttempt } from "./delivery-row.js";

/** Deliveries that the page holds; older ones stay on the server. */
const MOST = 10_000;
const PAGE = 1000;
/** Items of a page while few are missing: with its answers a delivery may take 8 kB. */
const FEW = 50;

/** Real milliseconds between two reads. */
const PAUSE_MS = 400;

/** Deliveries, newest first. */
export const deliveries = signal<readonly DeliveryRow[]>([]);

/** Whether the deliveries were read. */
export const areDeliveriesRead = signal(false);

/** By number, oldest first. */
const rows = new Map<number, DeliveryRow>();

function publish(): void {
  while (rows.size > MOST) rows.delete(rows.keys().next().value ?? 0);
  deliveries.value = [...rows.values()].reverse();
}

/** Deliveries newer than a number, newest first; 0 for all of them. */
async function readNewerThan(known: number): Promise<DeliveryRow[]> {
  const read: DeliveryRow[] = [];
  const size = known === 0 ? PAGE : FEW;
  let before = "";
  while (read.length < MOST) {
    const page = await ask<Schemas["DeliveryPage"]>(`/_mock/callbacks?limit=${size}${before}`).catch(
      (error: unknown) => {
        // A report has the first page alone.
        if (error instanceof Refused && error.code === "not_in_report") return undefined;
        throw error;
      },
    );
    const newer = page?.items.filter(({ id }) => id > known) ?? [];
    read.push(...newer.map(rowOf));
    if (page === undefined || page.next === null || newer.length < page.items.length) break;
    before = `&before=${page.next}`;
  }
  return read;
}

let isReading = false;
let isWanted = false;
/** Counts how often everything was thrown away: what was asked for before is void. */
let generation = 0;
/** Attempts that were told while deliveries were read: the answer may be older than they are. */
let meanwhile: Schemas["CallbackEntry"][] = [];

/** Reads deliveries that are not at hand; once more when it has read, however often it is asked meanwhile. */
async function catchUp(): Promise<void> {
  isWanted = true;
  if (isReading) return;
  isReading = true;
  try {
    while (isWanted) {
      isWanted = false;
      const asked = generation;
      meanwhile = [];
      const read = await readNewerThan([...rows.keys()].at(-1) ?? 0);
      if (asked !== generation) continue;
      for (const row of read.reverse()) rows.set(row.id, row);
      for (const entry of meanwhile) addAttempt(entry);
      areDeliveriesRead.value = true;
      publish();
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  } catch (error) {
    // The connection tells that it is lost, and everything is read again when it is back.
    if (!(error instanceof Refused)) throw error;
  } finally {
    isReading = false;
  }
}

function readAll(): void {
  generation++;
  rows.clear();
  void catchUp();
}

function take(entries: readonly Entry[]): void {
  let hasNew = false;
  for (const entry of entries) {
    if (entry.kind === "reset") {
      readAll();
      return;
    }
    if (entry.kind !== "callback") continue;
    if (isReading) meanwhile.push(entry);
    if (!addAttempt(entry)) hasNew = true;
  }
  if (hasNew) void catchUp();
  else if (entries.some(({ kind }) => kind === "callback")) publish();
}

/** @returns whether its delivery is at hand */
function addAttempt(entry: Schemas["CallbackEntry"]): boolean {
  const row = rows.get(entry.delivery);
  if (row !== undefined) rows.set(row.id, withAttempt(row, entry));
  return row !== undefined;
}

let isFollowed = false;

/** Keeps the deliveries up to date from now on; nothing is asked for before somebody looks at them. */
export function followDeliveries(): void {
  if (isFollowed) return;
  isFollowed = true;
  followReloads(readAll);
  followEvents(take);
  void catchUp();
}

import { batch, signal } from "@preact/signals";
import { ask, isReport, Refused, type Schemas } from "./source.js";

/** An entry of the journal, as the stream of events brings it. */
export type Entry = Schemas["JournalEntry"];

/** Whether events arrive: `lost` while the mock does not answer, `refused` where a token is needed. */
export type Connection = "connecting" | "live" | "lost" | "refused" | "report";

export const connection = signal<Connection>(isReport ? "report" : "connecting");

/** Why the control side does not let this page in. */
export const refusal = signal<string | undefined>(undefined);

/** Set for a while after the page found the mock again. */
export const reconnected = signal<"same" | "restarted" | undefined>(undefined);

/** Real milliseconds that events are collected before views hear of them: hundreds a second are a few updates. */
const GATHER_MS = 120;

/** Real milliseconds before the next try to connect. */
const RETRY_MS = 1000;

type Listener = (entries: readonly Entry[]) => void;

const onEvents = new Set<Listener>();
/** @param isOther - whether the mock is another one than before: what is known of the old one is void */
type ReloadListener = (isOther: boolean) => void;
const onReload = new Set<ReloadListener>();

/** Calls a listener with the events that came, some at a time, in order. */
export function followEvents(listener: Listener): () => void {
  onEvents.add(listener);
  return () => void onEvents.delete(listener);
}

/** Calls a listener when everything has to be read again: at the start, after a gap, after a restart of the mock. */
export function followReloads(listener: ReloadListener): () => void {
  onReload.add(listener);
  return () => void onReload.delete(listener);
}

let gathered: Entry[] = [];
let instance: string | undefined;
let isGathering = false;

function take(entry: Entry): void {
  gathered.push(entry);
  if (isGathering) return;
  isGathering = true;
  setTimeout(tell, GATHER_MS);
}

function tell(): void {
  isGathering = false;
  const entries = gathered;
  gathered = [];
  batch(() => {
    for (const listener of onEvents) listener(entries);
  });
}

function reload(isOther: boolean): void {
  batch(() => {
    for (const listener of onReload) listener(isOther);
  });
}

const kinds = ["request", "task", "settle", "refund", "callback", "habit", "clock", "reset"];

/** Connects, and goes on trying for as long as the page is open. */
export function connect(): void {
  if (isReport) {
    reload(true);
    return;
  }
  void ask("/_mock/clock")
    .then(() => openStream())
    .catch((error: unknown) => {
      const isRefused = error instanceof Refused && error.status === 403;
      connection.value = isRefused ? "refused" : "lost";
      refusal.value = isRefused ? error.message : undefined;
      if (!isRefused) setTimeout(connect, RETRY_MS);
    });
}

function openStream(): void {
  const stream = new EventSource("/_mock/events");
  stream.onopen = () => void greet();
  stream.onerror = () => {
    // Our own tries find out why, and whether it is the same mock.
    stream.close();
    connection.value = "lost";
    setTimeout(connect, RETRY_MS);
  };
  for (const kind of kinds) {
    stream.addEventListener(kind, ({ data }: MessageEvent<string>) => take(JSON.parse(data) as Entry));
  }
  stream.addEventListener("gap", () => reload(false));
}

/** What happened before the stream began, or while it was down, is read as a whole. */
async function greet(): Promise<void> {
  const before = instance;
  const { started, seed } = await ask<Schemas["Health"]>("/_mock/health");
  instance = `${started} ${seed}`;
  const isOther = before !== instance;
  connection.value = "live";
  if (before !== undefined) {
    reconnected.value = before === instance ? "same" : "restarted";
    setTimeout(() => (reconnected.value = undefined), 6000);
  }
  reload(isOther);
}

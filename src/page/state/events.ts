import { batch, signal } from "@preact/signals";
import { ask, isReport, Refused, type Schemas } from "./source.js";

/** An entry of the journal, as the stream of events brings it. */
export type Entry = Schemas["JournalEntry"];

/** Whether events arrive: `lost` while the mock does not answer, `refused` where a token is needed. */
export type Connection = "connecting" | "live" | "lost" | "refused" | "report";

export const connection = signal<Connection>(isReport ? "report" : "connecting");

/** Why the control side does not let this page in. */
export const refusal = signal<string | undefined>(undefined);

/** Why the mock answers that it cannot go on now. */
export const outage = signal<string | undefined>(undefined);

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

let stream: EventSource | undefined;
let retrying: ReturnType<typeof setTimeout> | undefined;
/** Counts tries to connect: the answer to an earlier one counts no more. */
let tries = 0;
/** Whether the mock did not answer since the page last heard of it. */
let wasLost = false;

/** Connects, and goes on trying for as long as the page is open and in sight. */
export function connect(): void {
  if (isReport) {
    reload(true);
    return;
  }
  if (document.hidden) return;
  disconnect();
  const own = tries;
  void ask("/_mock/clock").then(
    () => {
      if (own === tries) openStream();
    },
    (error: unknown) => {
      if (own !== tries) return;
      const isRefused = error instanceof Refused && error.status === 403;
      refusal.value = isRefused ? error.message : undefined;
      outage.value = error instanceof Refused && error.status === 503 ? error.message : undefined;
      if (isRefused) connection.value = "refused";
      else retry();
    },
  );
}

function disconnect(): void {
  tries++;
  clearTimeout(retrying);
  stream?.close();
  stream = undefined;
}

function retry(): void {
  disconnect();
  wasLost = true;
  connection.value = "lost";
  retrying = setTimeout(connect, RETRY_MS);
}

function openStream(): void {
  stream = new EventSource("/_mock/events");
  stream.onopen = () => void greet();
  // Our own tries find out why, and whether it is the same mock.
  stream.onerror = retry;
  for (const kind of kinds) {
    stream.addEventListener(kind, ({ data }: MessageEvent<string>) => take(JSON.parse(data) as Entry));
  }
  stream.addEventListener("gap", () => reload(false));
}

/** What happened before the stream began, or while it was down, is read as a whole. */
async function greet(): Promise<void> {
  const own = tries;
  const health = await ask<Schemas["Health"]>("/_mock/health").catch(() => undefined);
  if (own !== tries) return;
  if (health === undefined) {
    retry();
    return;
  }
  const before = instance;
  instance = `${health.started} ${health.seed}`;
  const isOther = before !== instance;
  connection.value = "live";
  // State outside the process outlives it, and several processes may share it.
  const isForgotten = isOther && health.state.kept === "memory";
  if (before !== undefined && (isForgotten || wasLost)) {
    reconnected.value = isForgotten ? "restarted" : "same";
    setTimeout(() => (reconnected.value = undefined), 6000);
  }
  wasLost = false;
  reload(isOther);
}

// Browsers open six connections to a host, for all tabs together: a tab out of sight gives its own back.
if (!isReport)
  document.addEventListener("visibilitychange", () => {
    if (connection.value === "refused") return;
    if (!document.hidden) {
      connect();
      return;
    }
    disconnect();
    connection.value = "connecting";
  });

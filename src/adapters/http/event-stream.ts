import type { IncomingMessage, ServerResponse } from "node:http";
import type { Journal, JournalEntry } from "../../ports/journal.js";
import { clearInterval, setInterval } from "../../ports/real-timers.js";

/** Real milliseconds between comments that keep proxies and clients from giving a quiet stream up. */
const PING_MS = 15_000;

/** Bytes that may wait for a slow reader; beyond it the stream ends, and the reader resumes where it was. */
const MOST_WAITING = 4_000_000;

/** The journal as server-sent events: `id` is the entry's number, `event` its kind, `data` the entry as JSON. */
export class EventStream {
  readonly #journal: Journal;
  readonly #show: (entry: JournalEntry) => object;
  readonly #pingMs: number;
  readonly #open = new Set<ServerResponse>();
  #leave: (() => void) | undefined;
  #ping: NodeJS.Timeout | undefined;
  #closed = false;

  /** @param pingMs - real milliseconds between comments; default 15 s */
  constructor(journal: Journal, show: (entry: JournalEntry) => object, pingMs = PING_MS) {
    this.#journal = journal;
    this.#show = show;
    this.#pingMs = pingMs;
  }

  /** Answers with the stream: what is still kept after `Last-Event-ID`, then all that happens. */
  serve(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
      connection: "close",
    });
    response.flushHeaders();
    response.write(": what happens in wan-mock\n\n");
    const last = lastEventId(request);
    if (last !== undefined) {
      for (const entry of this.#journal.entries())
        if (entry.sequence > last) response.write(this.#text(entry));
    }
    if (this.#closed) {
      response.end();
      return;
    }
    this.#open.add(response);
    response.on("close", () => this.#forget(response));
    this.#leave ??= this.#journal.subscribe((entry) => this.#tell(this.#text(entry)));
    this.#ping ??= setInterval(() => this.#tell(": ping\n\n"), this.#pingMs).unref();
  }

  /** Ends all streams at once, and every later one after its first words. */
  close(): void {
    this.#closed = true;
    for (const response of [...this.#open]) {
      this.#forget(response);
      response.end();
    }
  }

  #tell(text: string): void {
    for (const response of this.#open) {
      if (response.writableLength > MOST_WAITING) response.destroy();
      else response.write(text);
    }
  }

  #forget(response: ServerResponse): void {
    this.#open.delete(response);
    if (this.#open.size > 0) return;
    clearInterval(this.#ping);
    this.#ping = undefined;
    this.#leave?.();
    this.#leave = undefined;
  }

  #text(entry: JournalEntry): string {
    // JSON text holds no line break, so one data line is enough.
    return `id: ${entry.sequence}\nevent: ${entry.kind}\ndata: ${JSON.stringify(this.#show(entry))}\n\n`;
  }
}

/** Number of the last event that a returning client has seen; a nonsensical one counts as none. */
function lastEventId(request: IncomingMessage): number | undefined {
  const text = request.headers["last-event-id"];
  return typeof text === "string" && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Journal, JournalEntry } from "../../../ports/journal.js";
import { clearInterval, setInterval } from "../../../ports/real-timers.js";

/** Real milliseconds between comments that keep proxies and clients from giving a quiet stream up. */
const PING_MS = 15_000;

/** Readers at a time: a page or two for each developer of a team. */
const MOST_READERS = 100;

/** Comments that a reader may have missed because it took nothing: then it is cut. */
const MOST_MISSED = 2;

/**
 * A client that reads events. A slow one catches up from the journal: beside the buffer of its socket nothing is kept for it.
 */
interface Reader {
  readonly response: ServerResponse;
  /** Number of the next entry to be sent. */
  next: number;
  /** The socket takes no more for now. */
  isBlocked: boolean;
  missed: number;
}

/** The journal as server-sent events: `id` is the entry's number, `event` its kind, `data` the entry as JSON. */
export class EventStream {
  readonly #open = new Set<Reader>();
  #leave: (() => void) | undefined;
  #ping: NodeJS.Timeout | undefined;
  #closed = false;

  /** @param pingMs - real milliseconds between comments; default 15 s */
  constructor(
    private readonly journal: Journal,
    private readonly show: (entry: JournalEntry) => object,
    private readonly pingMs = PING_MS,
  ) {}

  /** How many readers there may be, and how many there are. */
  get bounds() {
    return { most: MOST_READERS, readers: this.#open.size };
  }

  /**
   * Answers with the stream: what is still kept after `Last-Event-ID`, then all that happens. An event `gap` says how
   * many entries a slow or late reader missed, because the journal keeps them no more.
   */
  serve(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
      connection: "close",
    });
    response.flushHeaders();
    response.write(": what happens in wan-mock\n\n");
    const following = this.journal.recorded + 1;
    const last = lastEventId(request);
    const next = last === undefined ? following : Math.min(last + 1, following);
    const reader: Reader = { response, next, isBlocked: false, missed: 0 };
    this.#catchUp(reader);
    if (this.#closed) {
      response.end();
      return;
    }
    this.#open.add(reader);
    response.on("close", () => this.#forget(reader));
    response.on("drain", () => {
      reader.isBlocked = false;
      reader.missed = 0;
      this.#catchUp(reader);
    });
    this.#leave ??= this.journal.subscribe((entry) => this.#send(entry));
    this.#ping ??= setInterval(() => this.#pingAll(), this.pingMs).unref();
  }

  /** The journal was read anew: readers are sent what they have not had, and all of a journal that has begun anew. */
  followAnew(): void {
    for (const reader of this.#open) {
      if (reader.next > this.journal.recorded + 1) reader.next = 1;
      if (!reader.isBlocked) this.#catchUp(reader);
    }
  }

  /** Ends all streams at once, and every later one after its first words. */
  close(): void {
    this.#closed = true;
    for (const reader of [...this.#open]) {
      this.#forget(reader);
      reader.response.end();
    }
  }

  #send(entry: JournalEntry): void {
    let text: string | undefined;
    for (const reader of this.#open) {
      if (reader.isBlocked || reader.next !== entry.sequence) continue;
      text ??= this.#text(entry);
      this.#write(reader, text, entry.sequence);
    }
  }

  /** Sends the entries that a reader has not had, until its socket takes no more. */
  #catchUp(reader: Reader): void {
    for (const entry of this.journal.since(reader.next)) {
      if (reader.isBlocked) return;
      const missed = entry.sequence - reader.next;
      const gap = missed === 0 ? "" : `event: gap\ndata: {"missed":${missed}}\n\n`;
      this.#write(reader, gap + this.#text(entry), entry.sequence);
    }
  }

  #write(reader: Reader, text: string, sequence: number): void {
    reader.next = sequence + 1;
    reader.isBlocked = !reader.response.write(text);
  }

  #pingAll(): void {
    for (const reader of this.#open) {
      if (!reader.isBlocked) reader.isBlocked = !reader.response.write(": ping\n\n");
      else if (++reader.missed > MOST_MISSED) reader.response.destroy();
    }
  }

  #forget(reader: Reader): void {
    this.#open.delete(reader);
    if (this.#open.size > 0) return;
    clearInterval(this.#ping);
    this.#ping = undefined;
    this.#leave?.();
    this.#leave = undefined;
  }

  #text(entry: JournalEntry): string {
    // JSON text holds no line break, so one data line is enough.
    return `id: ${entry.sequence}\nevent: ${entry.kind}\ndata: ${JSON.stringify(this.show(entry))}\n\n`;
  }
}

/** Number of the last event that a returning client has seen; a nonsensical one counts as none. */
function lastEventId(request: IncomingMessage): number | undefined {
  const text = request.headers["last-event-id"];
  return typeof text === "string" && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

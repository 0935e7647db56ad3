import type { IncomingMessage, Server } from "node:http";
import { types } from "node:util";
import { KitError } from "../../errors/kit-error.js";
import { simulatedHosts } from "../../hosts/paid-host.js";
import { nodeGlobal } from "../../ports/node-globals.js";
import { clearInterval, clearTimeout, setInterval, setTimeout } from "../../ports/real-timers.js";
import { MemorySocket } from "./memory-socket.js";

/** Host under which a mock without a socket answers. */
export const NOWHERE_HOST = "wan-mock.test";

/** Real milliseconds that answers in flight get when the mock closes. */
const CLOSE_PATIENCE_MS = 2000;

/** A server that does not listen. */
export interface SilentServer {
  readonly http: Server;
  /** Cuts answers that never end by themselves. */
  readonly cutIdle: () => void;
}

interface MemoryExchange {
  /** Resolves when nothing of it is open any more. */
  readonly over: Promise<void>;
  /** Whether somebody waits for what comes next. */
  readonly isAwaited: () => boolean;
  readonly cut: () => void;
}

/** Carries fetch calls to a server without a socket: HTTP as it is, over connections inside the process. */
export class MemoryFetch {
  #server: Promise<SilentServer> | undefined;
  readonly #open = new Set<MemoryExchange>();
  readonly #hold = new ProcessHold();
  #closing: Promise<void> | undefined;

  /** @param start - makes the server; called at the first call */
  constructor(private readonly start: () => Promise<SilentServer>) {}

  /**
   * Has the signature of the global `fetch` and settles as it would with a server on a network.
   *
   * @throws {KitError} `FOREIGN_HOST` for a URL that is neither the mock's nor the paid service's
   */
  readonly fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const { signal: given, ...rest } = init;
    const signal = given ?? (isRequest(input) ? input.signal : undefined);
    const request = await requestOf(input, rest);
    const url = new URL(request.url);
    if (url.host !== NOWHERE_HOST && !simulatedHosts.includes(url.hostname)) {
      const own = [`http://${NOWHERE_HOST}`, ...simulatedHosts.map((host) => `https://${host}`)];
      throw new KitError(
        "FOREIGN_HOST",
        `mock.fetch answers ${own.join(", ")} alone, and lets nothing leave the machine: call ${url.origin} by another fetch`,
      );
    }
    signal?.throwIfAborted();
    return this.#hold.during(this.#exchange(request, url, signal));
  };

  /** Lets answers in flight finish, then cuts what is left. Safe to call twice. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    // One that could not be made has failed its calls.
    const server = await this.#server?.catch(() => undefined);
    server?.cutIdle();
    for (const exchange of this.#open) if (!exchange.isAwaited()) exchange.cut();
    if (this.#open.size === 0) return;
    const impatience = setTimeout(() => {
      for (const exchange of this.#open) exchange.cut();
    }, CLOSE_PATIENCE_MS);
    await Promise.all([...this.#open].map(({ over }) => over));
    clearTimeout(impatience);
  }

  async #exchange(request: Request, url: URL, signal: AbortSignal | undefined): Promise<Response> {
    const body = request.body === null ? undefined : Buffer.from(await bytesOf(request, signal));
    signal?.throwIfAborted();
    if (this.#closing !== undefined) throw failed(new KitError("MOCK_CLOSED", "this mock is closed"));
    this.#server ??= this.start().then(withoutReuse);
    const { http: server } = await this.#server;
    // With the first call, as the server: it is a third of what importing the library would take.
    const http = await import("node:http");
    const [ours, theirs] = MemorySocket.pair();
    const outgoing = http.request({
      createConnection: () => ours,
      method: request.method,
      host: url.hostname,
      path: url.pathname + url.search,
      headers: headersOf(request, url, body),
    });
    let awaited = true;
    const exchange: MemoryExchange = {
      over: new Promise((resolve) => ours.once("close", () => resolve())),
      isAwaited: () => awaited,
      cut: () => {
        theirs.destroy();
        ours.destroy();
      },
    };
    this.#open.add(exchange);
    ours.once("close", () => this.#open.delete(exchange));
    const leave = () => {
      outgoing.destroy();
      ours.destroy();
    };
    ours.once("close", onAbort(signal, leave));
    try {
      const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
        outgoing.on("response", resolve);
        outgoing.on("error", reject);
        server.emit("connection", theirs);
        outgoing.end(body);
      });
      awaited = false;
      const awaiting = async <Result>(work: Promise<Result>): Promise<Result> => {
        awaited = true;
        try {
          return await this.#hold.during(work);
        } finally {
          awaited = false;
        }
      };
      return responseOf(incoming, { url: request.url, signal, close: () => ours.destroy(), awaiting });
    } catch (error) {
      ours.destroy();
      signal?.throwIfAborted();
      throw failed(networkCause(error));
    }
  }
}

/** Ends each connection after its answer, though the answer offers to keep it: nobody uses it again. */
function withoutReuse(server: SilentServer): SilentServer {
  server.http.on("request", ({ socket }, response) => {
    response.once("finish", () => socket.destroySoon());
  });
  return server;
}

/** Also one of another class, as happy-dom has it. */
function isRequest(input: string | URL | Request): input is Request {
  return typeof input === "object" && "url" in input;
}

/** Node's own request, whose parts work under every environment. */
async function requestOf(input: string | URL | Request, init: RequestInit): Promise<Request> {
  const { Request } = nodeGlobal;
  if (!isRequest(input)) return new Request(addressOf(input), init);
  if (Object.getPrototypeOf(input) === Request.prototype) return new Request(input, init);
  const { url, method, headers } = input;
  const body = /^(?:GET|HEAD)$/.test(method) ? {} : { body: await input.arrayBuffer() };
  return new Request(url, { method, headers: [...headers], ...body, ...init });
}

/** A path alone is one of the mock's. */
function addressOf(input: string | URL): string | URL {
  return typeof input === "string" && input.startsWith("/") ? `http://${NOWHERE_HOST}${input}` : input;
}

/** Waits for a body that may come in slowly; an abort ends the wait. */
async function bytesOf(request: Request, signal: AbortSignal | undefined): Promise<ArrayBuffer> {
  const reading = request.arrayBuffer().catch((error: unknown) => {
    throw failed(error);
  });
  if (signal === undefined) return reading;
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = onAbort(signal, () => reject(signal.reason as Error));
  });
  return Promise.race([reading, aborted]).finally(stop);
}

/** Calls `act` once there is an abort; returns the way to stop waiting for it. */
function onAbort(signal: AbortSignal | undefined, act: () => void): () => void {
  signal?.addEventListener("abort", act, { once: true });
  return () => signal?.removeEventListener("abort", act);
}

/** The headers of a request with those that Node's fetch adds. */
function headersOf(request: Request, url: URL, body: Buffer | undefined): Record<string, string> {
  const length = body?.length ?? (/^(?:GET|HEAD|OPTIONS)$/.test(request.method) ? undefined : 0);
  return {
    host: url.host,
    connection: "keep-alive",
    accept: "*/*",
    "user-agent": "node",
    ...Object.fromEntries(request.headers),
    ...(length === undefined ? {} : { "content-length": String(length) }),
  };
}

/** The error of a fetch that gets no answer. */
function failed(cause: unknown): TypeError {
  return new TypeError("fetch failed", { cause });
}

/** node:http calls an answer that never came, or not whole, by other words; fetch calls it a closed socket. */
function networkCause(error: unknown): unknown {
  const isCut = types.isNativeError(error) && ["socket hang up", "aborted"].includes(error.message);
  return isCut ? Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" }) : error;
}

/** Answers of these statuses have no body, and `Response` takes none for them. */
const BODILESS: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);

export interface AnswerContext {
  readonly url: string;
  readonly signal: AbortSignal | undefined;
  /** Lets the connection go. */
  readonly close: () => void;
  /** Called when somebody waits for more of the body. */
  readonly awaiting: <Result>(work: Promise<Result>) => Promise<Result>;
}

/** An answer of node:http as fetch gives it: the body arrives as it is read. */
function responseOf(incoming: IncomingMessage, context: AnswerContext): Response {
  const status = incoming.statusCode ?? 0;
  const headers = new nodeGlobal.Headers();
  const { rawHeaders } = incoming;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? "", rawHeaders[index + 1] ?? "");
  }
  const { req: request } = incoming as { req?: { method?: string } };
  const hasBody = !BODILESS.has(status) && request?.method !== "HEAD";
  // A body that breaks off is an error for its reader.
  incoming.on("error", () => undefined);
  incoming.once("end", context.close);
  if (!hasBody) incoming.resume();
  const response = new nodeGlobal.Response(hasBody ? bodyOf(incoming, context) : null, {
    status,
    statusText: incoming.statusMessage ?? "",
    headers,
  });
  Object.defineProperty(response, "url", { value: context.url });
  return response;
}

function bodyOf(incoming: IncomingMessage, context: AnswerContext): ReadableStream<Uint8Array> {
  const { signal, close, awaiting } = context;
  let chunks: AsyncIterator<Buffer> | undefined;
  let stop: (() => void) | undefined;
  const end = () => {
    stop?.();
    close();
  };
  return new nodeGlobal.ReadableStream({
    type: "bytes",
    start: (controller) => {
      stop = onAbort(signal, () => {
        controller.error(signal?.reason);
        end();
      });
    },
    pull: async (controller) => {
      chunks ??= incoming[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
      try {
        const next = await awaiting(chunks.next());
        if (signal?.aborted === true) return;
        if (next.done === true) {
          controller.close();
          controller.byobRequest?.respond(0);
          end();
          // A copy: the stream takes the memory of what it is given, and node shares it.
        } else controller.enqueue(new Uint8Array(next.value));
      } catch (error) {
        const terminated = new TypeError("terminated", { cause: networkCause(error) });
        controller.error(signal?.aborted === true ? signal.reason : terminated);
        end();
      }
    },
    cancel: end,
  });
}

/** Longest timer that node takes; it is never meant to fire. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Keeps the process alive while somebody waits for the mock, as an open socket would. */
class ProcessHold {
  #waiting = 0;
  #timer: NodeJS.Timeout | undefined;

  /** Resolves or rejects as `work` does; until then the process lives. */
  async during<Result>(work: Promise<Result>): Promise<Result> {
    if (this.#waiting++ === 0) this.#timer = setInterval(() => undefined, LONGEST_TIMER_MS);
    try {
      return await work;
    } finally {
      if (--this.#waiting === 0) clearInterval(this.#timer);
    }
  }
}

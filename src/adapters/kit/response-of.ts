import type { IncomingMessage } from "node:http";
import { nodeGlobal } from "../../ports/node-globals.js";

/** Answers of these statuses have no body, and `Response` takes none for them. */
const BODILESS: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);

/** The parts of its exchange that an answer needs. */
export interface AnswerContext {
  readonly url: string;
  readonly signal: AbortSignal | undefined;
  /** Lets the connection go. */
  readonly close: () => void;
  /** Called when somebody waits for more of the body. */
  readonly awaiting: <Result>(work: Promise<Result>) => Promise<Result>;
}

/** An answer of node:http as fetch gives it: the body arrives as it is read. */
export function responseOf(incoming: IncomingMessage, context: AnswerContext): Response {
  const status = incoming.statusCode ?? 0;
  const headers = new nodeGlobal.Headers();
  const { rawHeaders } = incoming;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? "", rawHeaders[index + 1] ?? "");
  }
  const hasBody = !BODILESS.has(status) && !isHead(incoming);
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

function isHead(incoming: IncomingMessage): boolean {
  return (incoming as { req?: { method?: string } }).req?.method === "HEAD";
}

function bodyOf(incoming: IncomingMessage, context: AnswerContext): ReadableStream<Uint8Array> {
  const { signal, close, awaiting } = context;
  let chunks: AsyncIterator<Buffer> | undefined;
  let leave: (() => void) | undefined;
  const end = () => {
    if (leave !== undefined) signal?.removeEventListener("abort", leave);
    close();
  };
  return new nodeGlobal.ReadableStream({
    type: "bytes",
    start: (controller) => {
      leave = () => {
        controller.error(signal?.reason);
        end();
      };
      signal?.addEventListener("abort", leave, { once: true });
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
        controller.error(signal?.aborted === true ? signal.reason : terminated(error));
        end();
      }
    },
    cancel: end,
  });
}

/** The error of reading a body when the connection ends before it. */
function terminated(error: unknown): TypeError {
  const isCut = (error as NodeJS.ErrnoException).message === "aborted";
  const cause = isCut ? Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" }) : error;
  return new TypeError("terminated", { cause });
}

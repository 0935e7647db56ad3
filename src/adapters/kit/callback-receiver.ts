import type { CompletedTask, FailedTask } from "../../contract/generated/api-types.js";
import { invalidOption, KitError } from "../../errors/kit-error.js";
import { quoteForMessage } from "../../errors/quote-for-message.js";
import type { CallbackReply, CallbackRequest, CallbackSender } from "../../ports/callback-sender.js";
import { clearTimeout, setTimeout } from "../../ports/real-timers.js";
import type { Instant } from "../../simulation/instant.js";
import { plural } from "../../text/plural.js";
import { timeoutOf, type Wait } from "./wait-for.js";

/** Bytes of an answer that the delivery's record keeps. */
const KEPT_CHARACTERS = 2048;

/** One callback attempt as the receiver gets it. */
export interface ReceivedCallback {
  /** The task, as the query shows it. */
  readonly body: CompletedTask | FailedTask;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Number of the attempt of its delivery, from 1. */
  readonly attempt: number;
  /** Instant of virtual time. */
  readonly at: Instant;
  /** The URL as the client gave it: what follows the receiver's own may be chosen freely. */
  readonly url: string;
}

/** An HTTP answer of a receiver. */
export interface ReceiverAnswer {
  readonly status: number;
  /** Text, or a value that is sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How a receiver answers a callback: a status, a complete answer, or not at all until the vendor gives up. */
export type ReceiverReply = number | ReceiverAnswer | "hang";

/** A callback receiver inside the process. */
export interface CallbackReceiver {
  /** The `callback_url` to submit; https and public, as the vendor demands. Anything may be added behind it. */
  readonly url: string;
  /** Every attempt that arrived, oldest first. */
  readonly received: readonly ReceivedCallback[];
  /**
   * Sets how callbacks are answered from now on. Default: 200.
   *
   * @param reply - a status, an answer, `"hang"`, or a function of the callback that returns one of them
   * @example
   * receiver.answer(({ attempt }) => (attempt < 3 ? 500 : 200)); // the third attempt gets through
   */
  answer(
    reply: ReceiverReply | ((callback: ReceivedCallback) => ReceiverReply | Promise<ReceiverReply>),
  ): void;
  /**
   * Resolves with the next callback that no earlier `next` returned, including one that has already arrived.
   *
   * @throws {KitError} `WAIT_TIMED_OUT`, `MOCK_CLOSED`
   */
  next(wait?: Wait): Promise<ReceivedCallback>;
  /** Attempts from now on fail as with a server that is gone. Safe to call twice. */
  close(): void;
  /** @internal */
  readonly standstill?: () => string | undefined;
}

export interface ReceiverContext {
  readonly now: () => Instant;
  /** Whether virtual time stands still: then nobody has to wait for a receiver that hangs. */
  readonly standsStill: () => boolean;
  /** What waits for a frozen clock, and how to let it happen. */
  readonly standstill: () => string | undefined;
  /** The state of the clock, for the error of a wait that timed out. */
  readonly hint: () => string;
}

/** A receiver and the way callbacks come to it. */
export class InProcessReceiver implements CallbackReceiver {
  readonly received: ReceivedCallback[] = [];
  #reply: Parameters<CallbackReceiver["answer"]>[0] = 200;
  #given = 0;
  #closed = false;
  readonly #waiting: { give: (callback: ReceivedCallback) => void; refuse: (error: KitError) => void }[] = [];
  readonly #silent = new Set<() => void>();

  constructor(
    readonly url: string,
    private readonly context: ReceiverContext,
  ) {}

  standstill(): string | undefined {
    return this.context.standstill();
  }

  answer(reply: Parameters<CallbackReceiver["answer"]>[0]): void {
    if (typeof reply !== "function") checkReply(reply);
    this.#reply = reply;
  }

  next(wait: Wait = {}): Promise<ReceivedCallback> {
    const ms = timeoutOf(wait);
    const ready = this.received[this.#given];
    if (ready !== undefined) {
      this.#given++;
      return Promise.resolve(ready);
    }
    if (this.#closed) return Promise.reject(closedError());
    return new Promise((resolve, reject) => {
      const waiting = {
        give: (callback: ReceivedCallback) => {
          clearTimeout(timer);
          this.#given++;
          resolve(callback);
        },
        refuse: (error: KitError) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        const seen = plural(this.received.length, "callback");
        reject(
          new KitError(
            "WAIT_TIMED_OUT",
            `no further callback arrived at ${this.url} within ${ms} ms of real time; ${seen} arrived before; ${this.context.hint()}`,
          ),
        );
      }, ms);
      this.#waiting.push(waiting);
    });
  }

  close(): void {
    this.#closed = true;
    for (const { refuse } of this.#waiting.splice(0)) refuse(closedError());
    for (const end of [...this.#silent]) end();
  }

  /** Takes a callback in and answers it. */
  async receive({ url, body, attempt, patienceMs }: CallbackRequest): Promise<CallbackReply> {
    if (this.#closed) return GONE;
    const callback: ReceivedCallback = {
      body: JSON.parse(body) as CompletedTask | FailedTask,
      headers: {
        host: new URL(url).host,
        "content-type": "application/json",
        "content-length": String(Buffer.byteLength(body)),
        "user-agent": "wan-mock",
      },
      attempt,
      at: this.context.now(),
      url,
    };
    this.received.push(callback);
    this.#waiting.shift()?.give(callback);
    const reply = this.#reply;
    if (reply === "hang") return this.#silence(patienceMs);
    if (typeof reply !== "function") return answered(reply);
    const replied = Promise.resolve()
      .then(() => reply(callback))
      .then((value) => (value === "hang" ? this.#silence(patienceMs) : answered(checkReply(value))))
      .catch((error: unknown): CallbackReply => {
        const reason = error instanceof Error ? error.message : String(error);
        return { kind: "failed", reason: `the receiver failed: ${reason}`, seconds: 0 };
      });
    return Promise.race([replied, this.#patience(patienceMs)]);
  }

  /** A receiver that hangs is known to: where time stands still, nobody waits for it. */
  #silence(patienceMs: number): Promise<CallbackReply> {
    return this.context.standsStill()
      ? Promise.resolve({ kind: "silent", seconds: 0 })
      : this.#patience(patienceMs);
  }

  /** Resolves when the vendor's patience is over, or the receiver is closed. */
  #patience(ms: number): Promise<CallbackReply> {
    return new Promise((resolve) => {
      const settle = (reply: CallbackReply) => {
        clearTimeout(timer);
        this.#silent.delete(cut);
        resolve(reply);
      };
      const cut = () => settle(GONE);
      const timer = setTimeout(() => settle({ kind: "silent", seconds: ms / 1000 }), ms);
      timer.unref();
      this.#silent.add(cut);
    });
  }
}

const GONE: CallbackReply = { kind: "failed", reason: "the receiver is closed", seconds: 0 };

function closedError(): KitError {
  return new KitError("MOCK_CLOSED", "this receiver is closed and takes no more callbacks");
}

function answered(reply: number | ReceiverAnswer): CallbackReply {
  const { status, body = "" } = typeof reply === "number" ? { status: reply } : reply;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { kind: "answered", status, seconds: 0, body: text.slice(0, KEPT_CHARACTERS) };
}

/** @throws {KitError} `INVALID_OPTION` */
function checkReply<Reply extends ReceiverReply>(reply: Reply): Reply {
  const status = typeof reply === "object" ? (reply as ReceiverAnswer | null)?.status : reply;
  const isStatus = typeof status === "number" && Number.isInteger(status) && status >= 200 && status <= 599;
  if (isStatus || reply === "hang") return reply;
  throw invalidOption(
    `a receiver answers with a status from 200 to 599, { status, body }, or "hang", got ${quoteForMessage(status)}`,
  );
}

/**
 * Where receivers inside the process have their addresses. A name that is reserved for documentation: public to the
 * rules, and nobody's.
 */
export const RECEIVER_BASE = "https://callbacks.wan-mock.example.com/";

/** Hands callbacks for receivers in this process to them, and all others on. */
export class CallbackExchange implements CallbackSender {
  readonly #receivers = new Map<string, InProcessReceiver>();

  constructor(private readonly next: CallbackSender) {}

  /** A receiver with an address of its own. */
  open(context: ReceiverContext): InProcessReceiver {
    const name = String(this.#receivers.size + 1);
    const receiver = new InProcessReceiver(RECEIVER_BASE + name, context);
    this.#receivers.set(name, receiver);
    return receiver;
  }

  send(request: CallbackRequest): Promise<CallbackReply> {
    if (!request.url.startsWith(RECEIVER_BASE)) return this.next.send(request);
    const [name = ""] = request.url.slice(RECEIVER_BASE.length).split(/[/?#]/, 1);
    const receiver = this.#receivers.get(name);
    if (receiver !== undefined) return receiver.receive(request);
    const reason = "this mock has no receiver of that address: take the url that mock.receiver() gives";
    return Promise.resolve({ kind: "failed", reason, seconds: 0 });
  }

  close(): void {
    for (const receiver of this.#receivers.values()) receiver.close();
    this.next.close();
  }
}

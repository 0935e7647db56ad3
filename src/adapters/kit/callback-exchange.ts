import type { CallbackReply, CallbackRequest, CallbackSender } from "../../ports/callback-sender.js";
import { InProcessReceiver, type ReceiverContext } from "./callback-receiver.js";

/**
 * Where receivers inside the process have their addresses. A name that is reserved for documentation: public to the
 * rules, and nobody's.
 */
export const RECEIVER_BASE = "https://callbacks.wan-mock.example.com/";

/** Hands callbacks for receivers in this process to them, and all others on. */
export class CallbackExchange implements CallbackSender {
  readonly #next: CallbackSender;
  readonly #receivers = new Map<string, InProcessReceiver>();

  constructor(next: CallbackSender) {
    this.#next = next;
  }

  /** A receiver with an address of its own. */
  open(context: ReceiverContext): InProcessReceiver {
    const name = String(this.#receivers.size + 1);
    const receiver = new InProcessReceiver(RECEIVER_BASE + name, context);
    this.#receivers.set(name, receiver);
    return receiver;
  }

  send(request: CallbackRequest): Promise<CallbackReply> {
    if (!request.url.startsWith(RECEIVER_BASE)) return this.#next.send(request);
    const [name = ""] = request.url.slice(RECEIVER_BASE.length).split(/[/?#]/, 1);
    const receiver = this.#receivers.get(name);
    if (receiver !== undefined) return receiver.receive(request);
    const reason = "this mock has no receiver of that address: take the url that mock.receiver() gives";
    return Promise.resolve({ kind: "failed", reason, seconds: 0 });
  }

  close(): void {
    for (const receiver of this.#receivers.values()) receiver.close();
    this.#next.close();
  }
}

import type { CallbackReply, CallbackRequest, CallbackSender } from "../../ports/callback-sender.js";

/** Sends callbacks over the network; what that takes (http, https, dns) is loaded with the first one. */
export class LazyCallbackSender implements CallbackSender {
  #sender: Promise<CallbackSender> | undefined;
  #closed = false;

  async send(request: CallbackRequest): Promise<CallbackReply> {
    this.#sender ??= import("./http-callback-sender.js").then(
      ({ HttpCallbackSender }) => new HttpCallbackSender(),
    );
    const sender = await this.#sender;
    if (this.#closed) return { kind: "failed", reason: "the mock is closed", seconds: 0 };
    return sender.send(request);
  }

  close(): void {
    this.#closed = true;
    void this.#sender?.then((sender) => sender.close());
  }
}

import type { ServerResponse } from "node:http";
import type { Timeline } from "../../../engine/timeline.js";
import { clearTimeout, setTimeout } from "../../../ports/real-timers.js";
import type { AnswerFault } from "../../../simulation/scenarios/scenario-effect.js";

/** A slow body comes in so many pieces, */
const PIECES = 10;

/** one per second of virtual time after the first. */
const PIECE_MS = 1000;

/** Real time after which a client that still waits is let go: a leak must not last for ever. */
const LONGEST_MS = 600_000;

/** Answers that misbehave on their way. Those under way are cut when the server closes. */
export class Faults {
  readonly #open = new Set<ServerResponse>();

  constructor(private readonly timeline: Pick<Timeline, "now" | "setAlarm">) {}

  /**
   * Writes an answer as a fault lets it arrive.
   *
   * @param headers - as `writeHead` takes them, without `content-length`
   */
  send(
    fault: AnswerFault,
    response: ServerResponse,
    status: number,
    headers: readonly string[],
    body: Uint8Array,
  ): void {
    // Faults of a body do not show where none is sent.
    const hasBody = response.req.method !== "HEAD";
    const begin = ({ length }: Uint8Array) =>
      response.writeHead(status, [...headers, "content-length", String(length)]);
    switch (fault) {
      case "reset":
        response.socket?.resetAndDestroy();
        return;
      case "hang":
        this.#track(response);
        return;
      case "malformed-json":
        if (hasBody) begin(body.subarray(0, -1)).end(body.subarray(0, -1));
        else begin(body).end();
        return;
      case "slow-body":
        begin(body);
        if (hasBody) this.#trickle(response, body);
        else response.end();
        return;
      case "truncated-body":
        begin(body);
        if (!hasBody) response.end();
        else
          response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroySoon());
    }
  }

  /** Cuts what is under way. */
  close(): void {
    for (const response of this.#open) response.destroy();
    this.#open.clear();
  }

  #trickle(response: ServerResponse, body: Uint8Array): void {
    this.#track(response);
    const size = Math.max(1, Math.ceil(body.length / PIECES));
    const writeFrom = (start: number): void => {
      if (response.destroyed) return;
      const piece = body.subarray(start, start + size);
      if (start + size >= body.length) {
        response.end(piece);
        return;
      }
      response.write(piece);
      this.timeline.setAlarm(this.timeline.now() + PIECE_MS, () => writeFrom(start + size));
    };
    writeFrom(0);
  }

  #track(response: ServerResponse): void {
    const bound = setTimeout(() => response.destroy(), LONGEST_MS);
    bound.unref();
    this.#open.add(response);
    response.once("close", () => {
      clearTimeout(bound);
      this.#open.delete(response);
    });
  }
}

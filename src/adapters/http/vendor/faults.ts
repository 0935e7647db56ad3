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
  readonly #timeline: Pick<Timeline, "now" | "setAlarm">;
  readonly #open = new Set<ServerResponse>();

  constructor(timeline: Pick<Timeline, "now" | "setAlarm">) {
    this.#timeline = timeline;
  }

  /**
   * Writes an answer as a fault lets it arrive.
   *
   * @param headers - as `writeHead` takes them, without `content-length`
   */
  send(
    response: ServerResponse,
    fault: AnswerFault,
    status: number,
    headers: readonly string[],
    body: Uint8Array,
  ): void {
    if (fault === "reset") {
      response.socket?.resetAndDestroy();
      return;
    }
    if (fault === "hang") {
      this.#track(response);
      return;
    }
    if (response.req.method === "HEAD") {
      // Faults of a body do not show where none is sent.
      response.writeHead(status, [...headers, "content-length", String(body.length)]).end();
      return;
    }
    switch (fault) {
      case "slow-body":
        response.writeHead(status, [...headers, "content-length", String(body.length)]);
        this.#trickle(response, body);
        return;
      case "truncated-body":
        response.writeHead(status, [...headers, "content-length", String(body.length)]);
        response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroySoon());
        return;
      case "malformed-json": {
        const cut = body.subarray(0, -1);
        response.writeHead(status, [...headers, "content-length", String(cut.length)]);
        response.end(cut);
        return;
      }
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
      this.#timeline.setAlarm(this.#timeline.now() + PIECE_MS, () => writeFrom(start + size));
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

import type { Chance } from "../../ports/chance.js";
import { digest, drawn } from "./seeded-id-source.js";

/** Streams that are remembered; beyond it all are hashed anew. */
const MOST_REMEMBERED = 10_000;

/** Draws from a hash of (seed, stream, account, number of the call). */
export class SeededChance implements Chance {
  readonly #streams = new Map<string, number>();

  constructor(private readonly seed: number) {}

  draw(account: string, stream: string, call: number): number {
    const name = `${this.seed}:${stream}:${account}`;
    let start = this.#streams.get(name);
    if (start === undefined) {
      start = digest(`chance:${name}`).readInt32BE(0);
      if (this.#streams.size >= MOST_REMEMBERED) this.#streams.clear();
      this.#streams.set(name, start);
    }
    return drawn(start, call, 0) / 2 ** 32;
  }
}

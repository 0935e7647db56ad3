import { type ByteReader, viewOf } from "./byte-reader.js";
import { WINDOW } from "./windowed.js";

/** Bytes of an entry by table, where each entry stands in the file; `elst` has longer ones in version 1. */
const ENTRY_BYTES: Readonly<Record<string, number>> = {
  ...{ stts: 8, ctts: 8, stsc: 12, stsz: 4, stz2: 0, stss: 4, stco: 4, co64: 8, elst: 12 },
};
const LONG_EDIT = 20;

/** Tells whether a box is a table whose number of entries a reader believes. */
export const isTable = (type: string): boolean => Object.hasOwn(ENTRY_BYTES, type);

/** Adds up what the tables of one track claim in a few bytes: a reader takes a step for each sample of it. */
export class TableClaims {
  #timed = 0;
  #shifted = 0;
  #chunks = 0;
  #largestChunk = 0;
  #packedSizes = 0;
  /** Tables that state one size for all samples, and those that state one for each. */
  readonly #sizes = { shared: 0, single: 0 };

  constructor(private readonly file: ByteReader) {}

  /** Steps that a reader takes beyond the entries themselves. */
  get steps(): number {
    const ordered = this.#shifted === 0 ? 0 : this.#timed + this.#shifted;
    const isUniform = this.#sizes.shared === 1 && this.#sizes.single === 0;
    return ordered + this.#chunks + this.#packedSizes + (isUniform ? 0 : this.#largestChunk);
  }

  /**
   * Adds the table between two places.
   *
   * @returns `false` for one with more entries than its box holds: a reader goes on into the next box
   */
  async add(type: string, from: number, to: number): Promise<boolean> {
    const first = type === "stsz" || type === "stz2" ? 12 : 8;
    const head = await viewOf(this.file, from, first);
    if (head.byteLength < first) return false;
    const count = head.getUint32(first - 4);
    const isShared = type === "stsz" && head.getUint32(4) !== 0;
    const isLongEdit = type === "elst" && head.getUint8(0) === 1;
    const bytes = isShared ? 0 : isLongEdit ? LONG_EDIT : (ENTRY_BYTES[type] ?? 0);
    if (from + first + count * bytes > to) return false;
    if (type === "stsz") this.#sizes[isShared ? "shared" : "single"]++;
    if (type === "stz2") this.#addPackedSizes(count);
    if (type === "stts")
      await this.#each(from + 8, count, 8, (view, at) => (this.#timed += view.getUint32(at)));
    if (type === "ctts")
      await this.#each(from + 8, count, 8, (view, at) => (this.#shifted += view.getUint32(at)));
    if (type === "stsc") await this.#addChunks(from + 8, count);
    return true;
  }

  /** Sizes of 4, 8 or 16 bits; a damaged table says 0 bits. */
  #addPackedSizes(count: number): void {
    this.#sizes.single++;
    this.#packedSizes += count;
  }

  /** A run of chunks ends where the next one starts, so each is counted up to the next. */
  async #addChunks(from: number, count: number): Promise<void> {
    let last = 1;
    await this.#each(from, count, 12, (view, at) => {
      const start = view.getUint32(at);
      this.#chunks += Math.max(0, start - last);
      this.#largestChunk = Math.max(this.#largestChunk, view.getUint32(at + 4));
      last = start;
    });
  }

  async #each(
    from: number,
    count: number,
    bytes: number,
    visit: (view: DataView, at: number) => void,
  ): Promise<void> {
    const end = from + count * bytes;
    const piece = WINDOW - (WINDOW % bytes);
    for (let at = from; at < end; at += piece) {
      const view = await viewOf(this.file, at, Math.min(piece, end - at));
      for (let i = 0; i + bytes <= view.byteLength; i += bytes) visit(view, i);
    }
  }
}

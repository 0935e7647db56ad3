import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";

/** Bytes of an answer that are kept to be read: a page of tasks has a tenth of it. */
const MOST_BYTES = 262_144;

/** Bytes that they may become when they are decompressed. */
const MOST_DECODED = 1_048_576;

const options = { maxOutputLength: MOST_DECODED };

const decoders: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  "": (bytes) => bytes,
  identity: (bytes) => bytes,
  gzip: (bytes) => gunzipSync(bytes, options),
  "x-gzip": (bytes) => gunzipSync(bytes, options),
  deflate: (bytes) => inflateSync(bytes, options),
  br: (bytes) => brotliDecompressSync(bytes, options),
};

/** A copy of an answer's body, dropped as soon as it is too long to be one of the vendor's. */
export class AnswerCopy {
  #chunks: Buffer[] | undefined = [];
  #bytes = 0;

  add(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > MOST_BYTES) this.#chunks = undefined;
    this.#chunks?.push(chunk);
  }

  /** Bytes that came in. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * The text; empty where it is too long, or cannot be decompressed.
   *
   * @param encoding - `Content-Encoding`
   */
  text(encoding: string | undefined): string {
    const decode = decoders[(encoding ?? "").trim().toLowerCase()];
    if (this.#chunks === undefined || decode === undefined) return "";
    try {
      return decode(Buffer.concat(this.#chunks)).toString("utf8");
    } catch {
      return "";
    }
  }
}

import { createHash } from "node:crypto";

/** A file ready to be served. */
export interface CachedVideo {
  bytes: Uint8Array;
  /** A strong entity tag, quotes included, made from the bytes. */
  etag: string;
}

const DEFAULT_BYTES = 64 * 1024 * 1024;

/**
 * Rendered files by key, so that a file is rendered once, when it is first asked for. The least recently used
 * ones go when the total grows past the limit.
 */
export class ResultVideoCache {
  /** In order of use, the latest last. */
  readonly #videos = new Map<string, CachedVideo>();
  #bytes = 0;

  /** @param limitBytes - total size of the files kept, default 64 MiB; a larger file is handed out but not kept */
  constructor(private readonly limitBytes = DEFAULT_BYTES) {}

  /** Total size of the files kept, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * The file under `key`, made with `make` when it is not here. Everything the file depends on belongs in the key.
   * Errors of `make` pass through and nothing is kept.
   */
  get(key: string, make: () => Uint8Array): CachedVideo {
    const known = this.find(key);
    if (known !== undefined) return known;
    const bytes = make();
    const video = { bytes, etag: `"${createHash("sha256").update(bytes).digest("base64url")}"` };
    if (bytes.length <= this.limitBytes) this.#keep(key, video);
    return video;
  }

  /** The file under `key`, if it is here. */
  find(key: string): CachedVideo | undefined {
    const known = this.#videos.get(key);
    if (known === undefined) return undefined;
    this.#videos.delete(key);
    this.#videos.set(key, known);
    return known;
  }

  /** Forgets every file. */
  clear(): void {
    this.#videos.clear();
    this.#bytes = 0;
  }

  #keep(key: string, video: CachedVideo): void {
    this.#videos.set(key, video);
    this.#bytes += video.bytes.length;
    for (const [oldest, { bytes }] of this.#videos) {
      if (this.#bytes <= this.limitBytes) return;
      this.#videos.delete(oldest);
      this.#bytes -= bytes.length;
    }
  }
}

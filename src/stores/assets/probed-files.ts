import { type BigIntStats, constants } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import type { Asset } from "../../contract/rules/define-rule.js";

/** The facts of a file that was read, or why there are none. */
export type ProbeVerdict = { readonly asset: Asset } | { readonly problem: string };

/** A file that is open for reading. */
export interface OpenFile {
  /** Bytes of the whole file. */
  readonly length: number;
  /** The bytes from `start` up to, not including, `end`; fewer when the file ends before. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** Looks into a file; never fails for what it holds. */
export type Probe = (file: OpenFile) => Promise<Asset>;

/** Files whose verdict is kept: some hundred bytes each. */
const MOST_KEPT = 10_000;
/** Bytes of one read: more than the index of any video, less than what a damaged one may claim. */
const MOST_READ = 64 * 1024 * 1024;
/**
 * A link that takes the place of the file is not followed, and a pipe that nobody writes not waited for. Where a
 * system lacks such a constant, it counts as 0.
 */
const READ_ONLY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Looks into files once, and again when they have changed. */
export class ProbedFiles {
  readonly #kept = new Map<string, { readonly stamp: string; readonly verdict: Promise<ProbeVerdict> }>();

  constructor(private readonly probe: Probe) {}

  /**
   * @param path - real path of a file; links are not followed
   * @throws {Error} what the file system says of a file that cannot be read
   */
  async look(path: string): Promise<ProbeVerdict> {
    const stats = await stat(path, { bigint: true });
    if (!stats.isFile()) return { problem: "it is no file" };
    const stamp = stampOf(stats);
    const kept = this.#kept.get(path);
    if (kept?.stamp === stamp) return kept.verdict;
    const verdict = this.#read(path, stamp);
    this.#keep(path, stamp, verdict);
    try {
      return await verdict;
    } catch (error) {
      // Rights may change without the file.
      this.#kept.delete(path);
      throw error;
    }
  }

  async #read(path: string, stamp: string): Promise<ProbeVerdict> {
    const handle = await open(path, READ_ONLY);
    try {
      const stats = await handle.stat({ bigint: true });
      if (stampOf(stats) !== stamp || !stats.isFile()) throw new Error("it changed while it was read");
      return verdictOf(await this.probe(readerOf(handle, Number(stats.size))));
    } finally {
      await handle.close();
    }
  }

  #keep(path: string, stamp: string, verdict: Promise<ProbeVerdict>): void {
    this.#kept.delete(path);
    this.#kept.set(path, { stamp, verdict });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) break;
      this.#kept.delete(oldest);
    }
  }
}

/** Changes whenever the file does, also when its time was set back. */
function stampOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(":");
}

function readerOf(handle: FileHandle, length: number): OpenFile {
  return {
    length,
    read: async (start, end) => {
      if (end - start > MOST_READ) throw new RangeError("more is read at once than any sound file needs");
      const bytes = new Uint8Array(end - start);
      let done = 0;
      while (done < bytes.length) {
        const { bytesRead } = await handle.read(bytes, done, bytes.length - done, start + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return bytes.subarray(0, done);
    },
  };
}

const READ_FORMATS = new Set<string | undefined>(["jpeg", "png", "webp", "bmp", "mp4", "mov", "wav", "mp3"]);

/** A file of a known format has pixels or seconds, or is damaged. */
function verdictOf(asset: Asset): ProbeVerdict {
  const { bytes, kind, format } = asset;
  if (bytes === 0) return { problem: "it is empty" };
  if (format === undefined) return { problem: "it is no image, video or audio that can be read" };
  const measure = kind === "image" ? asset.width : asset.seconds;
  return READ_FORMATS.has(format) && measure === undefined
    ? { problem: `it starts like ${format}, but is damaged or cut short` }
    : { asset };
}

import { type ByteReader, textAt, viewOf } from "./byte-reader.js";

/** Boxes that are looked at; a film in fragments of a second has a dozen in each. */
const MOST_BOXES = 10_000;
const MOST_DEPTH = 12;
/** Bytes of one index: those of an hour at 60 frames a second take 4 MB. */
const LARGEST_INDEX = 8 * 1024 * 1024;
/** Bytes of the descriptions of codecs. */
const LARGEST_DESCRIPTION = 256 * 1024;
/** Samples that fragments claim together, and chunks that a table may name. */
const MOST_SAMPLES = 1_000_000;

/** Boxes that hold boxes. */
const CONTAINERS: ReadonlySet<string> = new Set(
  "moov trak mdia minf stbl dinf edts mvex moof traf mfra udta meta ilst sinf schi".split(" "),
);
/** Boxes whose contents are held in memory as a whole. */
const INDICES: ReadonlySet<string> = new Set(["moov", "moof", "mfra", "sidx"]);

/** Bytes read at once: the headers of neighbouring boxes come together. */
const WINDOW = 4096;

/**
 * Tells whether an MP4 or MOV has no more boxes, and claims no more samples, than a reader gets through in no time: one
 * that trusts a file takes 50 s for 4 MB of empty boxes, and all memory for one fragment of 2^32 samples.
 */
export async function isModest(file: ByteReader): Promise<boolean> {
  return new BoxWalk(windowed(file)).walk(0, file.length, 0);
}

class BoxWalk {
  #boxes = 0;
  #samples = 0;

  constructor(private readonly file: ByteReader) {}

  /** Walks the boxes from `start` up to `end`. */
  async walk(start: number, end: number, depth: number): Promise<boolean> {
    for (let at = start; at + 8 <= end; ) {
      const head = await viewOf(this.file, at, 20);
      const { type, length, contents } = headerOf(head, depth === 0 ? end - at : 0);
      // A list of QuickTime may end in a zero; whatever else is no box ends every reader's walk.
      if (length < contents) return true;
      if (++this.#boxes > MOST_BOXES) return false;
      const [from, to] = [at + contents, Math.min(end, at + length)];
      if (!(await this.#isModestBox(type, from, to, depth))) return false;
      at += length;
    }
    return true;
  }

  async #isModestBox(type: string, from: number, to: number, depth: number): Promise<boolean> {
    if (INDICES.has(type) && to - from > LARGEST_INDEX) return false;
    if (type === "stsd") return to - from <= LARGEST_DESCRIPTION;
    if (type === "stsc") return this.#isModestChunkTable(from, to);
    if (type === "trun" || type === "saiz" || type === "senc") return this.#addSamples(type, from);
    if (!CONTAINERS.has(type)) return true;
    if (depth >= MOST_DEPTH) return false;
    return this.walk(type === "meta" ? await this.#startOfMeta(from) : from, to, depth + 1);
  }

  /** A full box in MP4, a plain one in QuickTime. */
  async #startOfMeta(from: number): Promise<number> {
    const view = await viewOf(this.file, from, 4);
    return view.byteLength === 4 && view.getUint32(0) === 0 ? from + 4 : from;
  }

  /** Fragments may claim samples of which not a byte is there. */
  async #addSamples(type: string, from: number): Promise<boolean> {
    const view = await viewOf(this.file, from, 17);
    const hasType = type === "saiz" && view.byteLength > 3 && (view.getUint8(3) & 1) === 1;
    const at = type === "saiz" ? (hasType ? 13 : 5) : 4;
    if (view.byteLength < at + 4) return true;
    this.#samples += view.getUint32(at);
    return this.#samples <= MOST_SAMPLES;
  }

  /** Numbers of chunks are counted up to; each run of them names its first. */
  async #isModestChunkTable(from: number, to: number): Promise<boolean> {
    for (let at = from + 8; at + 12 <= to; at += WINDOW - (WINDOW % 12)) {
      const view = await viewOf(this.file, at, Math.min(WINDOW - (WINDOW % 12), to - at));
      for (let i = 0; i + 4 <= view.byteLength; i += 12) if (view.getUint32(i) > MOST_SAMPLES) return false;
    }
    return true;
  }
}

/** @param rest - bytes up to the end of the file, for a last box that says no length */
function headerOf(head: DataView, rest: number): { type: string; length: number; contents: number } {
  const type = textAt(head, 4, 4);
  const length = head.getUint32(0);
  if (length === 0) return { type, length: rest, contents: 8 };
  if (length !== 1) return { type, length, contents: 8 };
  return { type, length: head.byteLength < 16 ? 0 : Number(head.getBigUint64(8)), contents: 16 };
}

/** The same file, read in pieces of some size; the last piece is kept. */
function windowed(file: ByteReader): ByteReader {
  let start = 0;
  let bytes: Uint8Array = new Uint8Array();
  return {
    length: file.length,
    read: async (from, to) => {
      if (from < start || to > start + bytes.length) {
        start = from;
        bytes = await file.read(from, Math.min(file.length, Math.max(to, from + WINDOW)));
      }
      return bytes.subarray(from - start, to - start);
    },
  };
}

import { type ByteReader, textAt, viewOf } from "./byte-reader.js";
import { isTable, TableClaims } from "./table-claims.js";
import { windowed } from "./windowed.js";

/** Boxes that are looked at; a film in fragments of a second has a dozen in each. */
const MOST_BOXES = 10_000;
const MOST_DEPTH = 12;
const MOST_TRACKS = 100;
/** Bytes of one index: those of an hour at 60 frames a second take 4 MB. */
const LARGEST_INDEX = 8 * 1024 * 1024;
/** Bytes of the descriptions of codecs. */
const LARGEST_DESCRIPTION = 256 * 1024;
/** Samples and chunks that fragments and tables claim together, beyond those with an entry of their own. */
const MOST_CLAIMED = 1_000_000;
/** Boxes and samples of fragments, times the tracks: each track is looked for in all fragments. */
const MOST_LOOKS = 5_000_000;

/** Boxes that hold boxes. */
const CONTAINERS: ReadonlySet<string> = new Set(
  "moov trak mdia minf stbl dinf edts mvex moof traf sinf schi wave".split(" "),
);
/** Boxes whose contents are held in memory as a whole. */
const INDICES: ReadonlySet<string> = new Set(["moov", "moof"]);
/** Tags, places of fragments and keys: nothing of it tells pixels, seconds or sound, and each is a way to keep a reader busy. */
const HIDDEN: ReadonlySet<string> = new Set("udta meta mfra tfra pssh saiz saio senc".split(" "));
/** Boxes that have no place in the description of a codec, where a reader would follow them all the same. */
const STRAY = /trak|stsd|elst|moof|traf|trun|udta|meta|tfra/;

/** Bytes added to the file: a reader takes the last four for the place of an index, anywhere in the file. */
const NO_INDEX = 4;

/**
 * The file as a reader may see it that trusts what it reads; `undefined` for an MP4 or MOV with more boxes, or claims
 * of more samples, than such a reader gets through in no time. It takes 50 s for 4 MB of empty boxes, a minute for
 * one damaged number of samples in a chunk, and all memory for one fragment of 2^32 samples. Boxes that say nothing
 * of pixels, seconds and sound are named `free`.
 */
export async function screenBoxes(file: ByteReader): Promise<ByteReader | undefined> {
  const walk = new BoxWalk(windowed(file));
  if (!(await walk.walk(0, file.length, 0)) || !walk.isModest) return undefined;
  return withoutNames(file, walk.hidden);
}

class BoxWalk {
  /** Where the names of hidden boxes stand. */
  readonly hidden: number[] = [];
  #boxes = 0;
  #tracks = 0;
  #hasMovie = false;
  #claimed = 0;
  #fragmentSamples = 0;
  /** Tracks of the fragment that is walked, and its samples so far. */
  #fragment = { tracks: new Set<number>(), samples: 0 };

  constructor(private readonly file: ByteReader) {}

  get isModest(): boolean {
    return this.#tracks * (this.#boxes + this.#fragmentSamples) <= MOST_LOOKS;
  }

  /** Walks the boxes from `start` up to `end`. */
  async walk(start: number, end: number, depth: number, tables?: TableClaims): Promise<boolean> {
    for (let at = start; at + 8 <= end; ) {
      const head = await viewOf(this.file, at, 20);
      const { type, length, contents } = headerOf(head, depth === 0 ? end - at : 0);
      // A list of QuickTime may end in a zero; whatever else is no box ends every reader's walk.
      if (length < contents) return true;
      if (++this.#boxes > MOST_BOXES) return false;
      if (INDICES.has(type) && (length > LARGEST_INDEX || at + length > end)) return false;
      const to = Math.min(end, at + length);
      if (HIDDEN.has(type)) this.hidden.push(at + 4);
      else if (!(await this.#isModestBox(type, at + contents, to, depth, tables))) return false;
      at += length;
    }
    return true;
  }

  async #isModestBox(
    type: string,
    from: number,
    to: number,
    depth: number,
    tables: TableClaims | undefined,
  ): Promise<boolean> {
    if (type === "stsd") return this.#isModestDescription(from, to);
    if (isTable(type)) return (tables ?? new TableClaims(this.file)).add(type, from, to);
    if (type === "trun") return this.#addSamples(from);
    if (type === "tfhd") return this.#addTrackOfFragment(from);
    if (!CONTAINERS.has(type)) return true;
    if (depth >= MOST_DEPTH) return false;
    if (type === "stbl") return this.#walkTables(from, to, depth + 1);
    if (type === "trak" && (depth > 1 || ++this.#tracks > MOST_TRACKS)) return false;
    if (type === "moof") this.#fragment = { tracks: new Set(), samples: 0 };
    // Only the first film is read.
    if (type === "moov" && this.#hasMovie) return true;
    if (type === "moov") this.#hasMovie = true;
    return this.walk(from, to, depth + 1, tables);
  }

  async #walkTables(from: number, to: number, depth: number): Promise<boolean> {
    const tables = new TableClaims(this.file);
    return (await this.walk(from, to, depth, tables)) && this.#claim(tables.steps);
  }

  /** Each entry lies in its box, or a reader takes what follows for another, and again within that one. */
  async #isModestDescription(from: number, to: number): Promise<boolean> {
    if (to - from < 8 || to - from > LARGEST_DESCRIPTION) return false;
    const view = await viewOf(this.file, from, to - from);
    if (view.byteLength < 8 || STRAY.test(new TextDecoder("latin1").decode(view))) return false;
    let at = 8;
    for (let left = view.getUint32(4); left > 0; left--) {
      if (at + 8 > view.byteLength) return false;
      const length = view.getUint32(at);
      if (length < 8) return true;
      at += length;
      if (at > view.byteLength || ++this.#boxes > MOST_BOXES) return false;
    }
    return true;
  }

  /** Fragments may claim samples of which not a byte is there. */
  async #addSamples(from: number): Promise<boolean> {
    const view = await viewOf(this.file, from, 8);
    if (view.byteLength < 8) return false;
    const samples = view.getUint32(4);
    this.#fragment.samples += samples;
    this.#fragmentSamples += samples;
    return this.#claim(samples);
  }

  /** A track that comes back within a fragment has its samples sorted again. */
  async #addTrackOfFragment(from: number): Promise<boolean> {
    const view = await viewOf(this.file, from, 8);
    if (view.byteLength < 8) return false;
    const track = view.getUint32(4);
    const isAgain = this.#fragment.tracks.has(track);
    this.#fragment.tracks.add(track);
    return !isAgain || this.#claim(this.#fragment.samples);
  }

  #claim(steps: number): boolean {
    this.#claimed += steps;
    return this.#claimed <= MOST_CLAIMED;
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

/** The same file with boxes named `free`, and zeros behind its end. */
function withoutNames(file: ByteReader, names: readonly number[]): ByteReader {
  const free = new TextEncoder().encode("free");
  return {
    length: file.length + NO_INDEX,
    read: async (start, end) => {
      const bytes = new Uint8Array(end - start);
      const last = Math.min(end, file.length);
      if (start < last) bytes.set(await file.read(start, last));
      for (const at of names) {
        for (let i = 0; i < free.length; i++)
          if (at + i >= start && at + i < end) bytes[at + i - start] = free[i] ?? 0;
      }
      return bytes;
    },
  };
}

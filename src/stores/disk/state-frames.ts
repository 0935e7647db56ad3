import { readSync } from "node:fs";
import { crc32 } from "node:zlib";
import type { Change, StateKind } from "../kept/change.js";

/** A change as it stands in a log: the value as JSON, not read yet; `undefined` for what has gone. */
export type WrittenChange = readonly [kind: StateKind, key: string, json: string | undefined];

/** Changes and characters that one line holds, a single larger value apart: no string gets too long for Node. */
const LINE_CHANGES = 500;
const LINE_LENGTH = 512 * 1024;
const CHUNK_BYTES = 1024 * 1024;
const LINE_END = 0x0a;
/** Between the parts of a change, and between changes: JSON has none outside of its texts, and escapes those in them. */
const BETWEEN = "\t";
/** Before the changes of a line: eight digits of its checksum, and whether the frame goes on in the next line. */
const MARK_BYTES = 9;
const MARK_AT = 8;
const GOES_ON = "+";
const IS_LAST = " ";

/**
 * The bytes of a frame, which is read back as a whole or not at all: lines of a checksum (CRC-32, hexadecimal), a mark
 * and changes. A change is its kind, its key and its value, the last two as JSON; without a value for what has gone.
 */
export function frameOf(changes: Iterable<Change>): Buffer {
  const lines: Buffer[] = [];
  let text = "";
  let count = 0;
  for (const [kind, key, value] of changes) {
    if (count === LINE_CHANGES || text.length > LINE_LENGTH) {
      lines.push(lineOf(text, GOES_ON));
      text = "";
      count = 0;
    }
    if (count++ > 0) text += BETWEEN;
    text += kind + BETWEEN + JSON.stringify(key) + BETWEEN;
    if (value !== undefined) text += JSON.stringify(value);
  }
  const last = lineOf(text, IS_LAST);
  return lines.length === 0 ? last : Buffer.concat([...lines, last]);
}

function lineOf(text: string, mark: string): Buffer {
  const line = Buffer.from(`        ${mark}${text}\n`);
  line.write(checksumOf(line.subarray(MARK_AT, -1)), "latin1");
  return line;
}

const checksumOf = (bytes: Uint8Array): string => crc32(bytes).toString(16).padStart(MARK_AT, "0");

/** How far a log is whole. */
export interface WholeFrames {
  /** Where the last whole frame ends. */
  readonly end: number;
  /** Where a damaged line is that whole ones follow. A line that was cut while it was written has none behind it. */
  readonly damagedAt?: number;
}

/**
 * Reads the frames of a file.
 *
 * @param from - the place where the first begins
 * @param onFrame - gets the changes of each, and the place where it ends
 * @throws the error of the file system
 */
export function readFrames(
  handle: number,
  from: number,
  onFrame: (changes: readonly WrittenChange[], end: number) => void,
): WholeFrames {
  let end = from;
  let damagedAt: number | undefined;
  let pending: (readonly WrittenChange[])[] = [];
  for (const line of linesOf(handle, from)) {
    const changes = line.isEnded ? changesIn(line.bytes) : undefined;
    if (changes === undefined) {
      damagedAt ??= line.at;
    } else if (damagedAt !== undefined) {
      return { end, damagedAt };
    } else if (line.bytes[MARK_AT] === GOES_ON.charCodeAt(0)) {
      pending.push(changes);
    } else {
      end = line.at + line.bytes.length + 1;
      onFrame(pending.length === 0 ? changes : [...pending, changes].flat(), end);
      pending = [];
    }
  }
  return { end };
}

/** The changes of a line; `undefined` where it is not as it was written. */
function changesIn(line: Buffer): readonly WrittenChange[] | undefined {
  if (line.length < MARK_BYTES || line.toString("latin1", 0, MARK_AT) !== checksumOf(line.subarray(MARK_AT)))
    return undefined;
  if (line.length === MARK_BYTES) return [];
  const parts = line.toString("utf8", MARK_BYTES).split(BETWEEN);
  const changes: WrittenChange[] = [];
  for (let place = 0; place + 2 < parts.length; place += 3) {
    const [kind, key = "", json] = [parts[place] as StateKind, parts[place + 1], parts[place + 2]];
    changes.push([kind, keyIn(key), json === "" ? undefined : json]);
  }
  return changes;
}

/** Most keys are their JSON without the quotes. */
function keyIn(json: string): string {
  return json.includes("\\") ? (JSON.parse(json) as string) : json.slice(1, -1);
}

interface Line {
  /** Without the end of the line; good until the next line is taken. */
  readonly bytes: Buffer;
  readonly at: number;
  /** Whether its end is there. */
  readonly isEnded: boolean;
}

function* linesOf(handle: number, from: number): Generator<Line> {
  let chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let at = from;
  let filled = 0;
  for (;;) {
    const read = readSync(handle, chunk, filled, chunk.length - filled, at + filled);
    filled += read;
    const bytes = chunk.subarray(0, filled);
    let start = 0;
    for (let end = bytes.indexOf(LINE_END); end >= 0; end = bytes.indexOf(LINE_END, start)) {
      yield { bytes: bytes.subarray(start, end), at: at + start, isEnded: true };
      start = end + 1;
    }
    if (read === 0) {
      if (start < filled) yield { bytes: bytes.subarray(start), at: at + start, isEnded: false };
      return;
    }
    const larger = start === 0 && filled === chunk.length ? Buffer.allocUnsafeSlow(2 * filled) : chunk;
    bytes.copy(larger, 0, start);
    chunk = larger;
    at += start;
    filled -= start;
  }
}

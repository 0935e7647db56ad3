import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { promisify } from "node:util";
import { KitError } from "../../errors/kit-error.js";
import { isJsonObject } from "../../text/is-json-object.js";
import { parseJson } from "../../text/parse-json.js";
import { version } from "../../text/version.js";
import { frameOf, readFrames, type WrittenChange } from "./state-frames.js";

const FORMAT = "wan-mock-state";
/** Rises when an older wan-mock would not read a log as it is meant. */
const FORMAT_VERSION = 1;
const MOST_HEADER_BYTES = 1024;

/** Gets the changes of a log, frame by frame. */
export type ChangeReader = (changes: readonly WrittenChange[]) => void;

/**
 * A file of frames, to which more are added. Its first line says what it is; a frame without changes stands where the
 * values end that a compaction wrote, and the changes since then begin.
 */
export class StateLog {
  #end: number;
  /** Bytes up to the end of what a compaction wrote. */
  #base: number;
  /** Whether the disk may lack something that was written. */
  #isDirty = false;

  private constructor(
    private path: string,
    private readonly handle: number,
    private readonly start: number,
  ) {
    this.#end = start;
    this.#base = start;
  }

  /**
   * Makes a log without frames; a file that is there is replaced.
   *
   * @throws the error of the file system
   */
  static create(path: string): StateLog {
    const handle = openSync(path, "w+", 0o600);
    try {
      const header = Buffer.from(
        `${JSON.stringify({ format: FORMAT, version: FORMAT_VERSION, by: version })}\n`,
      );
      writeAll(handle, header, 0);
      const log = new StateLog(path, handle, header.length);
      log.#isDirty = true;
      return log;
    } catch (error) {
      closeSync(handle);
      throw error;
    }
  }

  /**
   * Opens a log and reads it. A last frame that was cut while it was written is removed.
   *
   * @param onCut - called with the bytes that were removed
   * @throws {KitError} `INPUT_UNREADABLE` for a log that is damaged, or none that this version reads
   * @throws the error of the file system
   */
  static open(path: string, onChanges: ChangeReader, onCut: (bytes: number) => void): StateLog {
    const handle = openSync(path, "r+");
    try {
      const log = new StateLog(path, handle, headerEnd(path, handle));
      const { size } = fstatSync(handle);
      log.#end = size;
      const { end, damagedAt } = log.read(onChanges);
      if (damagedAt !== undefined) throw damaged(path, damagedAt);
      log.#end = end;
      if (size > end) {
        ftruncateSync(handle, end);
        log.#isDirty = true;
        onCut(size - end);
      }
      return log;
    } catch (error) {
      closeSync(handle);
      throw error;
    }
  }

  /** Bytes of the file. */
  get end(): number {
    return this.#end;
  }

  get base(): number {
    return this.#base;
  }

  /** Reads all frames, from the first. */
  read(onChanges: ChangeReader): ReturnType<typeof readFrames> {
    return readFrames(this.handle, this.start, (changes, end) => {
      // What could not be written is perhaps still there, where it could not be removed either.
      if (end > this.#end) return;
      if (changes.length === 0) this.#base = end;
      else onChanges(changes);
    });
  }

  /**
   * Adds a frame, or several.
   *
   * @throws the error of the file system; then the log is as it was
   */
  append(bytes: Buffer): void {
    this.#isDirty = true;
    try {
      writeAll(this.handle, bytes, this.#end);
    } catch (error) {
      this.#cut();
      throw error;
    }
    this.#end += bytes.length;
  }

  /** Marks all that is there as what a compaction wrote. */
  markBase(): void {
    this.append(frameOf([]));
    this.#base = this.#end;
  }

  /** Adds frames of another log, from a place in it on and no more bytes than asked for; returns the number of bytes. */
  appendFrom(other: StateLog, from: number, most: number): number {
    const bytes = Buffer.allocUnsafe(Math.min(most, other.#end - from));
    const read = readSync(other.handle, bytes, 0, bytes.length, from);
    this.append(bytes.subarray(0, read));
    return read;
  }

  /**
   * Tries whether so many bytes could be added.
   *
   * @throws the error of the file system
   */
  probe(bytes: number): void {
    const end = this.#end;
    this.append(Buffer.alloc(bytes, " "));
    this.#end = end;
    ftruncateSync(this.handle, end);
  }

  /** Waits until the disk has all. */
  sync(): void {
    if (this.#isDirty) fdatasyncSync(this.handle);
    this.#isDirty = false;
  }

  /** The same without holding up others. */
  syncMeanwhile(): Promise<void> {
    return promisify(fdatasync)(this.handle);
  }

  /** Gives the file another name, in place of a file that has it. */
  moveTo(path: string): void {
    renameSync(this.path, path);
    this.path = path;
  }

  close(): void {
    closeSync(this.handle);
  }

  /** Closes and deletes the file. */
  remove(): void {
    closeSync(this.handle);
    rmSync(this.path, { force: true });
  }

  /** Removes what was written of a frame. Where that fails, the next frame is written over it. */
  #cut(): void {
    try {
      ftruncateSync(this.handle, this.#end);
    } catch {
      // A part of a frame at the end is cut when the log is opened.
    }
  }
}

/** A disk that has room for a part takes that part without an error, and gives the error with the next. */
function writeAll(handle: number, bytes: Buffer, at: number): void {
  let written = 0;
  while (written < bytes.length)
    written += writeSync(handle, bytes, written, bytes.length - written, at + written);
}

/** Where the frames of a log begin. */
function headerEnd(path: string, handle: number): number {
  const bytes = Buffer.alloc(MOST_HEADER_BYTES);
  const read = readSync(handle, bytes, 0, bytes.length, 0);
  const end = bytes.subarray(0, read).indexOf("\n");
  const header = parseJson(bytes.toString("utf8", 0, Math.max(end, 0)));
  if (!isJsonObject(header) || header["format"] !== FORMAT)
    throw unreadable(`${path} is no state of a wan-mock: move it away, or name another --data`);
  if (header["version"] !== FORMAT_VERSION) {
    const by = typeof header["by"] === "string" ? ` ${header["by"]}` : "";
    throw unreadable(
      `${path} was made by a newer wan-mock${by} (format ${String(header["version"])}, this one reads ${FORMAT_VERSION}): use that one, or name another --data`,
    );
  }
  return end + 1;
}

function damaged(path: string, at: number): KitError {
  return unreadable(
    `${path} is damaged at byte ${at}, and what follows is whole, so it was not cut while it was written: put a copy of the folder in its place, name another --data, or give up all changes from there on (truncate -s ${at} ${path})`,
  );
}

const unreadable = (sentence: string): KitError => new KitError("INPUT_UNREADABLE", sentence);

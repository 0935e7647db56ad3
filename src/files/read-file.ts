import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from "node:fs";
import type { Readable } from "node:stream";
import { KitError, type KitErrorCode } from "../errors/kit-error.js";

/** The purpose of a file that is read, and its limits. */
export interface FileUse {
  /** `a configuration`, for the sentence about one that is too large. */
  readonly what: string;
  /** Bytes that it may have. */
  readonly most: number;
  /** As messages name it; its path by default. */
  readonly name?: string;
  /** Default `INPUT_UNREADABLE`. */
  readonly code?: KitErrorCode;
  /** Sentence for a path that leads nowhere. Default: there is no such file. */
  readonly missing?: string;
  /** Whether a pipe may take the file's place, as a shell's `<(command)` does; the thread waits for it. Default false. */
  readonly pipes?: boolean;
}

/** Real time that a pipe gets until somebody opens it for writing, */
const WRITER_PATIENCE_MS = 1000;
/** and a writer until it writes something, or something more. */
const PIPE_PATIENCE_MS = 10_000;
const PIPE_PAUSE_MS = 10;
const CHUNK = 64 * 1024;

/**
 * The bytes of a file. Nothing is waited for without end: a folder, a device, a socket, a file that is too large or
 * endless and a pipe that nobody writes to are refused.
 *
 * @throws {KitError} with the name of the file and what is wrong with it
 */
export function readFile(path: string, use: FileUse): Buffer {
  const stats = requireReadable(path, use);
  // A pipe that nobody writes to would not be opened otherwise. Where a system lacks the constant, it counts as 0.
  const handle = reading(path, use, () => openSync(path, constants.O_RDONLY | constants.O_NONBLOCK));
  try {
    // Another file may have taken the place of the one that was looked at.
    const opened = reading(path, use, () => fstatSync(handle));
    if (!isSameKind(opened, stats)) throw fault(path, use, "it changed while it was opened");
    return readAll(path, use, handle, opened.isFIFO());
  } finally {
    closeSync(handle);
  }
}

/**
 * The same as text, without a byte order mark.
 *
 * @throws {KitError} also for what is not UTF-8
 */
export function readTextFile(path: string, use: FileUse): string {
  return decoded(path, use, readFile(path, use));
}

/**
 * The text of standard input, up to its end and without a byte order mark.
 *
 * @throws {KitError} for more bytes than it may have, and for what is not UTF-8
 */
export async function readStandardText(
  limits: Pick<FileUse, "what" | "most" | "code">,
  stdin: Readable,
): Promise<string> {
  const use = { ...limits, name: "stdin" };
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stdin as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size > use.most) throw tooLarge("", use, `more than ${use.most}`);
  }
  return decoded("", use, Buffer.concat(parts, size));
}

/** The text of a file, without the byte order mark that some editors write in front of it. */
function decoded(path: string, use: FileUse, bytes: Uint8Array): string {
  if (isUtf16(bytes)) throw fault(path, use, "it is UTF-16 text: save it as UTF-8");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw fault(path, use, "it is not UTF-8 text: save it as UTF-8", error);
  }
}

/** By its mark, or by the zero that every other byte of ASCII letters is. Windows PowerShell writes such files. */
function isUtf16([first, second]: Uint8Array): boolean {
  if (first === undefined || second === undefined) return false;
  const hasMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return hasMark || (first === 0 && isAscii(second)) || (isAscii(first) && second === 0);
}

const isAscii = (byte: number): boolean => byte === 0x0a || (byte >= 0x20 && byte < 0x7f);

/**
 * Makes sure that a path leads to what `readFile` reads, without opening it.
 *
 * @throws {KitError}
 */
export function requireReadable(path: string, use: FileUse): Stats {
  const stats = reading(path, use, () => statSync(path));
  if (stats.isDirectory()) throw fault(path, use, "it is a folder");
  if (!stats.isFile() && !(stats.isFIFO() && use.pipes === true))
    throw fault(path, use, `it is a ${kindOf(stats)}, not a file`);
  if (stats.size > use.most) throw tooLarge(path, use, `${stats.size}`);
  return stats;
}

function kindOf(stats: Stats): string {
  if (stats.isFIFO()) return "pipe";
  return stats.isSocket() ? "socket" : "device";
}

/** Why a file cannot be read, from the code of an error of `node:fs`; without a subject where it is missing. */
export function whyUnreadable(error: unknown): string {
  const { code = "unknown" } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return "there is no such file";
  if (code === "EACCES" || code === "EPERM") return "it may not be read by this user";
  return `it cannot be read (${code})`;
}

function readAll(path: string, use: FileUse, handle: number, isPipe: boolean): Buffer {
  const parts: Buffer[] = [];
  let size = 0;
  let waited = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const count = reading(path, use, () => readSome(handle, chunk));
    if (count > 0) {
      parts.push(chunk.subarray(0, count));
      size += count;
      waited = 0;
      // Files of /proc say that they have no bytes.
      if (size > use.most) throw tooLarge(path, use, `more than ${use.most}`);
    } else if (!isPipe || (count === 0 && size > 0)) return Buffer.concat(parts, size);
    else {
      const patience = count === 0 ? WRITER_PATIENCE_MS : PIPE_PATIENCE_MS;
      if (waited >= patience)
        throw fault(path, use, `it is a pipe, and nothing came out of it for ${patience / 1000} s`);
      pause();
      waited += PIPE_PAUSE_MS;
    }
  }
}

/** Bytes read; -1 where a pipe has a writer and nothing in it. */
function readSome(handle: number, chunk: Buffer): number {
  try {
    return readSync(handle, chunk);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EAGAIN") return -1;
    throw error;
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PIPE_PAUSE_MS);
}

const isSameKind = (one: Stats, other: Stats): boolean =>
  one.isFile() === other.isFile() && one.isFIFO() === other.isFIFO();

function reading<Result>(path: string, use: FileUse, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? (use.missing ?? whyUnreadable(error)) : whyUnreadable(error);
    throw fault(path, use, why, error);
  }
}

function tooLarge(path: string, use: FileUse, bytes: string): KitError {
  return fault(path, use, `it has ${bytes} bytes: ${use.what} has ${use.most} at most`);
}

function fault(
  path: string,
  { name = path, code = "INPUT_UNREADABLE" }: FileUse,
  why: string,
  cause?: unknown,
): KitError {
  return new KitError(code, `${name}: ${why}`, { cause });
}

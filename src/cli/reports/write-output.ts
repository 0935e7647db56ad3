import { accessSync, constants, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { invalidOption, KitError } from "../../errors/kit-error.js";
import { makeFolder } from "../../files/make-folder.js";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist: make it first",
  EEXIST: "its folder is a file",
  ENOTDIR: "its folder is a file",
  EISDIR: "it is a folder: name a file",
  EACCES: "no permission to write it",
  EROFS: "its folder can only be read",
  ENOSPC: "the disk is full",
};

/**
 * Writes a report to a file, whole or not at all: a reader never sees a half. Devices and pipes are written to.
 *
 * @param option - the option that named the file
 * @throws {KitError} `OUTPUT_UNWRITABLE`
 */
export function writeOutput(file: string, text: string, option = "--output"): void {
  try {
    const there = statSync(file, { throwIfNoEntry: false });
    if (there !== undefined && !there.isFile()) {
      writeFileSync(file, text);
      return;
    }
    replace(there === undefined ? file : realpathSync(file), text);
  } catch (error) {
    throw unwritable(file, option, error);
  }
}

/**
 * The same, and makes the folder where there is none.
 *
 * @throws {KitError} `OUTPUT_UNWRITABLE`
 */
export function writeInFolder(file: string, text: string, option: string): void {
  try {
    makeFolder(dirname(file));
  } catch (error) {
    throw unwritable(file, option, error);
  }
  writeOutput(file, text, option);
}

/**
 * Makes sure that a file can be written later, and makes its folder where there is none.
 *
 * @throws {KitError} `OUTPUT_UNWRITABLE`, `INVALID_OPTION` for stdout
 */
export function checkWritable(file: string, option: string): void {
  if (file === "-") throw invalidOption(`${option} takes the name of a file, got "-"`);
  try {
    makeFolder(dirname(file));
    const there = statSync(file, { throwIfNoEntry: false });
    if (there?.isDirectory() === true) throw Object.assign(new Error("a folder"), { code: "EISDIR" });
    // A file is replaced by a draft that is written beside it.
    accessSync(there === undefined || there.isFile() ? dirname(file) : file, constants.W_OK);
  } catch (error) {
    throw unwritable(file, option, error);
  }
}

function unwritable(file: string, option: string, error: unknown): KitError {
  const code = (error as NodeJS.ErrnoException).code ?? "unknown";
  const why = reasons[code] ?? `it cannot be written (${code})`;
  return new KitError("OUTPUT_UNWRITABLE", `${option} ${file}: ${why}`, { cause: error });
}

function replace(file: string, text: string): void {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/**
 * A report in the place of what was read would be the end of that, and one written file in the place of another too.
 *
 * @param read - files that are read; `-` is stdin
 * @param written - files by the option that names each; `-` is stdout
 * @throws {KitError} `INVALID_OPTION`
 */
export function keepApart(
  read: readonly string[],
  written: Readonly<Record<string, string | undefined>>,
): void {
  const files = Object.entries(written).flatMap(([option, file]) =>
    file === undefined ? [] : [{ option, file }],
  );
  for (const [place, { option, file }] of files.entries()) {
    if (read.some((other) => isSame(other, file)))
      throw invalidOption(`${option} ${file}: this is a file to read, name another`);
    const twin = files.slice(0, place).find((other) => isSame(other.file, file));
    if (twin !== undefined)
      throw invalidOption(`${option} ${file}: ${twin.option} writes this file, name another`);
  }
}

function isSame(one: string, other: string): boolean {
  if (one === "-" || other === "-") return false;
  if (placeOf(one) === placeOf(other)) return true;
  const [first, second] = [statOf(one), statOf(other)];
  return first !== undefined && first.dev === second?.dev && first.ino === second.ino;
}

/** Where a path leads, also one that does not exist yet. */
function placeOf(path: string): string {
  const whole = resolve(path);
  try {
    return join(realpathSync(dirname(whole)), basename(whole));
  } catch {
    return whole;
  }
}

function statOf(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false, bigint: true });
  } catch {
    return undefined;
  }
}

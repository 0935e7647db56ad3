import { mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { KitError } from "../../errors/kit-error.js";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist: make it first",
  EEXIST: "what should be its folder is a file",
  ENOTDIR: "what should be its folder is a file",
  EISDIR: "it is a folder: name a file",
  EACCES: "there is no permission to write it",
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
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw unwritable(file, option, error);
  }
  writeOutput(file, text, option);
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

import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { KitError } from "../../../contract/kit-error.js";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist: make it first",
  ENOTDIR: "what should be its folder is a file",
  EISDIR: "it is a folder: name a file",
  EACCES: "there is no permission to write it",
  EROFS: "its folder can only be read",
  ENOSPC: "the disk is full",
};

/**
 * Writes a report to a file, whole or not at all: a reader never sees a half. Devices and pipes are written to.
 *
 * @throws {KitError} `OUTPUT_UNWRITABLE`
 */
export function writeOutput(file: string, text: string): void {
  try {
    const there = statSync(file, { throwIfNoEntry: false });
    if (there !== undefined && !there.isFile()) {
      writeFileSync(file, text);
      return;
    }
    replace(there === undefined ? file : realpathSync(file), text);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown";
    const why = reasons[code] ?? `it cannot be written (${code})`;
    throw new KitError("OUTPUT_UNWRITABLE", `--output ${file}: ${why}`, { cause: error });
  }
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

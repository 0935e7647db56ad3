import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readTextFile } from "../../files/read-file.js";
import { nameInFile } from "./recording-name.js";

/** Bytes of a recording; `scenarios` reads no longer ones either. */
const MOST_BYTES = 1_000_000;

/** As `recordingText` writes it, whatever the texts of a recording say. */
const UNFINISHED = /^ {6}unfinished: true$/m;

/**
 * Names of the files in a folder whose tasks had not ended when recording stopped, or was killed. Files that cannot be read
 * are left out, and so is a folder that is not there.
 */
export function unfinishedRecordings(folder: string): readonly string[] {
  return filesIn(folder).filter((file) => UNFINISHED.test(textOf(join(folder, file))));
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((file) => nameInFile(file) !== undefined)
      .sort();
  } catch {
    return [];
  }
}

function textOf(path: string): string {
  try {
    return readTextFile(path, { what: "a recording", most: MOST_BYTES });
  } catch {
    return "";
  }
}

import { randomUUID } from "node:crypto";
import { constants, existsSync } from "node:fs";
import { copyFile, link, mkdir, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { KitError } from "../../../errors/kit-error.js";

/** A file to be made. */
export interface NewFile {
  /** Absolute. */
  readonly path: string;
  /** As people are told it. */
  readonly name: string;
  readonly text: string;
}

/**
 * Makes files with the folders on the way to them: all of them, or none. Each is there as a whole or not at all, and none
 * takes the place of another.
 *
 * @throws {KitError} `OUTPUT_UNWRITABLE`
 */
export async function createFiles(files: readonly NewFile[]): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  for (const { path, name, text } of files) {
    try {
      for (const folder of missingFolders(dirname(path))) {
        await mkdir(folder);
        undo.push(() => rmdir(folder));
      }
      await createFile(path, text);
      undo.push(() => rm(path));
    } catch (error) {
      for (const step of undo.reverse()) await step().catch(() => undefined);
      const { code, message } = error as NodeJS.ErrnoException;
      const why = code === "EEXIST" ? "it has come into being meanwhile" : message;
      throw new KitError("OUTPUT_UNWRITABLE", `${name} cannot be made: ${why}; nothing was written`, {
        cause: error,
      });
    }
  }
}

/** Folders that are to be made, the outermost first. */
function missingFolders(folder: string): readonly string[] {
  return existsSync(folder) ? [] : [...missingFolders(dirname(folder)), folder];
}

/** A link to a finished file is refused where its name is taken, and never shows half a text. */
async function createFile(path: string, text: string): Promise<void> {
  const draft = join(dirname(path), `.wan-mock-init-${randomUUID()}`);
  await writeFile(draft, text, { flag: "wx" });
  try {
    await link(draft, path).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") throw error;
      // A file system without links.
      return copyFile(draft, path, constants.COPYFILE_EXCL);
    });
  } finally {
    await rm(draft, { force: true });
  }
}

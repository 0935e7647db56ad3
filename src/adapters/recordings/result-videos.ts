import { createHash } from "node:crypto";
import { constants, createWriteStream } from "node:fs";
import { copyFile, link, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { RecordedVideo } from "../../simulation/recordings/recording.js";

/** A result that begins to arrive when it is called. */
export type OpenResult = () => Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array>>;

/**
 * Finds the result of a task that completed.
 *
 * @returns `undefined` where nothing is known of it
 */
export type ResultSource = (task: string) => OpenResult | undefined;

/** Bytes of a result that is kept. */
export const MOST_RESULT_BYTES = 200 * 1024 * 1024;

/**
 * Writes a result to a file of its own, which is there as a whole or not at all.
 *
 * @param file - name in the folder; a file that has it already is left alone
 * @throws what `open` and the file system throw, and an error for a result over 200 MB, an empty one, and a name that is taken
 */
export async function writeResult(folder: string, file: string, open: OpenResult): Promise<RecordedVideo> {
  const passing = join(folder, `.${file}.${process.pid}.part`);
  const hash = createHash("sha256");
  let length = 0;
  try {
    await pipeline(
      await open(),
      async function* (source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
        for await (const piece of source) {
          length += piece.length;
          if (length > MOST_RESULT_BYTES) throw new Error("it is larger than 200 MB");
          hash.update(piece);
          yield piece;
        }
      },
      createWriteStream(passing),
    );
    if (length === 0) throw new Error("it is empty");
    await putNew(passing, join(folder, file));
    return { file, sha256: hash.digest("hex") };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new Error(`a file ${file} is there already`, { cause: error });
  } finally {
    await rm(passing, { force: true });
  }
}

/** @throws an error with the code `EEXIST` where the name is taken */
async function putNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw error;
    // A file system without links.
    await copyFile(from, to, constants.COPYFILE_EXCL);
  }
}

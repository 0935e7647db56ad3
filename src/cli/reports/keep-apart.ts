import { realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { KitError } from "../../errors/kit-error.js";

/** A file that an option has written. */
export interface WrittenFile {
  /** `--output` */
  readonly option: string;
  /** Path; `-` is stdout. */
  readonly file: string;
}

/**
 * A report in the place of the bodies would be the end of them.
 *
 * @throws {KitError} `INVALID_OPTION`
 */
export function keepApart(files: readonly string[], output = "-"): void {
  keepFilesApart(files, [{ option: "--output", file: output }]);
}

/**
 * The same for several files that are written: one in the place of another would be the end of that.
 *
 * @param read - files that are read; `-` is stdin
 * @throws {KitError} `INVALID_OPTION`
 */
export function keepFilesApart(read: readonly string[], written: readonly WrittenFile[]): void {
  for (const [place, { option, file }] of written.entries()) {
    if (read.some((other) => isSame(other, file)))
      throw new KitError("INVALID_OPTION", `${option} ${file}: this is a file to read, name another`);
    const twin = written.slice(0, place).find((other) => isSame(other.file, file));
    if (twin !== undefined)
      throw new KitError(
        "INVALID_OPTION",
        `${option} ${file}: ${twin.option} writes this file, name another`,
      );
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

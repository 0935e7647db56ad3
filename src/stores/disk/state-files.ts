import { accessSync, closeSync, constants, fsyncSync, openSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { invalidOption, type KitError } from "../../errors/kit-error.js";
import { makeFolder } from "../../files/make-folder.js";
import { type ChangeReader, StateLog } from "./state-log.js";

const LOG = /^state-(\d{6,})\.log$/;
/** What a wan-mock that was killed may leave beside its log, and what a file system puts into a folder of its own. */
const BESIDE = /^(?:state-\d{6,}\.log\.part|lock(?:\.\d+)?|lost\+found|\..*)$/;

/**
 * The log files of a folder, numbered `state-000001.log` and up. The one with the highest number is the state: a log
 * gets such a name when it is complete, and the one before it is deleted after that.
 */
export class StateFiles {
  #number = 0;

  /**
   * Makes the folder where there is none.
   *
   * @throws {KitError} `INVALID_OPTION` for a folder that is not a state's and cannot become one
   */
  constructor(private readonly folder: string) {
    prepare(folder);
  }

  /** Opens the log, or makes the first; to be called by the one who has the folder. */
  open(onChanges: ChangeReader, onCut: (bytes: number) => void): StateLog {
    this.#number = Math.max(0, ...numbersIn(readdirSync(this.folder)));
    this.#removeOthers();
    if (this.#number === 0) return this.put(this.begin());
    return StateLog.open(this.#path, onChanges, onCut);
  }

  /** Makes the log that shall take the place of the present one; until then it has no part in the state. */
  begin(): StateLog {
    return StateLog.create(`${this.#pathOf(this.#number + 1)}.part`);
  }

  /**
   * Puts a log in the place of the present one, whose file is of no use from then on.
   *
   * @throws the error of the file system; then the present one is in its place
   */
  put(log: StateLog): StateLog {
    log.sync();
    log.moveTo(this.#pathOf(this.#number + 1));
    this.#number += 1;
    syncFolder(this.folder);
    return log;
  }

  get #path(): string {
    return this.#pathOf(this.#number);
  }

  #pathOf(number: number): string {
    return join(this.folder, `state-${String(number).padStart(6, "0")}.log`);
  }

  /** Removes logs that another has replaced, and those that were not completed. */
  #removeOthers(): void {
    for (const name of readdirSync(this.folder)) {
      const number = Number(LOG.exec(name)?.[1] ?? this.#number);
      const isPart = LOG.test(name.replace(/\.part$/, "")) && name.endsWith(".part");
      if (number < this.#number || isPart) rmSync(join(this.folder, name), { force: true });
    }
  }
}

/** What clients sent is nobody else's business, so a new folder is its owner's alone. */
function prepare(folder: string): void {
  let names: readonly string[];
  try {
    makeFolder(folder, 0o700);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    names = readdirSync(folder);
  } catch (error) {
    throw unusableFolder(folder, error);
  }
  const foreign = names.find((name) => !BESIDE.test(name));
  if (foreign === undefined || names.some((name) => LOG.test(name))) return;
  throw invalidOption(
    `${folder} is no state folder, there is ${foreign} in it: name a new or an empty one as --data`,
  );
}

/** The error of a folder that the file system gives no access to. */
export function unusableFolder(folder: string, error: unknown): KitError {
  const { code = (error as Error).message } = error as NodeJS.ErrnoException;
  const [reason, advice = "make it writable"] = reasons[code] ?? [code, "make it readable and writable"];
  return invalidOption(
    `the state folder ${folder} cannot be used (${reason}): ${advice}, or name another --data`,
    { cause: error },
  );
}

const numbersIn = (names: readonly string[]): readonly number[] =>
  names.map((name) => Number(LOG.exec(name)?.[1] ?? 0));

/** The name of a file outlives a loss of power only when its folder is on the disk too; Windows knows no such thing. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, "r");
    fsyncSync(handle);
    closeSync(handle);
  } catch {
    // Without it a process that is killed loses nothing either.
  }
}

/** Reasons by the code of the error, and what to do about them where that is not to make the folder writable. */
const reasons: Readonly<Record<string, readonly [reason: string, advice?: string]>> = {
  EEXIST: ["it is a file"],
  ENOENT: ["no folder can be made there"],
  ENOTDIR: ["a part of the path is a file"],
  EACCES: ["it may not be written by this user"],
  EPERM: ["it may not be written by this user"],
  EROFS: ["the file system is read-only"],
  ENOSPC: ["no space is left", "make room"],
  EDQUOT: ["no space is left", "make room"],
};

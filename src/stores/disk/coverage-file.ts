import { randomBytes } from "node:crypto";
import { accessSync, constants, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { invalidOption } from "../../errors/kit-error.js";
import { makeFolder } from "../../files/make-folder.js";
import {
  type CoverageRecord,
  emptyRecord,
  mergeRecords,
  recordText,
} from "../../insight/coverage/coverage-record.js";
import { clearInterval, setInterval } from "../../ports/real-timers.js";

/** Something that counts: the coverage of one mock. */
export interface CoverageSource {
  /** Rises with everything that is counted. */
  readonly observed: number;
  record(): CoverageRecord;
  /** Called with one sentence when the file cannot be written. */
  readonly onFailure: (sentence: string) => void;
}

/** Real milliseconds between two writes while mocks run: what a process that is killed loses at the most. */
const WRITE_EVERY_MS = 10_000;

/** The file of this process in a folder of coverage: the sum over all its mocks. */
class CoverageFile {
  readonly #name = `coverage-${process.pid}-${randomBytes(4).toString("hex")}.json`;
  readonly #live = new Set<CoverageSource>();
  /** Of the mocks that are closed. */
  #past = emptyRecord;
  #pastObserved = 0;
  /** Number of observed entries when it was last written. */
  #written = -1;
  #timer: NodeJS.Timeout | undefined;
  readonly #atExit = () => this.#write();

  constructor(private readonly folder: string) {}

  /** Counts a mock in; returns the way to count it out, which writes the file. */
  add(source: CoverageSource): () => void {
    if (this.#live.size === 0) {
      this.#timer = setInterval(this.#atExit, WRITE_EVERY_MS);
      this.#timer.unref();
      process.on("exit", this.#atExit);
    }
    this.#live.add(source);
    return () => {
      if (!this.#live.has(source)) return;
      this.#write(source);
      this.#live.delete(source);
      this.#past = mergeRecords(this.#past, source.record());
      this.#pastObserved += source.observed;
      if (this.#live.size > 0) return;
      clearInterval(this.#timer);
      process.off("exit", this.#atExit);
    };
  }

  /** At once and whole: a worker of a test runner may be ended at any time, a reader may come at any time. */
  #write(source?: CoverageSource): void {
    const live = [...this.#live];
    const observed = live.reduce((sum, source) => sum + source.observed, this.#pastObserved);
    if (observed === this.#written) return;
    const record = live.reduce((sum, source) => mergeRecords(sum, source.record()), this.#past);
    const path = join(this.folder, this.#name);
    const passing = join(this.folder, `.${this.#name}.part`);
    try {
      makeFolder(this.folder);
      writeFileSync(passing, recordText(record));
      renameSync(passing, path);
      this.#written = observed;
    } catch (error) {
      try {
        rmSync(passing, { force: true });
      } catch {
        // Where it could not be made it cannot be removed either.
      }
      const { onFailure } = source ?? live[0] ?? { onFailure: () => undefined };
      onFailure(`the coverage cannot be written to ${path} (${reasonOf(error)}): what was counted is lost`);
    }
  }
}

/** By folder. A file belongs to the process, so this is no state of a mock's. */
const files = new Map<string, CoverageFile>();

/**
 * The coverage file of this process in a folder, which is made.
 *
 * @throws {KitError} `INVALID_OPTION` for a path that is no folder and cannot become one that may be written
 */
export function coverageFileIn(folder: string): Pick<CoverageFile, "add"> {
  const path = resolve(folder);
  try {
    makeFolder(path);
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw invalidOption(
      `coverage is a folder, in which each process writes a file of its own, and ${folder} cannot be one (${reasonOf(error)}): name another`,
      { cause: error },
    );
  }
  const file = files.get(path) ?? new CoverageFile(path);
  files.set(path, file);
  return file;
}

const reasons: Readonly<Record<string, string>> = {
  EEXIST: "it is a file",
  ENOTDIR: "a part of it is a file",
  EACCES: "it may not be written",
  EROFS: "it may not be written",
  ENOSPC: "no space is left",
};

function reasonOf(error: unknown): string {
  const { code = "unknown" } = error as NodeJS.ErrnoException;
  return reasons[code] ?? code;
}

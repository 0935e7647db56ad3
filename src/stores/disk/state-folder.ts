import { rmSync } from "node:fs";
import { join } from "node:path";
import { invalidOption, KitError } from "../../errors/kit-error.js";
import { StateUnavailable, type Transactions } from "../../ports/transactions.js";
import type { Change, StateOfStores } from "../kept/kept-state.js";
import { type ChangeKeeper, KeptTransactions } from "./kept-transactions.js";
import { takeLock } from "./process-lock.js";
import { StateFiles } from "./state-files.js";
import { frameOf } from "./state-frames.js";
import type { StateLog } from "./state-log.js";

/** Called with one sentence about something that the developer should know. */
export type OnWarning = (sentence: string) => void;

export interface StateFolderOptions {
  readonly onWarning: OnWarning;
}

/** The size of a state folder, and what became of it. */
export interface StateFolderFigures {
  readonly folder: string;
  /** Bytes of its log. */
  readonly bytes: number;
  /** Why nothing can be kept now. */
  readonly outage?: string;
}

/** A folder that keeps the state of a mock. */
export interface StateFolder {
  readonly transactions: Transactions;
  readonly figures: StateFolderFigures;
  /** Keeps what has changed and lets others have the folder. What is still under way fails. */
  close(): void;
}

/**
 * Opens the folder of a state, and puts what is in it into the stores. Whatever a transaction changed is in a file of the
 * folder before its result is handed out: it survives the end of this process in any way. A loss of power may cost the
 * last seconds.
 *
 * @param folder - made where there is none
 * @throws {KitError} `INVALID_OPTION` for a folder that another process has, that cannot be written or that holds
 *   something else; `INPUT_UNREADABLE` for a state that is damaged or was made by a newer version
 */
export function openStateFolder(
  folder: string,
  state: StateOfStores,
  options: StateFolderOptions,
): StateFolder {
  const files = new StateFiles(folder);
  const lock = join(folder, "lock");
  try {
    takeLock(lock, { what: `the state folder ${folder}`, option: "--data" });
  } catch (error) {
    throw error instanceof KitError ? error : unusable(folder, error);
  }
  try {
    return new OpenFolder(folder, lock, files, state, options);
  } catch (error) {
    rmSync(lock, { force: true });
    throw error instanceof KitError ? error : unusable(folder, error);
  }
}

class OpenFolder implements StateFolder, ChangeKeeper {
  readonly #transactions: KeptTransactions;
  #log: StateLog;
  /** Bytes of the changes that could not be kept. */
  #lostBytes = 0;
  #isClosed = false;

  constructor(
    private readonly folder: string,
    private readonly lock: string,
    files: StateFiles,
    private readonly state: StateOfStores,
    private readonly options: StateFolderOptions,
  ) {
    this.#log = files.open(
      (changes) => state.put(changes),
      (bytes) =>
        options.onWarning(
          `the last change in the state folder ${folder} was cut while it was written: its ${bytes} bytes are removed, whatever clients were told is there`,
        ),
    );
    this.#transactions = new KeptTransactions(state, this);
  }

  get transactions(): Transactions {
    return this.#transactions;
  }

  get figures(): StateFolderFigures {
    const { outage } = this.#transactions;
    return {
      folder: this.folder,
      bytes: this.#log.end,
      ...(outage === undefined ? {} : { outage: outage.message }),
    };
  }

  keep(changes: readonly Change[]): void {
    const frame = frameOf(changes);
    try {
      this.#log.append(frame);
    } catch (error) {
      this.#lostBytes = frame.length;
      const outage = this.#outageOf(error);
      this.options.onWarning(outage.message);
      throw outage;
    }
  }

  probe(): void {
    try {
      this.#log.probe(this.#lostBytes);
    } catch (error) {
      throw this.#outageOf(error);
    }
    this.options.onWarning(`the state folder ${this.folder} can be written again`);
  }

  restore(): void {
    this.#log.read((changes) => this.state.put(changes));
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    try {
      this.#transactions.close(new StateUnavailable(`the state folder ${this.folder} is closed`));
      this.#log.sync();
    } catch (error) {
      if (!(error instanceof StateUnavailable)) this.options.onWarning(this.#outageOf(error).message);
    } finally {
      this.#log.close();
      rmSync(this.lock, { force: true });
    }
  }

  #outageOf(error: unknown): StateUnavailable {
    return new StateUnavailable(
      `the state folder ${this.folder} ${outageReason(error)}; nothing was changed`,
      {
        cause: error,
      },
    );
  }
}

function outageReason(error: unknown): string {
  const { code = (error as Error).message } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT") return "is full: make room";
  if (code === "EFBIG") return "has reached the largest size of a file that is allowed: raise the limit";
  if (code === "EROFS" || code === "EACCES" || code === "EPERM")
    return "may not be written: make it writable";
  return `cannot be written (${code})`;
}

function unusable(folder: string, error: unknown): KitError {
  const { code = (error as Error).message } = error as NodeJS.ErrnoException;
  return invalidOption(
    `the state folder ${folder} cannot be used (${code}): make it readable and writable, or name another --data`,
    { cause: error },
  );
}

import { rmSync } from "node:fs";
import { join } from "node:path";
import { KitError } from "../../errors/kit-error.js";
import { clearTimeout, setImmediate, setTimeout } from "../../ports/real-timers.js";
import { StateUnavailable, type Transactions } from "../../ports/transactions.js";
import type { Change } from "../kept/change.js";
import type { StateOfStores } from "../kept/kept-state.js";
import { Compaction } from "./compaction.js";
import { type ChangeKeeper, KeptTransactions } from "./kept-transactions.js";
import { LatestValues } from "./latest-values.js";
import { takeLock } from "./process-lock.js";
import { StateFiles, unusableFolder } from "./state-files.js";
import { frameOf } from "./state-frames.js";
import type { StateLog } from "./state-log.js";

/** Called with one sentence about something that the developer should know. */
export type OnWarning = (sentence: string) => void;

export interface StateFolderOptions {
  readonly onWarning: OnWarning;
  /** Bytes from which on a log is compacted when half of it or more is of the past. Default 256 MiB; 8 MiB when nothing changes. */
  readonly compactFrom?: number;
  /** How long nothing has to change, in real milliseconds. Default 1000. */
  readonly restMs?: number;
  /** Called when the state was put back after it could not be kept. */
  readonly onRestore?: () => void;
}

const MB = 1024 * 1024;
/** While it is compacted, calls take twice as long. */
const COMPACT_FROM = 256 * MB;
/** At rest and at the end nobody waits, and the next start is the faster. */
const COMPACT_AT_REST_FROM = 8 * MB;
const REST_MS = 1000;
/** After a compaction that failed, how much the log has to grow until the next. */
const GROWTH_AFTER_FAILURE = 1.5;

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
    throw error instanceof KitError ? error : unusableFolder(folder, error);
  }
  try {
    return new OpenFolder(folder, lock, files, state, options);
  } catch (error) {
    rmSync(lock, { force: true });
    throw error instanceof KitError ? error : unusableFolder(folder, error);
  }
}

class OpenFolder implements StateFolder, ChangeKeeper {
  readonly #transactions: KeptTransactions;
  #log: StateLog;
  /** Bytes of the changes that could not be kept. */
  #lostBytes = 0;
  #compaction: Compaction | undefined;
  readonly #compactFrom: number;
  readonly #compactAtRestFrom: number;
  /** Bytes of the log when it could not be compacted. */
  #failedAt = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(
    private readonly folder: string,
    private readonly lock: string,
    private readonly files: StateFiles,
    private readonly state: StateOfStores,
    private readonly options: StateFolderOptions,
  ) {
    this.#compactFrom = options.compactFrom ?? COMPACT_FROM;
    this.#compactAtRestFrom = Math.min(this.#compactFrom, COMPACT_AT_REST_FROM);
    const latest = new LatestValues();
    this.#log = files.open(
      (changes) => latest.take(changes),
      (bytes) =>
        options.onWarning(
          `the last change in the state folder ${folder} was cut while it was written: its ${bytes} bytes are removed, whatever clients were told is there`,
        ),
    );
    state.put(latest.changes());
    this.#transactions = new KeptTransactions(state, this);
    this.#compactWhenDue();
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
    this.#compactWhenDue();
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
    this.#abandonCompaction();
    const latest = new LatestValues();
    this.#log.read((changes) => latest.take(changes));
    this.state.put(latest.changes());
    this.options.onRestore?.();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#rest);
    try {
      this.#transactions.close(new StateUnavailable(`the state folder ${this.folder} is closed`));
      this.#compactAtOnce();
      this.#log.sync();
    } catch (error) {
      if (!(error instanceof StateUnavailable)) this.options.onWarning(this.#outageOf(error).message);
    } finally {
      this.#abandonCompaction();
      this.#log.close();
      rmSync(this.lock, { force: true });
    }
  }

  #isCompactionDue(from: number): boolean {
    const { end, base } = this.#log;
    return end >= Math.max(from, 2 * base, GROWTH_AFTER_FAILURE * this.#failedAt);
  }

  #compactWhenDue(): void {
    if (this.#compaction !== undefined) return;
    if (this.#isCompactionDue(this.#compactFrom)) void this.#compact();
    else if (this.#rest === undefined && this.#isCompactionDue(this.#compactAtRestFrom)) this.#awaitRest();
  }

  #awaitRest(): void {
    const { end } = this.#log;
    this.#rest = setTimeout(() => {
      this.#rest = undefined;
      if (this.#compaction !== undefined || !this.#isCompactionDue(this.#compactAtRestFrom)) return;
      if (this.#log.end === end) void this.#compact();
      else this.#awaitRest();
    }, this.options.restMs ?? REST_MS);
    this.#rest.unref();
  }

  /** Compacts the log while the mock goes on. */
  async #compact(): Promise<void> {
    let compaction: Compaction | undefined;
    const isStillWanted = () => this.#compaction === compaction;
    try {
      compaction = new Compaction(this.files, this.#log, this.state);
      this.#compaction = compaction;
      do await nextTurn();
      while (isStillWanted() && !compaction.step());
      if (isStillWanted()) await compaction.sync();
      if (!isStillWanted()) return;
      // The values that were written may be of use cases whose changes are in no frame yet.
      this.#transactions.keepNow();
      if (isStillWanted()) this.#replaceLog(compaction);
    } catch (error) {
      if (isStillWanted()) this.#giveUpCompaction(error);
    }
  }

  /** Compacts the log at the end, where that was under way or is due. Nothing changes any more. */
  #compactAtOnce(): void {
    if (this.#transactions.outage !== undefined) return;
    if (this.#compaction === undefined && !this.#isCompactionDue(this.#compactAtRestFrom)) return;
    try {
      const compaction = this.#compaction ?? new Compaction(this.files, this.#log, this.state);
      this.#compaction = compaction;
      while (!compaction.step());
      this.#replaceLog(compaction);
    } catch (error) {
      this.#giveUpCompaction(error);
    }
  }

  #replaceLog(compaction: Compaction): void {
    const old = this.#log;
    this.#log = compaction.finish();
    this.#compaction = undefined;
    this.#failedAt = 0;
    try {
      old.remove();
    } catch {
      // It is removed when the folder is opened.
    }
  }

  #giveUpCompaction(error: unknown): void {
    this.#abandonCompaction();
    this.#failedAt = this.#log.end;
    // That nothing can be kept is told already.
    if (error instanceof StateUnavailable) return;
    this.options.onWarning(
      `the log of the state folder ${this.folder} could not be written anew without what is of the past, so it grows on: the folder ${outageReason(error)}`,
    );
  }

  #abandonCompaction(): void {
    this.#compaction?.abandon();
    this.#compaction = undefined;
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

const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

import { randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { KitError } from "../../errors/kit-error.js";
import { readTextFile } from "../../files/read-file.js";
import type { BudgetHold, BudgetKeeper } from "../../ports/budget-keeper.js";
import { type Budget, type BudgetEvent, BudgetSums, lastingEvents } from "../../simulation/budget.js";
import type { MicroCredits } from "../../simulation/pricing.js";
import { isJsonObject } from "../../text/is-json-object.js";
import { parseJson } from "../../text/parse-json.js";
import { takeLock } from "./process-lock.js";

/** Bytes of a budget file: a hundred thousand submits. */
const MOST_BYTES = 50_000_000;

/**
 * A budget in a file of JSON lines, each on the disk before what it speaks of happens: a proxy that is killed and started
 * again knows what was spent, and which submits were under way. One process at a time has the file.
 */
export class BudgetFile implements BudgetKeeper {
  readonly #sums: BudgetSums;
  readonly #lock: string;
  #handle: number | undefined;

  /**
   * @param now - real milliseconds since the Unix epoch
   * @param onWarning - called with one sentence when what came of a submit cannot be written down
   * @throws {KitError} `INVALID_OPTION` for a file that another process has, `INPUT_UNREADABLE`, `OUTPUT_UNWRITABLE`
   */
  constructor(
    private readonly path: string,
    readonly budget: Budget,
    private readonly now: () => number,
    private readonly onWarning: (sentence: string) => void,
  ) {
    this.#sums = new BudgetSums(budget.period);
    this.#lock = `${path}.lock`;
    try {
      takeLock(this.#lock, { what: `the budget file ${path}`, option: "--budget-file" });
    } catch (error) {
      throw error instanceof KitError ? error : unwritable(path, error);
    }
    try {
      const events = lastingEvents(existsSync(path) ? readEvents(path) : [], now());
      for (const event of events) this.#sums.take(event);
      this.#handle = rewritten(path, events);
    } catch (error) {
      rmSync(this.#lock, { force: true });
      throw error;
    }
  }

  get sums(): BudgetKeeper["sums"] {
    return this.#sums.at(this.now());
  }

  hold(amount: MicroCredits): BudgetHold | undefined {
    const at = this.now();
    const { spent, held } = this.#sums.at(at);
    if (spent + held + amount > this.budget.limit) return undefined;
    const id = randomUUID();
    this.#record({ kind: "hold", at, id, amount });
    return {
      settle: (charged, task) => {
        if (task !== undefined && this.#sums.hasTask(task))
          this.#note({ kind: "release", at: this.now(), id });
        else {
          const known = task === undefined ? {} : { task };
          this.#note({ kind: "settle", at: this.now(), id, amount: charged, ...known });
        }
      },
      release: () => this.#note({ kind: "release", at: this.now(), id }),
    };
  }

  /** Ends the run, and lets others have the file. */
  close(): void {
    if (this.#handle === undefined) return;
    this.#note({ kind: "end", at: this.now() });
    closeSync(this.#handle);
    this.#handle = undefined;
    rmSync(this.#lock, { force: true });
  }

  /** What came of a submit is known here whether the disk takes it or not. */
  #note(event: BudgetEvent): void {
    if (this.#handle === undefined) return;
    try {
      this.#record(event);
    } catch (error) {
      this.#sums.take(event);
      this.onWarning((error as Error).message);
    }
  }

  /** @throws {KitError} `OUTPUT_UNWRITABLE` */
  #record(event: BudgetEvent): void {
    try {
      append(this.#handle, [event]);
    } catch (error) {
      throw unwritable(this.path, error);
    }
    this.#sums.take(event);
  }
}

/** Writes events and waits for the disk. What a full disk has taken of them is removed, so that whole lines are left. */
function append(handle: number | undefined, events: readonly BudgetEvent[]): void {
  if (handle === undefined) throw new Error("it is closed");
  const bytes = Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  const { size } = fstatSync(handle);
  try {
    // A disk that has room for a part takes that part without an error.
    if (writeSync(handle, bytes) < bytes.length) throw new Error("the disk is full");
    fdatasyncSync(handle);
  } catch (error) {
    ftruncateSync(handle, size);
    throw error;
  }
}

/** Puts a file with these events in the place of the one there is; returns it open for more. */
function rewritten(path: string, events: readonly BudgetEvent[]): number {
  const passing = `${path}.part`;
  try {
    rmSync(passing, { force: true });
    const handle = openSync(passing, "a", 0o600);
    append(handle, events);
    renameSync(passing, path);
    return handle;
  } catch (error) {
    throw unwritable(path, error);
  }
}

/**
 * Reads the events of a file. A last line without an end was cut while it was written, so nothing was done on it.
 *
 * @throws {KitError} `INPUT_UNREADABLE`
 */
function readEvents(path: string): readonly BudgetEvent[] {
  const lines = readTextFile(path, { what: "a budget file", most: MOST_BYTES }).split("\n").slice(0, -1);
  return lines.map((line, index) => {
    const event = parseJson(line);
    if (isEvent(event)) return event;
    throw new KitError(
      "INPUT_UNREADABLE",
      `${path}, line ${index + 1} is no event of a budget: what was spent cannot be known from it; repair the line, or name another --budget-file`,
    );
  });
}

function isEvent(value: unknown): value is BudgetEvent {
  if (!isJsonObject(value) || !Number.isSafeInteger(value["at"])) return false;
  const { kind, id, amount } = value;
  const isNamed = typeof id === "string";
  if (kind === "hold" || kind === "settle") return isNamed && typeof amount === "number" && amount >= 0;
  return kind === "end" || (kind === "release" && isNamed);
}

function unwritable(path: string, error: unknown): KitError {
  const { code = (error as Error).message } = error as NodeJS.ErrnoException;
  return new KitError("OUTPUT_UNWRITABLE", `the budget file ${path} cannot be written (${code})`, {
    cause: error,
  });
}

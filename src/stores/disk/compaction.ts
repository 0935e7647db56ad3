import type { Change } from "../kept/change.js";
import type { StateOfStores } from "../kept/kept-state.js";
import type { StateFiles } from "./state-files.js";
import { frameOf } from "./state-frames.js";
import type { StateLog } from "./state-log.js";

/** Of one step, which takes some milliseconds. */
const STEP_CHANGES = 500;
const STEP_BYTES = 1024 * 1024;

/**
 * Writes a log that holds the present values alone and takes the place of one that holds what they were too, step by
 * step while the state changes. First come the values of the keys that there were at the start, each as it is when its
 * turn comes, then the frames that the old log got since the start. They bring each value that changed meanwhile to where
 * it is, in the order in which that happened.
 */
export class Compaction {
  readonly #log: StateLog;
  readonly #values: Iterator<Change>;
  #areValuesWritten = false;
  /** Place in the old log up to which the new one has its frames. */
  #copied: number;

  /** @param old - has all changes of the state */
  constructor(
    private readonly files: StateFiles,
    private readonly old: StateLog,
    state: StateOfStores,
  ) {
    this.#log = files.begin();
    this.#values = state.all();
    this.#copied = old.end;
  }

  /**
   * Does a part of the work.
   *
   * @returns whether only little is left
   * @throws the error of the file system
   */
  step(): boolean {
    if (!this.#areValuesWritten) {
      this.#writeValues();
      return false;
    }
    if (this.old.end - this.#copied <= STEP_BYTES) return true;
    this.#copy();
    return false;
  }

  /** Waits until the disk has what is written, without holding up others. */
  sync(): Promise<void> {
    return this.#log.syncMeanwhile();
  }

  /**
   * Puts the new log in the place of the old one, which has all changes of the state again.
   *
   * @throws the error of the file system; then the old log is in its place
   */
  finish(): StateLog {
    while (this.#copied < this.old.end) this.#copy();
    return this.files.put(this.#log);
  }

  /** Removes what was written. */
  abandon(): void {
    try {
      this.#log.remove();
    } catch {
      // It is removed when the folder is opened.
    }
  }

  #writeValues(): void {
    const changes: Change[] = [];
    while (changes.length < STEP_CHANGES) {
      const next = this.#values.next();
      if (next.done === true) break;
      changes.push(next.value);
    }
    if (changes.length > 0) this.#log.append(frameOf(changes));
    if (changes.length === STEP_CHANGES) return;
    this.#log.markBase();
    this.#areValuesWritten = true;
  }

  #copy(): void {
    this.#copied += this.#log.appendFrom(this.old, this.#copied, STEP_BYTES);
  }
}

import type { Writable } from "node:stream";
import { clearTimeout, setImmediate, setTimeout } from "../../ports/real-timers.js";

/** Lines held back at the most before they are written out. */
const MOST_HELD = 512;

/** Bytes that wait for a reader at the most; further lines are left out until it has caught up. */
const MOST_UNREAD = 1024 * 1024;

/** Real milliseconds that a reader gets for what is left when the program ends. */
const LAST_PATIENCE_MS = 300;

/**
 * Writes lines, those of one turn of the event loop in one go: a system call per request would be felt. Text may come as
 * a function, which is then asked when the lines are written: putting them together one after another is faster too.
 *
 * A reader that stopped reading misses lines, and is told how many once it goes on.
 */
export class LineWriter {
  #held: (string | (() => string))[] = [];
  #scheduled = false;
  #broken = false;
  #left = 0;

  /** @param leftOut - the line that stands for so many others, for a reader that was too slow for them */
  constructor(
    private readonly stream: Writable,
    private readonly leftOut = (count: number) => `  ${count} lines left out: the log was not read`,
  ) {
    // A reader that went away (`wan-mock | head`) ends the log, not the server.
    stream.on("error", () => {
      this.#broken = true;
    });
  }

  write(line: string | (() => string)): void {
    if (this.#broken) return;
    if (this.stream.writableLength > MOST_UNREAD) {
      this.#left++;
      return;
    }
    this.#held.push(line);
    if (this.#held.length >= MOST_HELD) this.#flush();
    else if (!this.#scheduled) {
      this.#scheduled = true;
      setImmediate(() => this.#flush());
    }
  }

  /**
   * Writes what is held.
   *
   * @returns whether everything was handed to the system. Where nobody reads it is not, and what waits to be written
   * keeps the process alive
   */
  end(): Promise<boolean> {
    this.#flush();
    return new Promise((resolve) => {
      const patience = setTimeout(() => resolve(this.#broken), LAST_PATIENCE_MS);
      const done = () => {
        clearTimeout(patience);
        resolve(true);
      };
      if (this.#broken) done();
      else this.stream.write("", done);
    });
  }

  #flush(): void {
    this.#scheduled = false;
    if (this.#broken || (this.#held.length === 0 && this.#left === 0)) return;
    const held = this.#held;
    this.#held = [];
    let text = "";
    if (this.#left > 0) text = `${this.leftOut(this.#left)}\n`;
    this.#left = 0;
    for (const line of held) text += `${typeof line === "string" ? line : line()}\n`;
    this.stream.write(text);
  }
}

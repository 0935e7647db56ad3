import type { Writable } from "node:stream";
import { setImmediate } from "../../ports/real-timers.js";

/** Lines held back at the most before they are written out. */
const MOST_HELD = 512;

/** Bytes that wait for whoever reads the lines; while more do, further lines are left out. */
const MOST_UNREAD = 4_000_000;

/**
 * Writes lines, those of one turn of the event loop in one go: a system call per request would be felt. Text may come as
 * a function, which is then asked when the lines are written: putting them together one after another is faster too.
 *
 * A reader that stopped reading misses lines, and is told how many once it goes on.
 */
export class LineWriter {
  readonly #stream: Writable;
  #held: (string | (() => string))[] = [];
  #scheduled = false;
  #broken = false;
  #leftOut = 0;
  readonly #leftOutLine: (lines: number) => string;

  /** @param leftOutLine - tells that so many lines were left out */
  constructor(
    stream: Writable,
    leftOutLine: (lines: number) => string = (lines) => `... ${lines} lines left out: nobody read them`,
  ) {
    this.#stream = stream;
    this.#leftOutLine = leftOutLine;
    // A reader that went away (`wan-mock | head`) ends the log, not the server.
    stream.on("error", () => {
      this.#broken = true;
    });
  }

  write(line: string | (() => string)): void {
    if (this.#broken) return;
    this.#held.push(line);
    if (this.#held.length >= MOST_HELD) this.#flush();
    else if (!this.#scheduled) {
      this.#scheduled = true;
      setImmediate(() => this.#flush());
    }
  }

  /** Resolves when everything is handed to the system. */
  end(): Promise<void> {
    this.#flush();
    return new Promise((resolve) => {
      if (this.#broken) resolve();
      else this.#stream.write("", () => resolve());
    });
  }

  #flush(): void {
    this.#scheduled = false;
    if (this.#held.length === 0 || this.#broken) return;
    const held = this.#held;
    this.#held = [];
    if (this.#stream.writableLength > MOST_UNREAD) {
      this.#leftOut += held.length;
      return;
    }
    let text = this.#leftOut === 0 ? "" : `${this.#leftOutLine(this.#leftOut)}\n`;
    this.#leftOut = 0;
    for (const line of held) text += `${typeof line === "string" ? line : line()}\n`;
    this.#stream.write(text);
  }
}

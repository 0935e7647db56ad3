import type { Writable } from "node:stream";
import { setImmediate } from "../../ports/real-timers.js";

/** Lines held back at the most before they are written out. */
const MOST_HELD = 512;

/**
 * Writes lines, those of one turn of the event loop in one go: a system call per request would be felt. Text may come as
 * a function, which is then asked when the lines are written: putting them together one after another is faster too.
 */
export class LineWriter {
  readonly #stream: Writable;
  #held: (string | (() => string))[] = [];
  #scheduled = false;
  #broken = false;

  constructor(stream: Writable) {
    this.#stream = stream;
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
    let text = "";
    for (const line of held) text += `${typeof line === "string" ? line : line()}\n`;
    this.#stream.write(text);
  }
}

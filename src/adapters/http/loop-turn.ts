import { setImmediate } from "../../ports/real-timers.js";

/**
 * Lets requests that arrive in one turn of the event loop be decided one after another, when all are read.
 *
 * Reading, deciding and writing each request by itself makes the processor change between the kernel's code, the
 * parser's and ours for every one of them: with several at once that cost half of the throughput. One request alone
 * waits for nothing but the end of the turn it came in.
 */
export class LoopTurn {
  #end: Promise<void> | undefined;

  /** Resolves when what has arrived by now is read. */
  end(): Promise<void> {
    this.#end ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#end = undefined;
        resolve();
      });
    });
    return this.#end;
  }
}

import { clearInterval, setInterval } from "../../ports/real-timers.js";

/** Longest timer that node takes; it is never meant to fire. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Keeps the process alive while somebody waits for the mock, as an open socket would. */
export class ProcessHold {
  #waiting = 0;
  #timer: NodeJS.Timeout | undefined;

  /** Resolves or rejects as `work` does; until then the process lives. */
  async during<Result>(work: Promise<Result>): Promise<Result> {
    if (this.#waiting++ === 0) this.#timer = setInterval(() => undefined, LONGEST_TIMER_MS);
    try {
      return await work;
    } finally {
      if (--this.#waiting === 0) clearInterval(this.#timer);
    }
  }
}

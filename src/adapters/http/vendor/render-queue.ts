import type { Stepwise } from "../../../media/stepwise.js";
import { realElapsed, setTimeout } from "../../../ports/real-timers.js";

/** Real milliseconds of work in one go; requests that arrive meanwhile wait so long. */
const SLICE_MS = 8;

/** Somebody who waits for a result, and may leave. */
export interface WaitingClient {
  readonly destroyed: boolean;
}

/**
 * Renders files one at a time, in slices that leave half of the time to others. A file that several wait for is rendered
 * once; one that nobody waits for any more is not.
 */
export class RenderQueue {
  readonly #jobs = new Map<string, { waiting: Set<WaitingClient>; done: Promise<unknown> }>();
  #last: Promise<unknown> = Promise.resolve();
  /** Milliseconds worked since the last pause. */
  #worked = 0;

  /**
   * The result of the work under a key, which is begun unless it is under way.
   *
   * @returns `undefined` when everybody who had waited for it until then has left
   * @throws what the work throws
   */
  render<Result>(
    key: string,
    begin: () => Stepwise<Result>,
    waiting: WaitingClient,
  ): Promise<Result | undefined> {
    const known = this.#jobs.get(key);
    if (known !== undefined) {
      known.waiting.add(waiting);
      return known.done as Promise<Result | undefined>;
    }
    const everybody = new Set([waiting]);
    const done = this.#last.then(() => this.#work(begin, everybody)).finally(() => this.#jobs.delete(key));
    this.#jobs.set(key, { waiting: everybody, done });
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #work<Result>(
    begin: () => Stepwise<Result>,
    waiting: Set<WaitingClient>,
  ): Promise<Result | undefined> {
    const isWanted = () => [...waiting].some(({ destroyed }) => !destroyed);
    if (this.#worked >= SLICE_MS) await this.#pause();
    if (!isWanted()) return undefined;
    const work = begin();
    for (;;) {
      const started = realElapsed();
      const step = work.next();
      this.#worked += realElapsed() - started;
      if (step.done === true) return step.value;
      if (this.#worked < SLICE_MS) continue;
      await this.#pause();
      if (!isWanted()) return undefined;
    }
  }

  #pause(): Promise<void> {
    const rest = this.#worked;
    this.#worked = 0;
    return new Promise((resolve) => {
      setTimeout(resolve, Math.ceil(rest));
    });
  }
}

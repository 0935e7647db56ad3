/**
 * The longest wait that the guide asks for between two queries ("8. Async workflow and task management": start at
 * 5 s, cap at 30 s): whoever waits as long need not wait longer.
 */
export const LONGEST_WAIT_MS = 30_000;

/** Waits that are looked at: fewer are a short task's, or still say nothing against jitter. */
const ENOUGH_WAITS = 8;

/** Waits at each end whose mean is taken, so that jitter evens out. */
const MEAN_OF = 3;

/**
 * Growth that counts. Jitter of a quarter either way hardly ever makes a third between two means of three, and a
 * wait that grows by no more than a twentieth each time makes it within eight.
 */
const GROWTH = 1.3;

/** The waits between the queries of one task: whether they ever grow. */
export class Rhythm {
  readonly #first: number[] = [];
  readonly #latest: number[] = [];
  #waits = 0;
  #grown = false;

  /** Waits so far, without those in which no time passed. */
  get waits(): number {
    return this.#waits;
  }

  /** Mean of the latest waits, in virtual milliseconds. */
  get pace(): number {
    return meanOf(this.#latest);
  }

  /** Whether there were enough waits, all of them short, and none longer than those before. */
  get isSteady(): boolean {
    return this.#waits >= ENOUGH_WAITS && !this.#grown;
  }

  /** Takes one more wait; none of virtual time says nothing, as the clock may stand still under the client. */
  add(milliseconds: number): void {
    if (milliseconds <= 0) return;
    this.#waits++;
    if (this.#grown) return;
    if (this.#first.length < MEAN_OF) this.#first.push(milliseconds);
    this.#latest.push(milliseconds);
    if (this.#latest.length > MEAN_OF) this.#latest.shift();
    this.#grown =
      milliseconds >= LONGEST_WAIT_MS ||
      (this.#waits > MEAN_OF && meanOf(this.#latest) >= GROWTH * meanOf(this.#first));
  }
}

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
}

/** Work that pauses between its steps, of a few milliseconds each, so that others get their turn. */
export type Stepwise<Result> = Generator<undefined, Result>;

/** Does the work in one go. */
export function finish<Result>(work: Stepwise<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

import { setImmediate } from "../ports/real-timers.js";

/** Texts up to this many characters are read in one go: that takes a millisecond or two. */
export const SHORT_TEXT = 262_144;

let last: Promise<void> = Promise.resolve();

/**
 * Resolves when it is this work's turn: one piece of long work is done between two looks of the event loop at what
 * has arrived, whoever asks for it, so that other requests wait for one piece and not for all.
 */
function nextTurn(): Promise<void> {
  last = last.then(
    () =>
      new Promise((resolve) => {
        setImmediate(resolve);
      }),
  );
  return last;
}

/** Does long work, each of its steps in a turn of its own. */
export async function inTurns<Result>(steps: Generator<unknown, Result>): Promise<Result> {
  for (;;) {
    await nextTurn();
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

import type fc from "fast-check";

/**
 * How long each part of the fuzz suite runs. As it is, a number of runs that takes a few seconds; with `FUZZ_SECONDS=3600`
 * an hour of them all. `FUZZ_SEED` repeats a run; fast-check prints the seed of a failure.
 */
const seconds = Number(process.env["FUZZ_SECONDS"] ?? 0);
const seed = Number(process.env["FUZZ_SEED"] ?? 20_261_129);

const PARTS = 5;

/** Settings of a property; `runs` are made where nobody gives a time. */
export function budget(runs: number): fc.Parameters<unknown> {
  const bounds =
    seconds > 0
      ? {
          numRuns: Number.MAX_SAFE_INTEGER,
          interruptAfterTimeLimit: (seconds * 1000) / PARTS,
          markInterruptAsFailure: false,
        }
      : { numRuns: runs };
  return { seed, ...bounds };
}

/** Real milliseconds after which a part of the suite is given up. */
export const PATIENCE_MS = Math.max(120_000, (seconds * 2000) / PARTS);

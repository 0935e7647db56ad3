/**
 * The longest wait between two queries that the guide asks for ("8. Async workflow and task management": start at
 * 5 s, cap at 30 s).
 */
export const LONGEST_WAIT_MS = 30_000;

/** Queries of one task that are never too many: three times as many as the guide's rhythm makes in 2 minutes. */
export const ALWAYS_ALLOWED = 20;

/**
 * Beyond those, one in so many milliseconds. The shortest rhythm that the vendor publishes is the quickstart's, 5 s
 * without growth; a quarter is left to jitter.
 */
const LEAST_PACE_MS = 4_000;

/** The vendor's own clients follow a task for 10 minutes at the most; a little is added for retries. */
const LONGEST_FOLLOWED_MS = 720_000;

/** Most queries of one task that a client may make in so many milliseconds before they are too many. */
export function allowedQueries(milliseconds: number): number {
  const followed = Math.min(milliseconds, LONGEST_FOLLOWED_MS);
  // One for each end of the time.
  return Math.max(ALWAYS_ALLOWED, 2 + Math.floor(followed / LEAST_PACE_MS));
}

/** Queries that the guide's rhythm makes in so many milliseconds: at 0, 5, 15, 35 s, then every 30 s, and at the end. */
export function queriesOfGuide(milliseconds: number): number {
  const growing = [0, 5_000, 15_000, 35_000];
  const atFirst = growing.filter((at) => at < milliseconds).length;
  const then = Math.max(0, Math.ceil((milliseconds - 35_000) / LONGEST_WAIT_MS) - 1);
  return atFirst + then + 1;
}

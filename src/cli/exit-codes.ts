/** Exit codes of the command line; only the bin file sets one. */
export const exitCodes = {
  clean: 0,
  findings: 1,
  usage: 2,
  /** As shells have it, for the command of `run`. */
  commandNotStarted: 126,
  commandNotFound: 127,
} as const;

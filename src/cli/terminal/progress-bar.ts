import { SingleBar } from "cli-progress";
import type { Progress, TerminalStream } from "./terminal.js";

/** A bar that grows with each step, and is gone at the end. */
export function progressBar(stream: TerminalStream, total: number, what: string): Progress {
  const bar = new SingleBar({
    stream,
    format: `{bar} {value} of {total} ${what}`,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 20,
    clearOnComplete: true,
    // The signals are the command's own.
    gracefulExit: false,
  });
  bar.start(total, 0);
  return { step: () => bar.increment(), end: () => bar.stop() };
}

import type { Terminal } from "./terminal.js";

/** How far a long command has come. */
export interface Progress {
  /** One more is done. */
  step(): void;
  /** Takes the bar away. */
  end(): void;
}

const silent: Progress = { step: () => undefined, end: () => undefined };

/**
 * Shows a bar on stderr while a command works. Only a terminal gets one: a log would fill with its steps.
 *
 * @param job.least - fewer are done before anybody could read a bar
 * @param job.what - what is counted, such as `bodies checked`
 */
export async function startProgress(
  { stderr }: Pick<Terminal, "stderr">,
  { total, least = 1, what }: { readonly total: number; readonly least?: number; readonly what: string },
): Promise<Progress> {
  if (stderr.isTTY !== true || total < least) return silent;
  const { SingleBar } = await import("cli-progress");
  const bar = new SingleBar({
    stream: stderr,
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

import type { Progress, Terminal } from "./terminal.js";

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
  // Most commands show none.
  const { progressBar } = await import("./progress-bar.js");
  return progressBar(stderr, total, what);
}

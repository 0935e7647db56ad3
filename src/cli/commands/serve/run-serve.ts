import { startWatched } from "../../../compose/start-mock.js";
import { isLoopbackHost } from "../../../hosts/loopback.js";
import type { MockConfig } from "../../../options/mock-options.js";
import { exitCodes } from "../../exit-codes.js";
import { hooksOf, type LoggedEnd, type Terminal, tell } from "../../terminal/terminal.js";
import { greeting, MockLog } from "./request-log.js";

/**
 * Serves until SIGINT or SIGTERM, then finishes what is in flight and prints a summary.
 *
 * @returns the exit code, and whether the log was read to its end
 */
export async function runServe(terminal: Terminal, options: MockConfig): Promise<LoggedEnd> {
  const { log = "pretty" } = options;
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) terminal.signals.once(signal, () => resolve());
  });
  const watched = await startWatched(options, {
    ...hooksOf(terminal),
    onNotice: (sentence) => tell(terminal, sentence),
  });
  const { mock } = watched;
  if (options.host !== undefined && !isLoopbackHost(options.host) && options.controlToken === undefined) {
    tell(
      terminal,
      `bound to ${options.host}: the control side (/_mock) still answers loopback peers only, start with --control-token to use it from elsewhere`,
    );
  }
  const out = new MockLog(terminal.stdout, terminal, log);
  out.write(`wan-mock listening on ${mock.url}`);
  if (log === "pretty") for (const line of greeting(mock, options)) out.write(line);
  out.follow(watched);
  await stopped;
  const isRead = await out.end(watched);
  return { exitCode: exitCodes.clean, isRead: isRead && terminal.stderr.writableLength === 0 };
}

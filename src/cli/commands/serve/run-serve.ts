import { startWatched, type WatchedMock } from "../../../compose/start-mock.js";
import { isLoopbackHost } from "../../../hosts/loopback.js";
import { optionTable } from "../../../options/option-table.js";
import { exitCodes } from "../../exit-codes.js";
import type { Settings } from "../../settings/read-settings.js";
import { hooksOf, type LoggedEnd, screenOf, type Terminal, tell } from "../../terminal/terminal.js";
import type { ConfigSource } from "./config-watch.js";
import { type Greeting, greeting } from "./greeting.js";
import { MockLog } from "./request-log.js";

/** How a command tells what it serves. */
export interface ServeManner {
  /** Makes the lines that stand at the start of a log for people. */
  readonly greet: (watched: WatchedMock) => Greeting;
  /** Lines that come last, behind the sums. */
  readonly lastLines: (watched: WatchedMock) => readonly string[];
}

/**
 * Serves until SIGINT or SIGTERM, then finishes what is in flight and prints a summary. Meanwhile it takes over changes of
 * the configuration file.
 *
 * @returns the exit code, and whether the log was read to its end
 */
export async function runServe(
  terminal: Terminal,
  settings: Settings,
  source: ConfigSource,
  { greet, lastLines }: ServeManner = { greet: () => greeting, lastLines: () => [] },
): Promise<LoggedEnd> {
  const options = { port: optionTable.port.default, ...settings.values };
  const { log = optionTable.log.default, watch = settings.file !== undefined } = options;
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) terminal.signals.once(signal, () => resolve());
  });
  const out = new MockLog(terminal.stdout, terminal, log);
  const watched = await startWatched(options, {
    ...hooksOf(terminal),
    onNotice: (sentence) => out.note(sentence),
    onControlChange: (change) => out.control(change),
  });
  warnOfHost(terminal, options);
  out.write(`wan-mock listening on ${watched.mock.url}`);
  if (log === "pretty") {
    const { colours } = screenOf(terminal.stdout, terminal);
    const how = { isWatched: watch, found: watched.found(), colours };
    for (const line of greet(watched)(watched.mock, settings, how)) out.write(line);
  }
  out.follow(watched);
  const stopWatching = watch
    ? await watchConfig(terminal, { settings, source, watched, out })
    : () => undefined;
  await stopped;
  stopWatching();
  const isRead = await out.end(watched, lastLines(watched));
  return { exitCode: exitCodes.clean, isRead: isRead && terminal.stderr.writableLength === 0 };
}

function warnOfHost(terminal: Terminal, { host, controlToken }: Settings["values"]): void {
  if (host === undefined || isLoopbackHost(host) || controlToken !== undefined) return;
  tell(
    terminal,
    `bound to ${host}: the control side (/_mock) still answers this machine alone; start with --control-token to use it from elsewhere`,
  );
}

/** @returns ends the watch */
async function watchConfig(
  terminal: Terminal,
  parts: {
    readonly settings: Settings;
    readonly source: ConfigSource;
    readonly watched: WatchedMock;
    readonly out: MockLog;
  },
): Promise<() => void> {
  const { ConfigWatch } = await import("./config-watch.js");
  const { settings, source, watched, out } = parts;
  const watch = new ConfigWatch(settings, {
    ...source,
    apply: (values) => {
      watched.reconfigure(values);
      out.style = values.log ?? optionTable.log.default;
    },
    onNotice: (sentence) => out.note(sentence),
    onWarning: (sentence) => tell(terminal, `warning: ${sentence}`),
  });
  watch.start();
  return () => watch.close();
}

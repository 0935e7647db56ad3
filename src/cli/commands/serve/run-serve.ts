import { startWatched, type WatchedMock } from "../../../compose/start-mock.js";
import { isLoopbackHost } from "../../../hosts/loopback.js";
import { optionTable } from "../../../options/option-table.js";
import { statePlaceOf } from "../../../options/read-state.js";
import { exitCodes } from "../../exit-codes.js";
import type { Settings } from "../../settings/read-settings.js";
import { hooksOf, type LoggedEnd, screenOf, type Terminal, tell } from "../../terminal/terminal.js";
import type { ConfigSource, ConfigWatchParts } from "./config-watch.js";
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
  const { log = optionTable.log.default } = options;
  const stopped = untilStopped(terminal);
  const out = new MockLog(terminal.stdout, terminal, log);
  const watched = await startWatched(options, {
    ...hooksOf(terminal),
    onNotice: (sentence) => out.note(sentence),
    onControlChange: (change) => out.control(change),
  });
  warnOfHost(terminal, options);
  tellStart(terminal, out, { watched, settings, greet: greet(watched) });
  out.follow(watched);
  const stopWatching = await watchConfig(settings, source, {
    apply: (values) => {
      watched.reconfigure(values);
      out.style = values.log ?? optionTable.log.default;
    },
    onNotice: (sentence) => out.note(sentence),
    onWarning: hooksOf(terminal).onWarning,
  });
  await stopped;
  stopWatching();
  const isRead = await out.end(watched, statePlaceOf(settings.values).kind, lastLines(watched));
  return { exitCode: exitCodes.clean, isRead: isRead && terminal.stderr.writableLength === 0 };
}

/** Resolves when the command is told to end. */
export function untilStopped({ signals }: Pick<Terminal, "signals">): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) signals.once(signal, () => resolve());
  });
}

export function warnOfHost(terminal: Terminal, { host, controlToken }: Settings["values"]): void {
  if (host === undefined || isLoopbackHost(host) || controlToken !== undefined) return;
  tell(
    terminal,
    `bound to ${host}: the control side (/_mock) still answers this machine alone; start with --control-token to use it from elsewhere`,
  );
}

/** Says where the mock listens, and to people how to try it. */
export function tellStart(
  terminal: Terminal,
  out: MockLog,
  parts: { readonly watched: WatchedMock; readonly settings: Settings; readonly greet: Greeting },
): void {
  const { settings, greet } = parts;
  const { mock, found } = parts.watched;
  out.write(`wan-mock listening on ${mock.url}`);
  if (out.style !== "pretty") return;
  const { colours } = screenOf(terminal.stdout, terminal);
  const how = { isWatched: isWatched(settings), found: found(), colours };
  for (const line of greet(mock, settings, how)) out.write(line);
}

function isWatched({ values, file }: Settings): boolean {
  return values.watch ?? file !== undefined;
}

/**
 * Takes over changes of the configuration file, where that is wanted.
 *
 * @returns ends the watch
 */
export async function watchConfig(
  settings: Settings,
  source: ConfigSource,
  parts: Pick<ConfigWatchParts, "apply" | "onNotice" | "onWarning">,
): Promise<() => void> {
  if (!isWatched(settings)) return () => undefined;
  const { ConfigWatch } = await import("./config-watch.js");
  const watch = new ConfigWatch(settings, { ...source, ...parts });
  watch.start();
  return () => watch.close();
}

import { startWatched } from "../../../compose/start-mock.js";
import { isLoopbackHost } from "../../../hosts/loopback.js";
import type { MockConfig } from "../../../options/mock-options.js";
import { exitCodes } from "../../exit-codes.js";
import { LineWriter } from "../../terminal/line-writer.js";
import { hooksOf, isColoured, type LoggedEnd, type Terminal, tell } from "../../terminal/terminal.js";
import {
  callbackLine,
  endLines,
  greeting,
  habitLine,
  jsonLine,
  leftOutJson,
  requestLines,
  type Summary,
  summaryLines,
  summaryOf,
} from "./request-log.js";

/**
 * Serves until SIGINT or SIGTERM, then finishes what is in flight and prints a summary.
 *
 * @returns the exit code, and whether the log was read to its end
 */
export async function runServe(terminal: Terminal, options: MockConfig): Promise<LoggedEnd> {
  const { log = "pretty" } = options;
  const stopped = stopSignal(terminal);
  const { mock, everyHabit } = await startWatched(options, {
    ...hooksOf(terminal),
    onNotice: (sentence) => tell(terminal, sentence),
  });
  if (options.host !== undefined && !isLoopbackHost(options.host) && options.controlToken === undefined) {
    tell(
      terminal,
      `bound to ${options.host}: the control side (/_mock) still answers loopback peers only, start with --control-token to use it from elsewhere`,
    );
  }
  const out = new LineWriter(terminal.stdout, log === "json" ? leftOutJson : undefined);
  const colour = isColoured(terminal.stdout, terminal);
  out.write(`wan-mock listening on ${mock.url}`);
  if (log === "pretty") for (const line of greeting(mock, options)) out.write(line);
  const summary: Summary = summaryOf();
  const leave = mock.journal.subscribe((entry) => {
    summary.count(entry);
    if (log === "json") out.write(() => jsonLine(entry));
    else if (log === "pretty" && entry.kind === "request") {
      out.write(() => requestLines(entry, colour).join("\n"));
    } else if (log === "pretty" && entry.kind === "callback") out.write(callbackLine(entry, colour));
    else if (log === "pretty" && entry.kind === "habit") out.write(habitLine(entry, colour));
  });
  await stopped;
  const pending = mock.callbacks.deliveries().filter(({ state }) => state === "pending").length;
  await mock.close();
  // An attempt that the end cut off is no answer of the receiver's.
  leave();
  const found = everyHabit();
  if (log !== "quiet") for (const line of endLines(found, summary, log, colour)) out.write(line);
  if (log !== "json") for (const line of summaryLines(summary, mock, { pending, found })) out.write(line);
  return { exitCode: exitCodes.clean, isRead: (await out.end()) && terminal.stderr.writableLength === 0 };
}

function stopSignal({ signals }: Terminal): Promise<void> {
  return new Promise((resolve) => {
    signals.once("SIGINT", () => resolve());
    signals.once("SIGTERM", () => resolve());
  });
}

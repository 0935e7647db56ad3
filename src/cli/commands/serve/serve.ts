import { startWatched } from "../../../compose/start-mock.js";
import { isLoopbackHost } from "../../../hosts/loopback.js";
import type { MockOptions } from "../../../options/mock-options.js";
import { exitCodes } from "../../exit-codes.js";
import { LineWriter } from "../../terminal/line-writer.js";
import type { LoggedEnd } from "../../terminal/logged-end.js";
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

/** How requests are told on stdout. */
export type LogStyle = "pretty" | "json" | "quiet";

/**
 * Serves until SIGINT or SIGTERM, then finishes what is in flight and prints a summary.
 *
 * @returns the exit code, and whether the log was read to its end
 */
export async function serve(options: MockOptions, log: LogStyle): Promise<LoggedEnd> {
  const stopped = stopSignal();
  const { mock, everyHabit } = await startWatched(options, {
    onBug: (error) =>
      process.stderr.write(
        `wan-mock: bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      ),
    onWarning: (sentence) => process.stderr.write(`wan-mock: warning: ${sentence}\n`),
    onNotice: (sentence) => process.stderr.write(`wan-mock: ${sentence}\n`),
  });
  if (options.host !== undefined && !isLoopbackHost(options.host) && options.controlToken === undefined) {
    process.stderr.write(
      `wan-mock: bound to ${options.host}: the control side (/_mock) still answers loopback peers only, start with --control-token to use it from elsewhere\n`,
    );
  }
  const out = new LineWriter(process.stdout, log === "json" ? leftOutJson : undefined);
  const colour = process.stdout.isTTY && process.env["NO_COLOR"] === undefined;
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
  return { exitCode: exitCodes.clean, isRead: (await out.end()) && process.stderr.writableLength === 0 };
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
}

import { isTaskId } from "../../../contract/vendor-operations.js";
import { invalidOption } from "../../../errors/kit-error.js";
import { quoteForMessage } from "../../../errors/quote-for-message.js";
import { VirtualClock } from "../../../stores/memory/virtual-clock.js";
import { exitCodes } from "../../exit-codes.js";
import { callbackTarget } from "../../sources/callback-target.js";
import { directFetch, type ServiceAddress, serviceAddress } from "../../sources/service-address.js";
import { LineWriter } from "../../terminal/line-writer.js";
import { hooksOf, type LoggedEnd, screenOf, type Terminal } from "../../terminal/terminal.js";
import { summaryLine, TaskListener } from "./task-listener.js";

/** Key that a mock takes which takes any. */
const LOOPBACK_KEY = "wan-mock-listen";

/** Flags of `listen`, by the names that commander gives them. */
export interface ListenFlags {
  readonly forwardTo: string;
  readonly upstream: string;
  readonly key?: string;
  readonly yesLive?: boolean;
}

/**
 * Polls tasks that were submitted elsewhere and delivers their callbacks to a local address, until all have ended or
 * SIGINT or SIGTERM comes; then prints a summary.
 *
 * @returns 0 when every callback was delivered, else 1; and whether the log was read to its end
 * @throws {KitError} `INVALID_OPTION`
 */
export async function runListen(
  terminal: Terminal,
  tasks: readonly string[],
  flags: ListenFlags,
): Promise<LoggedEnd> {
  const stray = tasks.find((task) => !isTaskId(task));
  if (stray !== undefined)
    throw invalidOption(`${quoteForMessage(stray)} is no task: ids begin with task-unified-`);
  const forwardTo = await callbackTarget("--forward-to", flags.forwardTo, flags.yesLive);
  const service = await serviceAddress(flags.upstream, "--upstream");
  const key = keyOf(flags, service);
  const out = new LineWriter(terminal.stdout);
  const listener = new TaskListener({
    ...{ base: service.base, key, forwardTo, clock: new VirtualClock() },
    fetch: directFetch((input, init) => globalThis.fetch(input, init), terminal.env),
    write: (line) => out.write(line),
    colours: screenOf(terminal.stdout, terminal).colours,
    onBug: hooksOf(terminal).onBug,
  });
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  for (const signal of ["SIGINT", "SIGTERM"]) terminal.signals.once(signal, onSignal);
  const unique = [...new Set(tasks)];
  const counts = await listener.listen(unique, stop.signal).finally(() => {
    for (const signal of ["SIGINT", "SIGTERM"]) terminal.signals.off(signal, onSignal);
  });
  out.write(summaryLine(counts));
  const isRead = await out.end();
  return { exitCode: counts.delivered === unique.length ? exitCodes.clean : exitCodes.findings, isRead };
}

/** @throws {KitError} `INVALID_OPTION` */
function keyOf({ key, yesLive }: ListenFlags, { base, isLoopback }: ServiceAddress): string {
  if (!isLoopback && (yesLive !== true || key === undefined)) {
    throw invalidOption(
      `--upstream ${base} is not on this machine: to query tasks there, give --yes-live and --key (or EVOLINK_API_KEY)`,
    );
  }
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key))
    throw invalidOption("--key must be letters, digits and signs of ASCII without a space");
  return key ?? LOOPBACK_KEY;
}

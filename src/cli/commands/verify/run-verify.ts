import { setTimeout as sleep } from "node:timers/promises";
import { KitError } from "../../../errors/kit-error.js";
import { exitCodes } from "../../exit-codes.js";
import { printReport } from "../../reports/print-report.js";
import { type Terminal, tell } from "../../terminal/terminal.js";
import { directFetch } from "./direct-fetch.js";
import { listCases } from "./list-cases.js";
import { type VerifyFlags, type VerifyOutside, verifyService } from "./verify.js";
import { verifyCounts, verifyReport } from "./verify-report.js";

const outsideOf = (terminal: Terminal): VerifyOutside => ({
  fetch: directFetch((input, init) => globalThis.fetch(input, init), terminal.env),
  wait: (milliseconds) => sleep(milliseconds),
  now: () => performance.now(),
  requestTime: 10_000,
  tell: (sentence) => tell(terminal, sentence),
});

/**
 * Asks a service whether it keeps to the contract, and prints where it does not; with `--list` prints the cases.
 *
 * @returns 0 when every case that was asked agrees, 1 when one does not or none could be asked
 * @throws {KitError} as `verifyService` and `listCases`
 */
export async function runVerify(
  terminal: Terminal,
  baseUrl: string | undefined,
  flags: VerifyFlags,
): Promise<number> {
  if (flags.list === true) {
    listCases(terminal, flags);
    return exitCodes.clean;
  }
  if (baseUrl === undefined) {
    throw new KitError(
      "INVALID_OPTION",
      "name the service to ask, such as wan-mock verify http://127.0.0.1:2727",
    );
  }
  const outside = outsideOf(terminal);
  const run = await verifyService(baseUrl, flags, outside);
  printReport(terminal, flags, verifyReport(run));
  const { agree, disagree } = verifyCounts(run.results);
  if (disagree > 0) return exitCodes.findings;
  if (agree > 0) return exitCodes.clean;
  outside.tell("no case could be asked");
  return exitCodes.findings;
}

import { setTimeout as sleep } from "node:timers/promises";
import { invalidOption } from "../../../errors/kit-error.js";
import { verifyCases } from "../../../verify/verify-cases.js";
import { exitCodes } from "../../exit-codes.js";
import { printReport } from "../../reports/print-report.js";
import type { Report } from "../../reports/report.js";
import { type Terminal, tell } from "../../terminal/terminal.js";
import { expectationOf } from "./run-cases.js";
import { selectCases, type VerifyFlags, verifyService } from "./verify.js";
import { sentOf, verifyCounts, verifyReport } from "./verify-report.js";
import { directFetch } from "./verify-target.js";

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
    throw invalidOption("name the service to ask, such as wan-mock verify http://127.0.0.1:2727");
  }
  const run = await verifyService(baseUrl, flags, {
    fetch: directFetch((input, init) => globalThis.fetch(input, init), terminal.env),
    wait: (milliseconds) => sleep(milliseconds),
    now: () => performance.now(),
    requestTime: 10_000,
    tell: (sentence) => tell(terminal, sentence),
  });
  printReport(terminal, flags, verifyReport(run));
  const { agree, disagree } = verifyCounts(run.results);
  if (disagree > 0) return exitCodes.findings;
  if (agree > 0) return exitCodes.clean;
  tell(terminal, "no case could be asked");
  return exitCodes.findings;
}

/**
 * Prints the cases without sending one.
 *
 * @throws {KitError} `INVALID_OPTION` for a pattern that fits no name
 */
function listCases(terminal: Terminal, flags: VerifyFlags): void {
  const cases = selectCases(verifyCases(flags), flags.only ?? []);
  const harmless = cases.filter(({ charges }) => !charges).length;
  const summary = `${cases.length} cases, ${harmless} of them refused by a conforming service before it charges`;
  printReport(terminal, flags, {
    pretty: () =>
      `${cases.map(({ name, charges }) => `${charges ? "charges" : "free   "}  ${name}`).join("\n")}\n\n${summary}\n`,
    json: () => ({
      cases: cases.map((tested) => ({
        name: tested.name,
        group: tested.group,
        charges: tested.charges,
        sent: sentOf(tested),
        expected: expectationOf(tested),
      })),
    }),
    report: (): Report => ({
      tool: "verify",
      summary,
      groups: [
        {
          name: "cases",
          cases: cases.map(({ name }) => ({
            name,
            outcome: "skipped",
            messages: [{ level: "note", rule: name, text: "listed, not sent" }],
          })),
        },
      ],
    }),
  });
}

import { verifyCases } from "../../../verify/verify-cases.js";
import { printReport } from "../../reports/print-report.js";
import type { Report } from "../../reports/report.js";
import type { Terminal } from "../../terminal/terminal.js";
import { expectationOf } from "./run-cases.js";
import { selectCases } from "./select-cases.js";
import type { VerifyFlags } from "./verify.js";
import { sentOf } from "./verify-report.js";

/**
 * Prints the cases without sending one.
 *
 * @throws {KitError} `INVALID_OPTION` for a pattern that fits no name
 */
export function listCases(terminal: Terminal, flags: VerifyFlags): void {
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

import { optionTable } from "../../../options/option-table.js";
import { writeInFolder } from "../../reports/write-output.js";
import { RunningMock } from "../../sources/running-mock.js";
import type { Terminal } from "../../terminal/terminal.js";

/** Flags of `report`, by the names that commander gives them. */
export interface ReportCommandFlags {
  readonly output: string;
  readonly controlToken?: string;
}

/**
 * Writes the report of a mock that runs to a file; `-` is stdout.
 *
 * @param url - its base URL; default: that of `WAN_MOCK_URL`, else the default port of this machine
 * @throws {KitError} `INPUT_UNREADABLE`, `OUTPUT_UNWRITABLE`
 */
export async function runReport(
  { stdout, env }: Terminal,
  url: string | undefined,
  { output, controlToken }: ReportCommandFlags,
): Promise<void> {
  const named = url ?? env["WAN_MOCK_URL"] ?? "";
  const mock = new RunningMock(
    named === "" ? `http://127.0.0.1:${optionTable.port.default}` : named,
    controlToken,
  );
  const html = await mock.report();
  if (output === "-") {
    stdout.write(html);
    return;
  }
  writeInFolder(output, html, "--output");
  stdout.write(`report written to ${output}: open it in a browser\n`);
}

import { assetSourcesOf } from "../../../compose/asset-sources.js";
import { createContract } from "../../../compose/create-contract.js";
import { judgeWithFiles } from "../../../compose/validate-request.js";
import { readStandardText, readTextFile } from "../../../files/read-file.js";
import type { MockOptions } from "../../../options/mock-options.js";
import { exitCodes } from "../../exit-codes.js";
import { printReport } from "../../reports/print-report.js";
import type { ReportFlags } from "../../reports/report-options.js";
import { keepApart } from "../../reports/write-output.js";
import { hooksOf, type Terminal } from "../../terminal/terminal.js";
import { type Linted, lintReport, withPlaces } from "./lint-report.js";
import { splitBodies } from "./split-bodies.js";

/**
 * Checks the request bodies of files against the contract.
 *
 * @param files - paths, or `-` for standard input
 * @returns 0 when nothing is found, 1 otherwise (a warning is a finding)
 * @throws {KitError} `INPUT_UNREADABLE`, `OUTPUT_UNWRITABLE`, `INVALID_OPTION` for an output that is among the files
 */
export async function runLint(
  terminal: Terminal,
  files: readonly string[],
  options: MockOptions,
  flags: ReportFlags,
): Promise<number> {
  keepApart(files, { "--output": flags.output });
  const { onWarning } = hooksOf(terminal);
  const contract = await createContract(options, { onWarning });
  const assets = assetSourcesOf(options, { onWarning }).all;
  const linted: Linted[] = [];
  for (const file of files) {
    for (const candidate of splitBodies(await readInput(file, terminal))) {
      const verdict = await judgeWithFiles(contract, candidate.text, { assets });
      linted.push(withPlaces(file === "-" ? "stdin" : file, candidate, verdict));
    }
  }
  printReport(terminal, flags, lintReport(linted));
  return linted.some(({ verdict }) => verdict.findings.length > 0) ? exitCodes.findings : exitCodes.clean;
}

const USE = { what: "a file of bodies", most: 100_000_000, pipes: true };

async function readInput(file: string, { stdin }: Terminal): Promise<string> {
  return file === "-" ? readStandardText(USE, stdin) : readTextFile(file, USE);
}

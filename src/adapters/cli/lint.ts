import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { assetSourcesOf } from "../../asset-sources.js";
import { decodeText } from "../../contract/decode-text.js";
import { KitError } from "../../contract/kit-error.js";
import type { MockOptions } from "../../mock-options.js";
import { createContract } from "../../start-mock.js";
import { judgeWithFiles } from "../../validate-request.js";
import { exitCodes } from "./exit-codes.js";
import { lintReport } from "./lint-report.js";
import { type Linted, withPlaces } from "./linted.js";
import { keepApart } from "./reports/keep-apart.js";
import { printReport } from "./reports/print-report.js";
import type { ReportFlags } from "./reports/report-options.js";
import { splitBodies } from "./split-bodies.js";

/**
 * Checks the request bodies of files against the contract.
 *
 * @param files - paths, or `-` for standard input
 * @returns 0 when nothing is found, 1 otherwise (a warning is a finding)
 * @throws {KitError} `INPUT_UNREADABLE`, `OUTPUT_UNWRITABLE`, `INVALID_OPTION` for an output that is among the files
 */
export async function lint(
  files: readonly string[],
  options: MockOptions,
  { format, output }: ReportFlags,
): Promise<number> {
  keepApart(files, output);
  const onWarning = (sentence: string) => process.stderr.write(`wan-mock: warning: ${sentence}\n`);
  const contract = await createContract(options, { onWarning });
  const assets = assetSourcesOf(options, { onWarning }).all;
  const linted: Linted[] = [];
  for (const file of files) {
    for (const candidate of splitBodies(await readInput(file))) {
      const verdict = await judgeWithFiles(contract, candidate.text, { assets });
      linted.push(withPlaces(file === "-" ? "stdin" : file, candidate, verdict));
    }
  }
  printReport(format, lintReport(linted), output);
  return linted.some(({ verdict }) => verdict.findings.length > 0) ? exitCodes.findings : exitCodes.clean;
}

async function readInput(file: string): Promise<string> {
  const bytes = await readBytes(file);
  try {
    return decodeText(bytes);
  } catch (error) {
    const sentence = `${file === "-" ? "stdin" : file}: ${(error as Error).message}`;
    throw new KitError("INPUT_UNREADABLE", sentence, { cause: error });
  }
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return file === "-" ? await buffer(process.stdin) : await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown";
    const why =
      code === "ENOENT"
        ? "there is no such file"
        : code === "EISDIR"
          ? "it is a folder"
          : `it cannot be read (${code})`;
    throw new KitError("INPUT_UNREADABLE", `${file}: ${why}`, { cause: error });
  }
}

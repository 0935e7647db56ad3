import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { assetSourcesOf } from "../../asset-sources.js";
import { KitError } from "../../contract/kit-error.js";
import type { MockOptions } from "../../mock-options.js";
import { createContract } from "../../start-mock.js";
import { judgeWithFiles, type RequestVerdict } from "../../validate-request.js";
import { exitCodes } from "./exit-codes.js";
import { type Candidate, splitBodies } from "./split-bodies.js";

/** A body and what is said of it. */
interface Linted extends Candidate {
  readonly file: string;
  readonly verdict: RequestVerdict;
}

/**
 * Checks the request bodies of files against the contract.
 *
 * @param files - paths, or `-` for standard input
 * @returns 0 when nothing is found, 1 otherwise (a warning is a finding)
 * @throws {KitError} `INPUT_UNREADABLE`
 */
export async function lint(
  files: readonly string[],
  options: MockOptions,
  format: "pretty" | "json",
): Promise<number> {
  const onWarning = (sentence: string) => process.stderr.write(`wan-mock: warning: ${sentence}\n`);
  const contract = await createContract(options, { onWarning });
  const assets = assetSourcesOf(options, { onWarning }).all;
  const linted: Linted[] = [];
  for (const file of files) {
    for (const candidate of splitBodies(await readInput(file))) {
      linted.push({
        ...candidate,
        file: file === "-" ? "stdin" : file,
        verdict: await judgeWithFiles(contract, candidate.text, { assets }),
      });
    }
  }
  process.stdout.write(format === "json" ? jsonReport(linted) : prettyReport(linted));
  return linted.some(({ verdict }) => verdict.findings.length > 0) ? exitCodes.findings : exitCodes.clean;
}

async function readInput(file: string): Promise<string> {
  try {
    return file === "-" ? await text(process.stdin) : await readFile(file, "utf8");
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

function jsonReport(linted: readonly Linted[]): string {
  const bodies = linted.map(({ file, line, at, verdict }) => ({ file, line, at, ...verdict }));
  return `${JSON.stringify({ bodies }, null, 2)}\n`;
}

function prettyReport(linted: readonly Linted[]): string {
  const lines: string[] = [];
  let errors = 0;
  let warnings = 0;
  for (const { file, line, at, verdict } of linted) {
    for (const finding of verdict.findings) {
      if (finding.severity === "error") errors++;
      else warnings++;
      const pointer = `${at}${finding.pointer}` || "/";
      const what = finding.effect === undefined ? finding.message : `${finding.message} (the task fails)`;
      lines.push(`${file}:${line}  ${pointer}  ${finding.severity}  ${finding.rule}  ${what}`);
    }
  }
  const refused = linted.filter(({ verdict }) => !verdict.accepted).length;
  lines.push(
    `${count(linted.length, "body", "bodies")}: ${refused} refused, ${count(errors, "error", "errors")}, ${count(warnings, "warning", "warnings")}`,
  );
  return `${lines.join("\n")}\n`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

import { stat } from "node:fs/promises";
import { PathWatch } from "../../../adapters/watch/path-watch.js";
import { assetSourcesOf } from "../../../compose/asset-sources.js";
import { createContract } from "../../../compose/create-contract.js";
import { judgeWithFiles } from "../../../compose/validate-request.js";
import { invalidOption, KitError } from "../../../errors/kit-error.js";
import { readStandardText, readTextFile } from "../../../files/read-file.js";
import type { MockOptions } from "../../../options/mock-options.js";
import { clearInterval, setInterval } from "../../../ports/real-timers.js";
import { plural } from "../../../text/plural.js";
import { exitCodes } from "../../exit-codes.js";
import { printReport } from "../../reports/print-report.js";
import type { ReportFlags } from "../../reports/report-options.js";
import { keepApart } from "../../reports/write-output.js";
import { startProgress } from "../../terminal/progress.js";
import { hooksOf, type Terminal, tell } from "../../terminal/terminal.js";
import { type Linted, lintReport, withPlaces } from "./lint-report.js";
import { type Candidate, splitBodies } from "./split-bodies.js";

/** Flags of `lint`, by the names that commander gives them. */
export interface LintFlags extends ReportFlags {
  /** Show the code of findings; by default where stdout is a terminal. */
  readonly frame?: boolean;
  readonly watch?: boolean;
}

/** Fewer bodies are judged before anybody could read a bar. */
const MANY_BODIES = 200;

/**
 * Checks the request bodies of files against the contract, with `--watch` again after each change until a signal.
 *
 * @param files - paths, or `-` for standard input
 * @returns 0 when nothing is found, 1 otherwise (a warning is a finding)
 * @throws {KitError} `INPUT_UNREADABLE`, `OUTPUT_UNWRITABLE`, `INVALID_OPTION` for an output that is among the files
 * and for standard input under `--watch`
 */
export async function runLint(
  terminal: Terminal,
  files: readonly string[],
  options: MockOptions,
  flags: LintFlags,
): Promise<number> {
  keepApart(files, { "--output": flags.output });
  if (flags.watch === true && files.includes("-"))
    throw invalidOption("--watch needs files: standard input (-) is read once");
  const { onWarning } = hooksOf(terminal);
  const contract = await createContract(options, { onWarning });
  const lintOnce = async () => {
    const assets = assetSourcesOf(options, { onWarning }).all;
    const linted = await lintAll(await readAll(files, terminal), terminal, (text) =>
      judgeWithFiles(contract, text, { assets }),
    );
    printReport(terminal, flags, lintReport(linted, flags.frame ?? terminal.stdout.isTTY === true));
    const isClean = linted.every(({ verdict }) => verdict.findings.length === 0);
    return isClean ? exitCodes.clean : exitCodes.findings;
  };
  if (flags.watch !== true) return lintOnce();
  const seen = await stampOf(files);
  return watchFiles(terminal, files, { first: await lintOnce(), seen, lintOnce });
}

type Placed = readonly [file: string, candidate: Candidate];

async function readAll(files: readonly string[], terminal: Terminal): Promise<Placed[]> {
  const bodies: Placed[] = [];
  for (const file of files) {
    const name = file === "-" ? "stdin" : file;
    for (const candidate of splitBodies(await readInput(file, terminal))) bodies.push([name, candidate]);
  }
  return bodies;
}

async function lintAll(
  bodies: readonly Placed[],
  terminal: Terminal,
  judge: (text: string) => ReturnType<typeof judgeWithFiles>,
): Promise<Linted[]> {
  const progress = await startProgress(terminal, {
    total: bodies.length,
    least: MANY_BODIES,
    what: "bodies checked",
  });
  const linted: Linted[] = [];
  for (const [file, candidate] of bodies) {
    linted.push(withPlaces(file, candidate, await judge(candidate.text)));
    progress.step();
  }
  progress.end();
  return linted;
}

const USE = { what: "a file of bodies", most: 100_000_000, pipes: true };

async function readInput(file: string, { stdin }: Terminal): Promise<string> {
  return file === "-" ? readStandardText(USE, stdin) : readTextFile(file, USE);
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Lints again after each change until SIGINT or SIGTERM; a file that cannot be read at the moment is reported.
 *
 * @returns the exit code of the last time
 */
async function watchFiles(
  terminal: Terminal,
  files: readonly string[],
  start: { readonly first: number; readonly seen: string; readonly lintOnce: () => Promise<number> },
): Promise<number> {
  let { seen } = start;
  let last: Promise<number> = Promise.resolve(start.first);
  const again = async (): Promise<number> => {
    try {
      return await start.lintOnce();
    } catch (error) {
      if (!(error instanceof KitError)) throw error;
      tell(terminal, error.message);
      return exitCodes.usage;
    }
  };
  const onChange = () => {
    last = last.then(async (code) => {
      const before = seen;
      seen = await stampOf(files);
      return seen === before ? code : again();
    });
  };
  const watch = new PathWatch({
    paths: files,
    onChange,
    onTrouble: (folder, reason) => tell(terminal, `warning: ${folder} cannot be watched (${reason})`),
  });
  watch.start();
  tell(terminal, `watching ${plural(files.length, "file")} for changes; Ctrl-C ends`);
  // Neither the watch nor the signals keep a process alive.
  const alive = setInterval(() => undefined, LONGEST_TIMER_MS);
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) terminal.signals.once(signal, () => resolve());
  });
  clearInterval(alive);
  watch.close();
  return last;
}

/** When the files were last written: not every event of a folder is a change of theirs. */
async function stampOf(files: readonly string[]): Promise<string> {
  const stamps = files.map(async (file) => {
    const found = await stat(file, { bigint: true }).catch(() => undefined);
    return found === undefined ? "missing" : `${found.ino} ${found.size} ${found.mtimeNs}`;
  });
  return (await Promise.all(stamps)).join("\n");
}

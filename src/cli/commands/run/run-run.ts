import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Mock } from "../../../compose/mock.js";
import { startWatched } from "../../../compose/start-mock.js";
import { startProxy } from "../../../compose/start-proxy.js";
import { invalidOption, KitError } from "../../../errors/kit-error.js";
import type { MockConfig } from "../../../options/mock-options.js";
import { statePlaceOf } from "../../../options/read-state.js";
import { plural } from "../../../text/plural.js";
import { exitCodes } from "../../exit-codes.js";
import { checkWritable, writeInFolder } from "../../reports/write-output.js";
import { hooksOf, type LoggedEnd, type Terminal, tell } from "../../terminal/terminal.js";
import { budgetLines } from "../proxy/budget-text.js";
import { type LogStyle, MockLog } from "../serve/request-log.js";
import { childEnvironment, runChild, SignalRelay } from "./run-child.js";

/**
 * Runs a program beside a mock of its own that it finds through its environment: by its address, or in the place of the
 * paid host behind a proxy. What the mock has to say goes to stderr, so that the program's output stays its own.
 *
 * @param options - with an upstream, the mock is a proxy to that service
 * @param command - the program and its arguments
 * @returns the program's exit code; 127 when there is no such program, 126 when it cannot be started
 * @throws {KitError} `INVALID_OPTION` without a command, `OUTPUT_UNWRITABLE` for a report that cannot be written,
 * and as `startMock` and `startProxy`
 */
export async function runRun(
  terminal: Terminal,
  options: MockConfig,
  command: readonly string[],
): Promise<LoggedEnd> {
  if ((command[0] ?? "") === "") {
    throw invalidOption("run needs a command: write it behind two dashes, such as wan-mock run -- npm start");
  }
  const { network = "open", report, ...settings } = options;
  if (report !== undefined) checkWritable(report, "--report");
  const log: LogStyle = options.log ?? "refused";
  const hooks = hooksOf(terminal);
  const watched = await startWatched(settings, { ...hooks, takesBareBase: true });
  const { mock } = watched;
  const out = new MockLog(terminal.stderr, terminal, log);
  out.follow(watched);
  const signals = new SignalRelay(terminal);
  const standIn = await startProxy(mock, network, terminal.env, {
    onWarning: hooks.onWarning,
    onRefusal: (refusal) => {
      if (log === "json")
        out.write(JSON.stringify({ time: new Date().toISOString(), kind: "refusal", ...refusal }));
      else if (log !== "quiet") out.write(refusal.sentence);
    },
  }).catch(async (error: unknown) => {
    await mock.close();
    throw error;
  });
  // A service asks for a key of its own, which only the program has.
  const key = options.upstream === undefined ? (options.keys?.[0] ?? "wan-mock-run") : undefined;
  const preload = fileURLToPath(new URL("register.cjs", import.meta.resolve("wan-mock/register")));
  const exitCode = await runChild(
    terminal,
    command,
    {
      ...childEnvironment(terminal.env, { url: mock.url, key }, preload, command[0]),
      ...standIn.variables,
      // Mocks that the program starts itself count too.
      ...(options.coverage === undefined ? {} : { WAN_MOCK_COVERAGE: resolve(options.coverage) }),
    },
    signals,
  );
  await standIn.close();
  const isWritten = report === undefined || (await writeReport(mock, report, terminal));
  const isRead = await out.end(watched, statePlaceOf(settings).kind, [
    ...budgetLines(watched.budget()),
    ...refusedLines(standIn.refused),
  ]);
  signals.release();
  return { exitCode: exitCode === exitCodes.clean && !isWritten ? exitCodes.usage : exitCode, isRead };
}

/** @returns whether it could be written; else stderr says why not */
async function writeReport(mock: Mock, file: string, terminal: Terminal): Promise<boolean> {
  try {
    writeInFolder(file, await mock.report(), "--report");
    return true;
  } catch (error) {
    if (!(error instanceof KitError)) throw error;
    tell(terminal, error.message);
    return false;
  }
}

function refusedLines(refused: ReadonlyMap<string, number>): string[] {
  if (refused.size === 0) return [];
  const calls = [...refused.values()].reduce((sum, count) => sum + count);
  return [`  ${plural(calls, "call")} to other hosts stopped: ${[...refused.keys()].join(", ")}`];
}

import { setTimeout as sleep } from "node:timers/promises";
import { isNoAnswer } from "../../../adapters/live/no-answer.js";
import { vendorOperations } from "../../../contract/vendor-operations.js";
import { invalidOption, KitError } from "../../../errors/kit-error.js";
import { parseDuration } from "../../../simulation/duration.js";
import { parseUrl } from "../../../text/parse-url.js";
import { shownAnswer } from "../../../verify/answer.js";
import type { VerifyCase } from "../../../verify/verify-case.js";
import { type VerifySettings, verifyCases } from "../../../verify/verify-cases.js";
import { exitCodes } from "../../exit-codes.js";
import { printReport } from "../../reports/print-report.js";
import type { Report } from "../../reports/report.js";
import type { ReportFlags } from "../../reports/report-options.js";
import { tableText, wrapped } from "../../reports/table.js";
import { withoutSecrets } from "../../reports/without-secrets.js";
import {
  directFetch,
  type ServiceAddress,
  serviceAddress,
  staysHere,
} from "../../sources/service-address.js";
import { startProgress } from "../../terminal/progress.js";
import { type Progress, type Terminal, tell } from "../../terminal/terminal.js";
import { CaseSender, type SenderOptions } from "./case-sender.js";
import { expectationOf, type RunOptions, runCases } from "./run-cases.js";
import { sentOf, type VerifyRun, verifyCounts, verifyReport } from "./verify-report.js";

/** Keys that a mock takes which takes any. */
const LOOPBACK_KEY = "wan-mock-verify";
const OTHER_LOOPBACK_KEY = "wan-mock-verify-other";

/** Flags of `verify`, by the names that commander gives them. */
export interface VerifyFlags extends VerifySettings, ReportFlags {
  readonly key?: string;
  readonly otherKey?: string;
  readonly yesLive?: boolean;
  readonly only?: readonly string[];
  readonly timeout: string;
  readonly list?: boolean;
}

/** The ways outside: network, time, terminal. Tests bring their own. */
export interface VerifyOutside extends Pick<RunOptions, "fetch" | "wait" | "now" | "requestTime"> {
  /** Writes a sentence for people beside the report. */
  readonly tell: (sentence: string) => void;
  /** Called before the first case is sent, with how many there are. */
  readonly startProgress?: (total: number) => Promise<Progress>;
}

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
    startProgress: (total) => startProgress(terminal, { total, what: "cases" }),
  });
  printReport(terminal, flags, verifyReport(run));
  const { agree, disagree } = verifyCounts(run.results);
  if (disagree > 0) return exitCodes.findings;
  if (agree > 0) return exitCodes.clean;
  tell(terminal, "no case was sent");
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
    pretty: (screen) => {
      const { colours, width } = screen;
      const rows = cases.map(({ name, charges }) => [
        charges ? colours.yellow("charges") : colours.green("free"),
        name,
      ]);
      return `${tableText(rows, screen)}\n${wrapped(summary, width)}`;
    },
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

/**
 * Asks a service whether it keeps to the contract. Another machine is sent nothing without `yesLive` and a key, and with
 * them no case that a conforming service could charge for.
 *
 * @throws {KitError} `INVALID_OPTION`; `SERVER_UNREACHABLE` when nobody answers
 */
export async function verifyService(
  baseUrl: string,
  flags: Omit<VerifyFlags, "format" | "output">,
  { fetch, wait, now, requestTime, tell, startProgress }: VerifyOutside,
): Promise<VerifyRun> {
  const target = await serviceAddress(baseUrl);
  const isLive = !target.isLoopback;
  const keys = keysOf(flags, target);
  const patience = parseDuration(flags.timeout);
  if (patience === undefined) throw invalidOption(`--timeout is "${flags.timeout}": write it as 90s or 5m`);
  const cases = selectCases(verifyCases(flags), flags.only ?? []);
  const sender: SenderOptions = { base: target.base, ...keys, fetch, wait, requestTime };
  await greet(sender);
  if (isLive) tell(liveSentence(target.base, cases));
  const refuseLink = linkGuard(target.base);
  const progress = await startProgress?.(cases.length);
  const onResult = () => progress?.step();
  const run = runCases(cases, { ...sender, isLive, patience, now, refuseLink, onResult });
  const results = await run.finally(() => progress?.end());
  return { base: target.base, isLive, results, secrets: Object.values(keys) };
}

function liveSentence(base: string, cases: readonly VerifyCase[]): string {
  const harmless = cases.filter(({ charges }) => !charges).length;
  return `${base} is not on this machine: of ${cases.length} cases only the ${harmless} are sent that a conforming service refuses before it charges, one by one, until one is accepted`;
}

function keysOf(
  flags: Pick<VerifyFlags, "key" | "otherKey" | "yesLive">,
  { base, isLoopback }: ServiceAddress,
): { key: string; otherKey: string } {
  if (!isLoopback && (flags.yesLive !== true || flags.key === undefined)) {
    throw invalidOption(
      `${base} is not on this machine and may charge: to send it what it has to refuse before it charges, give --yes-live and --key (or WAN_MOCK_VERIFY_KEY)`,
    );
  }
  const key = flags.key ?? LOOPBACK_KEY;
  const otherKey = flags.otherKey ?? OTHER_LOOPBACK_KEY;
  for (const [name, value] of [["--key", key] as const, ["--other-key", otherKey] as const]) {
    if (!/^[\x21-\x7e]+$/.test(value)) {
      throw invalidOption(`${name} must be letters, digits and signs of ASCII without a space`);
    }
  }
  if (key === otherKey) throw invalidOption("--other-key is --key: it must be the key of another account");
  return { key, otherKey };
}

/** One free request before all others: somebody has to be there, and to take the key. */
async function greet(options: SenderOptions): Promise<void> {
  const { base } = options;
  const answer = await new CaseSender(options).send({
    method: "GET",
    path: vendorOperations.credits.path,
    credentials: "key",
  });
  if (isNoAnswer(answer))
    throw new KitError("SERVER_UNREACHABLE", `${base} cannot be verified: ${answer.why}`);
  if (answer.status === 401) {
    throw invalidOption(`${base} does not take the key (401): give one that it takes as --key`);
  }
  if (answer.status >= 300 && answer.status < 400) {
    const shown = withoutSecrets(shownAnswer(answer), [options.key, options.otherKey]);
    throw new KitError("SERVER_UNREACHABLE", `${base} cannot be verified: it answers ${shown}`);
  }
}

/** A link of a mock may lead anywhere; only the mock itself and this machine are asked for files. */
function linkGuard(base: string): (url: string) => Promise<string | undefined> {
  return async (text) => {
    const url = parseUrl(text);
    if (url === undefined || !/^https?:$/.test(url.protocol)) return "the link is no web address";
    const isNear = url.origin === new URL(base).origin || (await staysHere(url.hostname));
    return isNear
      ? undefined
      : `the link leads to ${url.host}, which is not this machine: it was not fetched`;
  };
}

/**
 * The cases whose names fit one of the patterns; all without a pattern.
 *
 * @param patterns - part of a name, or the whole name with `*` for any text
 * @throws {KitError} `INVALID_OPTION` for a pattern that is empty or fits no name
 */
function selectCases(cases: readonly VerifyCase[], patterns: readonly string[]): readonly VerifyCase[] {
  if (patterns.length === 0) return cases;
  if (patterns.some((pattern) => pattern.trim() === "")) {
    throw invalidOption("--only is empty: give a part of a name, or leave it out for all cases");
  }
  const tests = patterns.map(nameTest);
  for (const [index, fits] of tests.entries()) {
    if (!cases.some(({ name }) => fits(name))) {
      throw invalidOption(
        `--only is "${patterns[index] ?? ""}", and no case has such a name: "wan-mock verify --list" shows them`,
      );
    }
  }
  return cases.filter(({ name }) => tests.some((fits) => fits(name)));
}

function nameTest(pattern: string): (name: string) => boolean {
  if (!pattern.includes("*")) return (name) => name.includes(pattern);
  const parts = pattern.split("*").map((part) => part.replaceAll(/[$()+.?[\\\]^{|}]/g, String.raw`\$&`));
  const whole = new RegExp(`^${parts.join(".*")}$`, "s");
  return (name) => whole.test(name);
}

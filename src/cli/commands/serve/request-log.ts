import type { Mock } from "../../../compose/mock.js";
import type { WatchedMock } from "../../../compose/start-mock.js";
import type { Finding } from "../../../contract/finding.js";
import { traitsOf } from "../../../contract/models/wan-models.js";
import { taskPath, vendorOperations } from "../../../contract/vendor-operations.js";
import type { HabitFinding } from "../../../insight/habits/habit-finding.js";
import type { MockConfig, MockOptions } from "../../../options/mock-options.js";
import type {
  CallbackEvent,
  HabitEvent,
  JournalEntry,
  JournalEvent,
  RequestEvent,
} from "../../../ports/journal.js";
import { isPriced, toCredits, toUsd } from "../../../simulation/pricing.js";
import { plural } from "../../../text/plural.js";
import { LineWriter } from "../../terminal/line-writer.js";
import { type Colours, screenOf, type Terminal, type TerminalStream } from "../../terminal/terminal.js";
import { joinAlike, nameOf } from "../habits/habits-report.js";

/** A key that every mock takes: the accepted ones are never printed. */
const ALWAYS_ACCEPTED = "sk-mock-first-try";

/** How much is told of what happens; `refused`: requests that were refused, and habits. */
export type LogStyle = Required<MockConfig>["log"] | "refused";

/** The log of a mock that a command runs: what happens in it, and the sums at its end. */
export class MockLog {
  readonly #out: LineWriter;
  readonly #colours: Colours;
  readonly #summary = summaryOf();
  #leave: () => void = () => undefined;

  constructor(
    stream: TerminalStream,
    terminal: Pick<Terminal, "env">,
    readonly style: LogStyle,
  ) {
    this.#out = new LineWriter(stream, style === "json" ? leftOutJson : undefined);
    this.#colours = screenOf(stream, terminal).colours;
  }

  write(line: string): void {
    this.#out.write(line);
  }

  /** Tells what happens in a mock from now on. */
  follow({ journal }: WatchedMock): void {
    this.#leave = journal.subscribe((entry) => {
      this.#summary.count(entry);
      const line = this.#lineOf(entry);
      if (line !== undefined) this.#out.write(line);
    });
  }

  /**
   * Closes the mock, and tells the habits that only the end shows and the sums.
   *
   * @param further - lines that come last
   * @returns whether the log was read to its end
   */
  async end({ mock, everyHabit }: WatchedMock, further: readonly string[] = []): Promise<boolean> {
    const pending = mock.callbacks.deliveries().filter(({ state }) => state === "pending").length;
    await mock.close();
    // An attempt that the end cut off is no answer of the receiver's.
    this.#leave();
    const found = everyHabit();
    const unreported = found.filter((finding) => !this.#summary.reported.has(nameOf(finding)));
    const isJson = this.style === "json";
    for (const finding of isJson ? unreported : joinAlike(unreported)) {
      const happening: HabitEvent = { kind: "habit", ...finding };
      if (isJson) this.write(jsonLine(happening));
      else if (this.style !== "quiet") this.write(habitLine(happening, this.#colours));
    }
    const sums = isJson ? [] : [...summaryLines(this.#summary, mock, { pending, found }), ...further];
    for (const line of sums) this.write(line);
    return this.#out.end();
  }

  /** The text of an entry; most are put together when they are written. */
  #lineOf(entry: JournalEntry): string | (() => string) | undefined {
    const { style } = this;
    const isAll = style === "pretty";
    if (style === "json") return () => jsonLine(entry);
    if (style === "quiet") return undefined;
    if (entry.kind === "request") {
      const isRefused = entry.status === 0 || entry.status >= 400;
      return isAll || isRefused ? () => requestLines(entry, this.#colours).join("\n") : undefined;
    }
    if (entry.kind === "habit") return habitLine(entry, this.#colours);
    return isAll && entry.kind === "callback" ? callbackLine(entry, this.#colours) : undefined;
  }
}

/** Shown once for newcomers: how to try it, and how to get the same run again. */
export function greeting(mock: Mock, options: MockOptions): string[] {
  const [model] = mock.contract.models;
  const bearer = shellQuoted(
    `Authorization: Bearer ${options.keys === undefined ? "any-key" : ALWAYS_ACCEPTED}`,
  );
  const chaos = Object.entries(options.chaos ?? {}).map(([name, share]) => `${name}=${share}`);
  const body = shellQuoted(JSON.stringify(firstRequest(model?.id ?? "")));
  return [
    `  models  ${mock.contract.models.map(({ id }) => id).join(", ")}`,
    `  seed    ${mock.seed} (start with --seed ${mock.seed} for the same ids)`,
    ...(options.scenarios === undefined ? [] : [`  files   ${options.scenarios.join(", ")}`]),
    ...(options.chaos === undefined ? [] : [`  chaos   ${chaos.join(", ")}`]),
    "  try it",
    `    curl -s ${mock.url}${vendorOperations.submit.path} -H ${bearer} -H 'Content-Type: application/json' -d ${body}`,
    `    curl -s ${mock.url}${taskPath("TASK_ID")} -H ${bearer}`,
    "",
  ];
}

function firstRequest(model: string): object {
  const { duration: _duration, ...least } = traitsOf(model).leastBody ?? {};
  return { ...least, model, prompt: "A red panda rides a bicycle at dusk" };
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** The line of a request and, on findings, what to change under it. */
function requestLines(entry: RequestEvent, c: Colours): string[] {
  const status =
    entry.status === 0
      ? c.red("no answer")
      : entry.status < 400
        ? c.green(entry.status)
        : entry.status < 500
          ? c.yellow(entry.status)
          : c.red(entry.status);
  const parts = [
    timeOf(entry, c),
    entry.method.padEnd(4),
    printable(entry.path),
    ...(entry.model === undefined ? [] : [printable(entry.model)]),
    status,
    `${entry.milliseconds.toFixed(1)} ms`,
    ...(entry.scenario === undefined ? [] : [c.dim(`scenario ${printable(entry.scenario)}`)]),
    ...(entry.task === undefined || entry.path.includes(entry.task) ? [] : [entry.task]),
  ];
  return [
    parts.join("  "),
    ...entry.findings.slice(0, 8).map((finding) => findingLine(finding, c)),
    ...adviceFor(entry).map((advice) => `    ${c.cyan("try")}    ${advice}`),
  ];
}

function findingLine(finding: Finding, c: Colours): string {
  const mark =
    finding.effect === "fails-task"
      ? c.red("fails")
      : finding.severity === "error"
        ? c.red("error")
        : c.yellow("warn ");
  return `    ${mark}  ${printable(finding.message)}  ${c.dim(finding.rule)}`;
}

/** Text from outside, without control characters that could rewrite the terminal. */
function printable(text: string): string {
  const shown = text.slice(0, 400);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the point
  const control = /[\u0000-\u001f\u007f-\u009f]/;
  return control.test(shown) ? shown.replaceAll(new RegExp(control, "g"), "\uFFFD") : shown;
}

function timeOf({ at }: { readonly at: number }, c: Colours): string {
  return c.dim(new Date(at).toISOString().slice(11, 23));
}

/** The line of an attempt to call back. */
function callbackLine(entry: CallbackEvent, c: Colours): string {
  if (entry.attempt === 0) {
    return `${timeOf(entry, c)}  callback of ${entry.task} withheld: ${printable(entry.error ?? "")}`;
  }
  const outcome =
    entry.status === undefined ? c.red(printable(entry.error ?? "no answer")) : String(entry.status);
  return `${timeOf(entry, c)}  callback of ${entry.task} to ${printable(entry.url)}, attempt ${entry.attempt}: ${outcome}`;
}

/** The line of a habit that shows for the first time. */
function habitLine(entry: HabitEvent, c: Colours): string {
  const mark = entry.severity === "error" ? c.red("habit") : c.yellow("habit");
  return `${timeOf(entry, c)}  ${mark}  ${printable(entry.message)}  ${c.dim(entry.habit)}`;
}

/** Whatever happened as a JSON line. */
function jsonLine(entry: JournalEvent): string {
  if (entry.kind !== "request") {
    const { at, ...rest } = entry;
    return JSON.stringify({ time: new Date(at).toISOString(), ...rest });
  }
  const { at, milliseconds, findings, reserved, sent: _sent, ...rest } = entry;
  return JSON.stringify({
    time: new Date(at).toISOString(),
    ...rest,
    ms: Number(milliseconds.toFixed(2)),
    ...(reserved === undefined ? {} : { credits: toCredits(reserved) }),
    findings: findings.map(({ rule, severity, pointer, message, effect }) => ({
      ...{ rule, severity, pointer, message },
      ...(effect === undefined ? {} : { effect }),
    })),
  });
}

/** The JSON line in the place of those that nobody read. */
function leftOutJson(lines: number): string {
  return JSON.stringify({ time: new Date().toISOString(), kind: "left-out", lines });
}

/** Running totals of a mock. */
export function summaryOf() {
  return {
    requests: 0,
    tasks: 0,
    refused: 0,
    reserved: 0,
    /** Models of the tasks. */
    models: new Set<string>(),
    /** Habits that have been told. */
    reported: new Set<string>(),
    count(entry: JournalEntry): void {
      if (entry.kind === "habit") this.reported.add(nameOf(entry));
      if (entry.kind !== "request") return;
      this.requests++;
      if (entry.status >= 400) this.refused++;
      if (entry.reserved !== undefined) {
        this.tasks++;
        if (entry.model !== undefined) this.models.add(entry.model);
        this.reserved += entry.reserved;
      }
    },
  };
}

/**
 * The sums of a run.
 *
 * @param end.pending - callback deliveries that are not sent any more
 * @param end.found - all that clients showed of habits
 */
export function summaryLines(
  summary: ReturnType<typeof summaryOf>,
  mock: Mock,
  { pending, found }: { readonly pending: number; readonly found: readonly HabitFinding[] },
): string[] {
  const habits = [...new Set(found.map(({ habit }) => habit))];
  const credits = toCredits(summary.reserved);
  const unlisted = [...summary.models].filter((model) => !isPriced(mock.priceList, model));
  const usd = toUsd(mock.priceList, summary.reserved);
  return [
    `wan-mock stopped: ${plural(summary.tasks, "task")}, ${summary.refused} of ${plural(summary.requests, "request")} refused`,
    `  the paid service would have reserved ${credits.toFixed(2)} credits (${usd.toFixed(2)} USD, price list ${mock.priceList.name})`,
    ...(unlisted.length === 0 ? [] : [`  not on the price list, so not counted: ${unlisted.join(", ")}`]),
    ...(habits.length === 0
      ? []
      : [`  ${plural(habits.length, "bad habit")} of the client: ${habits.join(", ")}`]),
    ...(pending === 0
      ? []
      : [
          `  ${plural(pending, "callback delivery", "callback deliveries")} still pending: not sent any more`,
        ]),
  ];
}

/** The client keeps the public address it will have in production; the mock brings the callback here. */
const CALLBACK_ADVICE =
  "to get callbacks on this machine: send a public HTTPS address and start with --forward-to http://localhost:3000/hooks (or accept this address, with a warning: --allow-local-callbacks)";

/** Advice by rule id. */
const byRule: Readonly<Record<string, string>> = {
  "callback-url-is-https": CALLBACK_ADVICE,
  "callback-url-is-public": CALLBACK_ADVICE,
  "body-size": "to accept larger bodies: --max-body BYTES",
};

/** Sentences that tell whoever runs the mock how to get past a refusal. */
function adviceFor(entry: RequestEvent): string[] {
  if (entry.status < 400) return [];
  const lines = new Set<string>(entry.hint === undefined ? [] : [entry.hint]);
  for (const finding of entry.findings) {
    const advice = byRule[finding.rule];
    // A finding with a suggestion says itself what to change.
    if (finding.severity === "error" && finding.suggestions === undefined && advice !== undefined)
      lines.add(advice);
  }
  if (entry.status === 401) {
    lines.add("send the header Authorization: Bearer KEY (any non-empty key, or one of --key)");
  }
  if (entry.status === 404 && entry.route === "query") {
    lines.add("tasks live as long as this process: use the id of a submit to this very server");
  }
  if (entry.status === 403 && entry.route === "query") {
    lines.add("query with the API key that submitted the task");
  }
  return [...lines];
}

import type { ControlChange } from "../../../adapters/http/control/control-parts.js";
import type { Finding } from "../../../contract/finding.js";
import type { Delivery } from "../../../ports/deliveries.js";
import type {
  CallbackEvent,
  ClockEvent,
  HabitEvent,
  JournalEvent,
  RequestEvent,
  ResetEvent,
  TaskEvent,
} from "../../../ports/journal.js";
import { waitAfter } from "../../../simulation/callback-schedule.js";
import type { AnswerFault } from "../../../simulation/scenarios/scenario-effect.js";
import type { Colours } from "../../terminal/terminal.js";
import { adviceFor } from "./log-advice.js";

/** Findings of a request that are shown. */
const MOST_FINDINGS = 8;

/** Characters of a text from outside, and of the body of a control call. */
const LONGEST = 400;
const LONGEST_BODY = 120;

const DAY_MS = 86_400_000;

/** Words for the events of a mock, in the order in which they are written. */
export class LogLines {
  #day = Math.floor(Date.now() / DAY_MS);

  /**
   * @param deliveriesOf - those of a task, oldest first
   * @param time - whose time it is, as the line with a date names it
   */
  constructor(
    private readonly colours: Colours,
    private readonly deliveriesOf: (task: string) => readonly Delivery[],
    private readonly time = "virtual time, UTC",
  ) {}

  /** The lines of an event, after a line with the date where that is another than before. */
  of(event: JournalEvent): string {
    return this.#dated(event.at, this.#linesOf(event));
  }

  /** A sentence about something that is no event of the journal. */
  note(at: number, sentence: string): string {
    return this.#dated(at, [this.#line(at, this.colours.cyan(printable(sentence)))]);
  }

  control(at: number, { method, path, body }: ControlChange): string {
    const text = JSON.stringify(body);
    const shown = text.length > LONGEST_BODY ? `${text.slice(0, LONGEST_BODY)}...` : text;
    const call = `${this.colours.cyan("control")}  ${method} ${printable(path)}`;
    return this.#dated(at, [this.#line(at, call, ...(text === "{}" ? [] : [printable(shown)]))]);
  }

  #dated(at: number, lines: readonly string[]): string {
    const day = Math.floor(at / DAY_MS);
    if (day === this.#day) return lines.join("\n");
    this.#day = day;
    const date = new Date(at).toISOString().slice(0, 10);
    return [this.colours.bold(`${date} (${this.time})`), ...lines].join("\n");
  }

  #line(at: number, ...parts: readonly string[]): string {
    return [this.colours.dim(new Date(at).toISOString().slice(11, 23)), ...parts].join("  ");
  }

  #linesOf(event: JournalEvent): readonly string[] {
    const { colours } = this;
    switch (event.kind) {
      case "request":
        return this.#requestLines(event);
      case "callback":
        return [this.#line(event.at, this.#callbackText(event))];
      case "habit":
        return [this.#line(event.at, habitText(event, colours))];
      case "task":
        return [this.#line(event.at, taskText(event, colours))];
      case "clock":
        return [this.#line(event.at, clockText(event, colours))];
      case "reset":
        return [this.#line(event.at, resetText(event, colours))];
      case "settle":
      case "refund":
        return [];
    }
  }

  /** The line of a request and, on findings, what to change under it. */
  #requestLines(entry: RequestEvent): string[] {
    const c = this.colours;
    const { shown, progress, scenario, task, model } = entry;
    const advice = adviceFor(entry);
    return [
      this.#line(
        entry.at,
        entry.method.padEnd(4),
        printable(entry.path),
        ...(model === undefined ? [] : [printable(model)]),
        statusText(entry, c),
        `${entry.milliseconds.toFixed(1)} ms`,
        ...(shown === undefined ? [] : [`${statusPaint(shown, c)(shown)} ${progress ?? 0} %`]),
        ...(scenario === undefined ? [] : [scenarioText(entry, scenario, c)]),
        ...(task === undefined || entry.path.includes(task) ? [] : [task]),
      ),
      ...entry.findings.slice(0, MOST_FINDINGS).map((finding) => findingLine(finding, c)),
      ...advice.map((sentence) => `    ${c.cyan("try")}    ${sentence}`),
    ];
  }

  /** An attempt to call back, and what follows from its outcome. */
  #callbackText(entry: CallbackEvent): string {
    const { red, yellow, green } = this.colours;
    const { task, attempt, status, state, error = "no answer" } = entry;
    const about = `callback of ${task}`;
    if (attempt === 0) return `${about} withheld: ${printable(error)}`;
    const place = this.deliveriesOf(task).findIndex(({ id }) => id === entry.delivery);
    const which = place > 0 ? `, delivery ${place + 1}` : "";
    const paint = { delivered: green, pending: yellow, "given-up": red, withheld: yellow }[state];
    const wait = waitAfter(attempt) ?? 0;
    const next = {
      delivered: "",
      pending: `, next try in ${wait / 1000} s`,
      "given-up": ", given up",
      withheld: "",
    };
    const outcome = status === undefined ? printable(error) : String(status);
    return `${about} to ${printable(entry.url)}${which}, attempt ${attempt}: ${paint(outcome)}${next[state]}`;
  }
}

/** How an answer that was spoilt on its way looks to the client. */
const spoilt: Readonly<Record<AnswerFault, string>> = {
  reset: "lost, connection reset",
  hang: "held back",
  "slow-body": "slow body",
  "truncated-body": "truncated body",
  "malformed-json": "malformed JSON",
};

function isForced({ status, fault }: RequestEvent): boolean {
  return status === 0 || status >= 400 || fault !== undefined;
}

/** What a scenario made of an answer stands apart from what the client has to answer for. */
function statusText(entry: RequestEvent, c: Colours): string {
  const { status, fault, scenario } = entry;
  if (status === 0) return (scenario === undefined ? c.red : c.magenta)("no answer");
  if (fault !== undefined) return c.magenta(`${status} ${spoilt[fault]}`);
  if (status < 400) return c.green(status);
  if (scenario !== undefined) return c.magenta(status);
  return status < 500 ? c.yellow(status) : c.red(status);
}

function scenarioText(entry: RequestEvent, scenario: string, c: Colours): string {
  return isForced(entry)
    ? c.magenta(`forced by ${printable(scenario)}`)
    : c.dim(`scenario ${printable(scenario)}`);
}

function statusPaint(status: TaskEvent["status"], { green, red, yellow }: Colours): Colours["red"] {
  if (status === "completed") return green;
  return status === "failed" ? red : yellow;
}

function taskText({ task, step, status, progress, code, withoutResult }: TaskEvent, c: Colours): string {
  const paint = statusPaint(status, c);
  if (step === "changed") return `task ${task} set to ${paint(`${status} ${progress} %`)}`;
  const why = code === undefined ? "" : `: ${printable(code)}`;
  return `task ${task} ${paint(status)}${why}${withoutResult === true ? " without a result" : ""}`;
}

const moves: Readonly<Record<ClockEvent["move"], string>> = {
  advance: "advanced to",
  set: "set to",
  next: "moved to the next event at",
  freeze: "frozen at",
  resume: "runs on from",
};

function clockText({ at, move }: ClockEvent, { cyan }: Colours): string {
  return `${cyan("clock")} ${moves[move]} ${new Date(at).toISOString()}`;
}

function resetText({ scope }: ResetEvent, { cyan }: Colours): string {
  return `${cyan("reset")} of ${scope === "all" ? "all state" : scope}`;
}

/** A habit that shows for the first time. */
function habitText({ severity, message, habit }: HabitEvent, c: Colours): string {
  const mark = severity === "error" ? c.red("habit") : c.yellow("habit");
  return `${mark}  ${printable(message)}  ${c.dim(habit)}`;
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
  const shown = text.slice(0, LONGEST);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the point
  const control = /[\u0000-\u001f\u007f-\u009f]/;
  return control.test(shown) ? shown.replaceAll(new RegExp(control, "g"), "\uFFFD") : shown;
}

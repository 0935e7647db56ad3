import type { ControlChange } from "../../../adapters/http/control/control-parts.js";
import type { WatchedMock } from "../../../compose/start-mock.js";
import type { MockConfig } from "../../../options/mock-options.js";
import type { StatePlace } from "../../../options/read-state.js";
import type { HabitEvent, JournalEntry } from "../../../ports/journal.js";
import { LineWriter } from "../../terminal/line-writer.js";
import { type Colours, screenOf, type Terminal, type TerminalStream, tell } from "../../terminal/terminal.js";
import { joinAlike, nameOf } from "../habits/habits-report.js";
import { jsonLine } from "./json-line.js";
import { LogLines } from "./log-lines.js";
import { recordedLines, summaryLines, summaryOf } from "./run-summary.js";

/** How much is told of what happens; `refused`: requests that were refused, and habits. */
export type LogStyle = Required<MockConfig>["log"] | "refused";

/** The log of a mock that a command runs: what happens in it, and the sums at its end. */
export class MockLog {
  readonly #out: LineWriter;
  readonly #colours: Colours;
  #lines: LogLines;
  #now: () => number = Date.now;
  #leave: () => void = () => undefined;

  constructor(
    stream: TerminalStream,
    private readonly terminal: Pick<Terminal, "env" | "stderr">,
    public style: LogStyle,
    private readonly summary = summaryOf(),
  ) {
    this.#out = new LineWriter(stream, style === "json" ? leftOutJson : undefined);
    this.#colours = screenOf(stream, terminal).colours;
    this.#lines = new LogLines(this.#colours, () => []);
  }

  write(line: string): void {
    this.#out.write(line);
  }

  /**
   * Tells what happens in a mock from now on.
   *
   * @param after - number of the last entry that was told already; by default what has happened so far is not told
   */
  follow({ journal, mock }: WatchedMock, after = journal.recorded): void {
    this.#now = () => mock.clock.now();
    this.#lines = new LogLines(this.#colours, (task) => mock.callbacks.deliveries(task));
    for (const entry of journal.since(after + 1)) this.#tell(entry);
    this.#leave = journal.subscribe((entry) => this.#tell(entry));
  }

  #tell(entry: JournalEntry): void {
    this.summary.count(entry);
    const line = this.#lineOf(entry);
    if (line !== undefined) this.#out.write(line);
  }

  /** Tells what was done unasked, such as reloading a file: in the log, or on stderr where that holds other things. */
  note(sentence: string): void {
    if (this.style !== "pretty") tell(this.terminal, sentence);
    else {
      const at = this.#now();
      this.#out.write(() => this.#lines.note(at, sentence));
    }
  }

  /** Tells a change by the control side. */
  control(change: ControlChange): void {
    if (this.style !== "pretty") return;
    const at = this.#now();
    this.#out.write(() => this.#lines.control(at, change));
  }

  /**
   * Closes the mock, and tells the habits that only the end shows and the sums.
   *
   * @param kept - where the state is kept
   * @param further - lines that come last
   * @returns whether the log was read to its end
   */
  async end(
    { mock, everyHabit, recorded }: WatchedMock,
    kept: StatePlace["kind"] = "memory",
    further: readonly string[] = [],
  ): Promise<boolean> {
    const pending = mock.callbacks.deliveries().filter(({ state }) => state === "pending").length;
    await mock.close();
    // An attempt that the end cut off is no answer of the receiver's.
    this.#leave();
    const found = everyHabit();
    const unreported = found.filter((finding) => !this.summary.reported.has(nameOf(finding)));
    const isJson = this.style === "json";
    for (const finding of isJson ? unreported : joinAlike(unreported)) {
      const event: HabitEvent = { kind: "habit", ...finding };
      if (isJson) this.write(jsonLine(event));
      else if (this.style !== "quiet") this.write(this.#lines.of(event));
    }
    const sums = isJson
      ? []
      : [
          ...summaryLines(this.summary, mock, { pending, found, kept }),
          ...recordedLines(recorded()),
          ...further,
        ];
    for (const line of sums) this.write(line);
    return this.#out.end();
  }

  /** The text of an entry, put together when it is written. */
  #lineOf(entry: JournalEntry): (() => string) | undefined {
    const { style } = this;
    if (style === "json") return () => jsonLine(entry);
    if (style === "quiet" || !isTold(entry, style)) return undefined;
    return () => this.#lines.of(entry);
  }
}

function isTold(entry: JournalEntry, style: "pretty" | "refused"): boolean {
  switch (entry.kind) {
    case "habit":
      return true;
    case "request":
      return style === "pretty" || entry.status === 0 || entry.status >= 400;
    case "task":
      // The submit has its line.
      return style === "pretty" && entry.step !== "created";
    case "callback":
    case "clock":
    case "reset":
      return style === "pretty";
    case "settle":
    case "refund":
      return false;
  }
}

/** The JSON line in the place of those that nobody read. */
function leftOutJson(lines: number): string {
  return JSON.stringify({ time: new Date().toISOString(), kind: "left-out", lines });
}

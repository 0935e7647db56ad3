import { type PollEnd, TaskPoller } from "../../../adapters/live/task-poller.js";
import { type TaskAnswer, TaskQuery, type TaskQueryOptions } from "../../../adapters/live/task-query.js";
import { LiveDeliveries } from "../../../compose/live-deliveries.js";
import { callbackEvent } from "../../../engine/callback-deliveries.js";
import type { MovableClock } from "../../../ports/clock.js";
import type { Delivery } from "../../../ports/deliveries.js";
import { parseJson } from "../../../text/parse-json.js";
import { plural } from "../../../text/plural.js";
import { memberOf } from "../../../verify/answer.js";
import { withoutSecrets } from "../../reports/without-secrets.js";
import type { Colours } from "../../terminal/terminal.js";
import { LogLines } from "../serve/log-lines.js";

export interface ListenerOptions extends Omit<TaskQueryOptions, "clock"> {
  readonly clock: MovableClock;
  /** Where callbacks go. */
  readonly forwardTo: string;
  /** Writes a line of the log. */
  readonly write: (line: string) => void;
  readonly colours: Colours;
  readonly onBug: (error: unknown) => void;
}

/**
 * - `delivered`: the callback was answered with a 2xx
 * - `given-up`: all attempts of it failed
 * - `refused`: the service does not show the task
 * - `unfinished`: listening was ended before
 */
type Outcome = "delivered" | "given-up" | "refused" | "unfinished";

/** How many tasks ended which way. */
export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/** Polls tasks of a service and delivers their callbacks, with a line of log for each step. */
export class TaskListener {
  readonly #options: ListenerOptions;
  readonly #deliveries: LiveDeliveries;
  readonly #poller: TaskPoller;
  readonly #lines: LogLines;

  constructor(options: ListenerOptions) {
    this.#options = options;
    const { clock, forwardTo, onBug, colours } = options;
    const onAttempt = (delivery: Delivery) => this.#tellAttempt(delivery);
    this.#deliveries = new LiveDeliveries({ clock, forwardTo, retry: true, onAttempt, onBug });
    this.#lines = new LogLines(colours, (task) => this.#deliveries.callbacks.deliveries(task), "UTC");
    this.#poller = new TaskPoller(new TaskQuery(options), this.#deliveries.timeline);
  }

  /** The time that queries and attempts wait for. */
  get timeline() {
    return this.#deliveries.timeline;
  }

  /**
   * Polls tasks to their end and delivers their callbacks. Call it once.
   *
   * @param signal - ends it early
   */
  async listen(tasks: readonly string[], signal: AbortSignal): Promise<OutcomeCounts> {
    const counts = { delivered: 0, "given-up": 0, refused: 0, unfinished: 0 };
    const each = tasks.map(async (task) => {
      counts[await this.#follow(task, signal)]++;
    });
    await Promise.all(each).finally(() => this.#deliveries.close());
    return counts;
  }

  async #follow(task: string, signal: AbortSignal): Promise<Outcome> {
    const onAnswer = (answer: TaskAnswer, nextMs: number) => {
      this.#tell(`${task} ${answerText(answer)}, next query in ${Math.ceil(nextMs / 1000)} s`);
    };
    const end = await this.#poller.poll(task, { signal, onAnswer });
    if (end.kind === "stopped") return "unfinished";
    if (end.kind === "refused") {
      this.#tell(`${task} is not polled any more: ${end.why}${adviceFor(end)}`);
      return "refused";
    }
    this.#tell(`${task} ${end.status}`);
    const model = memberOf(parseJson(end.body), "model");
    const about = { task, model: typeof model === "string" ? model : "" };
    const delivery = await Promise.race([this.#deliveries.deliver(about, end.body), aborted(signal)]);
    return delivery?.state === "delivered" || delivery?.state === "given-up" ? delivery.state : "unfinished";
  }

  #tellAttempt(delivery: Delivery): void {
    const at = this.timeline.now();
    const event = callbackEvent(delivery, at);
    if (event !== undefined) this.#write(this.#lines.of(event));
  }

  #tell(sentence: string): void {
    this.#write(this.#lines.note(this.timeline.now(), sentence));
  }

  #write(line: string): void {
    this.#options.write(withoutSecrets(line, [this.#options.key]));
  }
}

function answerText(answer: TaskAnswer): string {
  if (answer.kind !== "shown") return `could not be queried: ${answer.why}`;
  return `${answer.status}${answer.progress === undefined ? "" : ` ${answer.progress} %`}`;
}

/** What to change about a refusal, as the end of a sentence. */
function adviceFor({ httpStatus = 0 }: Extract<PollEnd, { kind: "refused" }>): string {
  if (httpStatus === 401 || httpStatus === 403)
    return "; give the key that submitted the task, with --key or EVOLINK_API_KEY";
  if (httpStatus === 404) return "; check its id, and that --upstream is where it was submitted";
  if (httpStatus >= 300 && httpStatus < 400)
    return "; redirects are not followed: give the address that it leads to as --upstream";
  return "";
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
}

/** The sums of a run. */
export function summaryLine(counts: OutcomeCounts): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const { delivered, refused, unfinished } = counts;
  const others = [
    [counts["given-up"], "given up"],
    [refused, "refused by the service"],
    [unfinished, "unfinished"],
  ] as const;
  const shown = others.flatMap(([count, what]) => (count === 0 ? [] : [`, ${count} ${what}`]));
  return `wan-mock listened to ${plural(total, "task")}: ${delivered} delivered${shown.join("")}`;
}

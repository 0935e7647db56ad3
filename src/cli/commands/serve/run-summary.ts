import { isAbsolute, relative } from "node:path";
import type { Mock } from "../../../compose/mock.js";
import type { RecordedRun } from "../../../compose/open-recordings.js";
import type { HabitFinding } from "../../../insight/habits/habit-finding.js";
import type { StatePlace } from "../../../options/read-state.js";
import type { JournalEntry } from "../../../ports/journal.js";
import { isPriced, toCredits, toUsd } from "../../../simulation/pricing.js";
import { plural } from "../../../text/plural.js";
import { nameOf } from "../habits/habits-report.js";

/** Running totals of a mock, as data. */
export interface Sums {
  readonly requests: number;
  readonly tasks: number;
  readonly refused: number;
  readonly reserved: number;
  /** A service answered. */
  readonly isLive: boolean;
  /** Models of the tasks. */
  readonly models: ReadonlySet<string>;
  /** Habits that have been told. */
  readonly reported: ReadonlySet<string>;
}

/**
 * Running totals of a mock.
 *
 * @param before - what was counted already
 */
export function summaryOf(before?: Sums) {
  const { requests = 0, tasks = 0, refused = 0, reserved = 0, isLive = false } = before ?? {};
  return {
    ...{ requests, tasks, refused, reserved, isLive },
    models: new Set(before?.models),
    reported: new Set(before?.reported),
    count(entry: JournalEntry): void {
      if (entry.kind === "habit") this.reported.add(nameOf(entry));
      if (entry.kind !== "request") return;
      this.requests++;
      this.isLive ||= entry.live === true;
      if (entry.status >= 400) this.refused++;
      if (entry.reserved !== undefined) {
        this.tasks++;
        if (entry.model !== undefined) this.models.add(entry.model);
        this.reserved += entry.reserved;
      }
    },
  };
}

/** The totals as they are now. */
export function sumsOf(summary: Sums): Sums {
  const { requests, tasks, refused, reserved, isLive, models, reported } = summary;
  return { requests, tasks, refused, reserved, isLive, models, reported };
}

/** What becomes of callback deliveries that are still to be sent. */
const pendingFate: Readonly<Record<StatePlace["kind"], string>> = {
  memory: "will not be sent",
  folder: "will be sent after the next start",
  redis: "will be sent by another mock on the store, or by the next one that starts",
};

/** Disagreements that a summary lists. */
const MOST_DISAGREEMENTS = 10;

/** What was recorded, and what its answers and the contract disagree about. */
export function recordedLines(run: RecordedRun | undefined): string[] {
  if (run === undefined) return [];
  const { folders, recordings, unfinished, disagreements } = run;
  const rest = unfinished === 0 ? "" : `, ${unfinished} of them unfinished`;
  const listed = [...new Set(disagreements)];
  const more = listed.length - MOST_DISAGREEMENTS;
  return [
    `  ${plural(recordings, "recording")} in ${folders.map(shownFolder).join(", ")}${rest}`,
    ...(listed.length === 0 ? [] : ["  answers and contract disagree:"]),
    ...listed.slice(0, MOST_DISAGREEMENTS).map((sentence) => `    ${sentence}`),
    ...(more > 0 ? [`    and ${more} more`] : []),
  ];
}

/** Short where it lies below the working folder. */
function shownFolder(path: string): string {
  const short = relative(process.cwd(), path);
  return short === "" || short.startsWith("..") || isAbsolute(short) ? path : short;
}

/**
 * The sums of a run.
 *
 * @param end.pending - callback deliveries that are not sent any more
 * @param end.found - all that clients showed of habits
 * @param end.kept - where the state is kept
 */
export function summaryLines(
  summary: ReturnType<typeof summaryOf>,
  mock: Mock,
  {
    pending,
    found,
    kept = "memory",
  }: {
    readonly pending: number;
    readonly found: readonly HabitFinding[];
    readonly kept?: StatePlace["kind"];
  },
): string[] {
  const habits = [...new Set(found.map(({ habit }) => habit))];
  const credits = toCredits(summary.reserved);
  const unlisted = [...summary.models].filter((model) => !isPriced(mock.priceList, model));
  const usd = toUsd(mock.priceList, summary.reserved);
  return [
    `wan-mock stopped: ${plural(summary.tasks, "task")}, ${summary.refused} of ${plural(summary.requests, "request")} refused`,
    `  the ${summary.isLive ? "service" : "paid service would have"} reserved ${credits.toFixed(2)} credits (${usd.toFixed(2)} USD, price list ${mock.priceList.name})`,
    ...(unlisted.length === 0 ? [] : [`  not on the price list, so not counted: ${unlisted.join(", ")}`]),
    ...(habits.length === 0
      ? []
      : [`  ${plural(habits.length, "bad habit")} of the client: ${habits.join(", ")}`]),
    ...(pending === 0
      ? []
      : [
          `  ${plural(pending, "callback delivery", "callback deliveries")} still pending: ${pendingFate[kept]}`,
        ]),
  ];
}

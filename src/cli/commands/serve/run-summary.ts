import { isAbsolute, relative } from "node:path";
import type { Mock } from "../../../compose/mock.js";
import type { RecordedRun } from "../../../compose/open-recordings.js";
import type { HabitFinding } from "../../../insight/habits/habit-finding.js";
import type { JournalEntry } from "../../../ports/journal.js";
import { isPriced, toCredits, toUsd } from "../../../simulation/pricing.js";
import { plural } from "../../../text/plural.js";
import { nameOf } from "../habits/habits-report.js";

/** Running totals of a mock. */
export function summaryOf() {
  return {
    requests: 0,
    tasks: 0,
    refused: 0,
    reserved: 0,
    /** A service answered. */
    isLive: false,
    /** Models of the tasks. */
    models: new Set<string>(),
    /** Habits that have been told. */
    reported: new Set<string>(),
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
    `  the ${summary.isLive ? "service" : "paid service would have"} reserved ${credits.toFixed(2)} credits (${usd.toFixed(2)} USD, price list ${mock.priceList.name})`,
    ...(unlisted.length === 0 ? [] : [`  not on the price list, so not counted: ${unlisted.join(", ")}`]),
    ...(habits.length === 0
      ? []
      : [`  ${plural(habits.length, "bad habit")} of the client: ${habits.join(", ")}`]),
    ...(pending === 0
      ? []
      : [
          `  ${plural(pending, "callback delivery", "callback deliveries")} still pending: they will not be sent`,
        ]),
  ];
}

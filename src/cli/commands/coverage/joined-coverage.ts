import type { Coverage, CoverageChange } from "../../../insight/coverage/coverage.js";
import type { HabitFinding } from "../../../insight/habits/habit-finding.js";
import { plural } from "../../../text/plural.js";

/** Everything that is told of a coverage, in whatever format. */
export interface JoinedCoverage {
  readonly coverage: Coverage;
  /** Paths and URLs that it was joined from. */
  readonly sources: readonly string[];
  /** Odd things about the sources, as sentences. */
  readonly notes: readonly string[];
  readonly habits: readonly HabitFinding[];
  readonly minimum?: { readonly percent: number; readonly reached: boolean };
  readonly change?: CoverageChange & { readonly file: string };
}

/** How it ended, in one line. */
export function summaryOf({ coverage, sources }: JoinedCoverage): string {
  const { percent, covered, total } = coverage;
  return `contract coverage ${percent.toFixed(1)} %: ${covered} of ${total} items, from ${plural(sources.length, "source")}`;
}

/** Whether the minimum was reached, in words. */
export function minimumSentence({ coverage, minimum }: JoinedCoverage): string {
  if (minimum === undefined) return "";
  const { percent, covered, total } = coverage;
  const says = `at least ${minimum.percent} % are wanted`;
  if (minimum.reached) return `${says}: reached with ${percent.toFixed(1)} %`;
  const more = Math.ceil((minimum.percent * total) / 100) - covered;
  return `${says}, and ${percent.toFixed(1)} % are covered: exercise ${plural(more, "more item")}`;
}

/** The change since an earlier coverage, in words. */
export function changeSentence({ coverage, change }: JoinedCoverage): string {
  if (change === undefined) return "";
  const { before, lost, won, gone, file } = change;
  const was = `${before.percent.toFixed(1)} % in ${file}, ${coverage.percent.toFixed(1)} % now`;
  const left = gone.length === 0 ? "" : `, ${gone.length} no longer there`;
  return `${was}: ${lost.length} lost, ${won.length} won${left}`;
}

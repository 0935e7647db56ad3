import { appendFileSync, statSync } from "node:fs";
import { type Terminal, tell } from "../terminal/terminal.js";
import { jobSummary } from "./job-summary.js";
import type { Report } from "./report.js";

/** Bytes that GitHub takes of a step: 1 MiB, of which a little is left for others. */
const MOST_BYTES = 1_000_000;

/** Adds the report to the summary of a GitHub job, where there is one. What hinders that is a warning: no job fails by it. */
export function writeJobSummary(report: Report, terminal: Pick<Terminal, "env" | "stderr">): void {
  const warn = (sentence: string) => tell(terminal, `warning: ${sentence}`);
  const file = terminal.env["GITHUB_STEP_SUMMARY"] ?? "";
  if (file === "") return;
  try {
    const written = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    const summary = jobSummary(report, MOST_BYTES - written);
    if (summary === undefined) warn("the summary of this step is full: nothing was added");
    else appendFileSync(file, summary);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown";
    warn(`GITHUB_STEP_SUMMARY names ${file}, which cannot be written (${code})`);
  }
}

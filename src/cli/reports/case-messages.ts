import type { Report, ReportCase, ReportMessage } from "./report.js";

/** The messages of a case. One that failed has at least one: readers of reports show the first error. */
export function caseMessages(
  { tool }: Report,
  { name, outcome, messages }: ReportCase,
): readonly ReportMessage[] {
  if (outcome !== "failed" || messages.some(({ level }) => level === "error")) return messages;
  return [{ level: "error", rule: tool, text: `${name} failed` }, ...messages];
}

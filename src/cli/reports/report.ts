/** How bad a message is: only an `error` fails a case. */
export type ReportLevel = "error" | "warning" | "note";

/** Where a message belongs in a file of the user's. */
export interface ReportPlace {
  /** Path as the user named it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column?: number;
}

export interface ReportMessage {
  readonly level: ReportLevel;
  /** Id of the rule, case or habit that speaks. */
  readonly rule: string;
  /** One sentence: what, with its value, and what to change. */
  readonly text: string;
  readonly place?: ReportPlace;
  /** JSON pointer into the body or document it is about. */
  readonly pointer?: string;
}

/** One thing that was looked at: a test case, so to speak. */
export interface ReportCase {
  readonly name: string;
  readonly outcome: "passed" | "failed" | "skipped";
  /** The findings; for a skipped case the reason. */
  readonly messages: readonly ReportMessage[];
  /** Real seconds, where they were measured. */
  readonly seconds?: number;
}

/** Cases that belong together: a file, a group of the suite, a section of the coverage. */
export interface ReportGroup {
  readonly name: string;
  readonly cases: readonly ReportCase[];
}

/** A rule that messages speak of, told once. */
export interface ReportRule {
  readonly id: string;
  /** One sentence: what it asks for or reports. */
  readonly summary: string;
  /** How bad a finding of it is unless somebody set it otherwise. */
  readonly level: ReportLevel;
  /** Where it is stated, or what else helps; the summary again where this is missing. */
  readonly help?: string;
}

/** The findings of a command, in the shape that every machine-readable format is made from. */
export interface Report {
  /** The command: `lint`, `verify`, `coverage`, `habits`, `drift`. */
  readonly tool: string;
  /** One line that says how it ended. */
  readonly summary: string;
  readonly groups: readonly ReportGroup[];
  /** The rules that the command goes by, for `sarif`; ids of messages that are missing here are added to them. */
  readonly rules?: readonly ReportRule[];
  /** Further Markdown for the summary of a job, such as a table. */
  readonly markdown?: string;
}

/** The messages of a case. One that failed has at least one: readers of reports show the first error. */
export function caseMessages(
  { tool }: Report,
  { name, outcome, messages }: ReportCase,
): readonly ReportMessage[] {
  if (outcome !== "failed" || messages.some(({ level }) => level === "error")) return messages;
  return [{ level: "error", rule: tool, text: `${name} failed` }, ...messages];
}

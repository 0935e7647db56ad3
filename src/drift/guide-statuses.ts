import type { Difference } from "./drift-finding.js";

/** Statuses of a task, as the bundled document of the query lists them. */
const statuses = ["pending", "processing", "completed", "failed"];

/** A row of a table, without bars. */
interface Row {
  readonly text: string;
  readonly line: number;
}

/** Compares the guide's table of a task's statuses; a guide without one is not looked at. */
export function compareStatuses(rows: readonly Row[]): (Difference & { readonly line: number })[] {
  const listed = tableOf(rows);
  const added = listed.filter(({ status }) => !statuses.includes(status));
  const [first] = listed;
  const removed = statuses.filter((status) => listed.every((row) => row.status !== status));
  if (first === undefined || (added.length === 0 && removed.length === 0)) return [];
  return [
    {
      severity: "critical",
      change: "enum",
      part: "answer",
      parameter: "200 status",
      ours: statuses,
      published: listed.map(({ status }) => status),
      meaning:
        added.length > 0
          ? "a client meets values there that the mock never sends"
          : "a client waits here for values that the service no longer sends",
      line: (added[0] ?? first).line,
    },
  ];
}

/** The rows without a break in between that begin with a status, of which at least three are known: a table of callbacks has fewer. */
function tableOf(rows: readonly Row[]): { status: string; line: number }[] {
  let table: { status: string; line: number }[] = [];
  for (const { text, line } of [...rows, { text: "end of the guide", line: 0 }]) {
    const [, status] = /^([a-z]+(?:_[a-z]+)*)(?=[A-Z])/.exec(text) ?? [];
    if (status !== undefined) table.push({ status, line });
    else if (table.filter((row) => statuses.includes(row.status)).length > 2) return table;
    // Blank lines may stand between rows.
    else if (text !== "") table = [];
  }
  return [];
}

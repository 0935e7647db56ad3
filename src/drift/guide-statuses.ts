import { type Difference, difference } from "./difference.js";
import { leadOf, type PageRow } from "./table-rows.js";

/** Statuses of a task, as the bundled document of the query lists them. */
const statuses = ["pending", "processing", "completed", "failed"];

/** Compares a page's table of a task's statuses; `undefined` for a page without one. */
export function compareStatuses(rows: readonly PageRow[]): Difference[] | undefined {
  const listed = tableOf(rows);
  const added = listed.filter(({ status }) => !statuses.includes(status));
  const [first] = listed;
  const removed = statuses.filter((status) => listed.every((row) => row.status !== status));
  if (first === undefined) return undefined;
  if (added.length === 0 && removed.length === 0) return [];
  const published = listed.map(({ status }) => status);
  const line = (added[0] ?? first).line;
  const narrower = { meaning: "a client waits here for values that the service no longer sends" };
  return [
    difference("enum", "200 status", {
      ours: statuses,
      published,
      line,
      ...(added.length > 0 ? {} : narrower),
    }),
  ];
}

/** The rows without a break in between that begin with a status, of which at least three are known: a table of callbacks has fewer. */
function tableOf(rows: readonly PageRow[]): { status: string; line: number }[] {
  let table: { status: string; line: number }[] = [];
  for (const row of [...rows, { text: "end of the page", cells: ["end of the page"], line: 0 }]) {
    const { text, line } = row;
    const status = leadOf(row);
    if (status !== undefined) table.push({ status, line });
    // Blank lines may stand between rows.
    else if (text === "") continue;
    else if (table.filter((row) => statuses.includes(row.status)).length > 2) return table;
    else table = [];
  }
  return [];
}

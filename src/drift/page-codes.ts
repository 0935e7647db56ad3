import { type CatalogueEntry, errorCatalogue } from "../contract/error-catalogue.js";
import { taskFailures } from "../contract/task-failures.js";
import { addedStatus, type Difference, difference } from "./drift-finding.js";
import type { JsonExample } from "./json-examples.js";
import { leadOf, type PageRow } from "./table-rows.js";

/** A row that states with which code an HTTP status comes. */
interface StatedError {
  readonly status: number;
  /** Absent where the table gives the status in words alone. */
  readonly code: string | undefined;
  readonly line: number;
}

/** Statuses that every table of the vendor lists: one that lacks some of them has dropped it. */
const LISTED = [400, 401, 402, 403, 429, 500];

/**
 * Compares a table of HTTP errors; `undefined` for a page without one.
 *
 * @param known - the errors that the operations of the page may answer with
 */
export function errorRows(
  rows: readonly PageRow[],
  known: readonly CatalogueEntry[],
): Difference[] | undefined {
  const stated = rows.flatMap(statedError);
  const [first] = stated;
  if (first === undefined) return undefined;
  const found = stated.flatMap((error) => differencesOf(error, known));
  const removed = missingOf(stated);
  if (!isTable(removed)) return found;
  return [
    ...found,
    ...removed.map((status) => difference("status-removed", status, { ours: status, line: first.line })),
  ];
}

/** Whether a text is about the errors of this vendor: its table has most statuses, and its codes or the vendor's name. */
export function listsErrors(
  text: string,
  rows: readonly PageRow[],
  known: readonly CatalogueEntry[],
): boolean {
  const stated = rows.flatMap(statedError);
  const own = stated.filter(({ code }) => known.some((entry) => entry.code === code));
  return isTable(missingOf(stated)) && (own.length > 1 || /evolink/i.test(text));
}

function missingOf(stated: readonly StatedError[]): string[] {
  return LISTED.filter((listed) => stated.every(({ status }) => status !== listed)).map(String);
}

/** A few statuses by the way are no table of them. */
function isTable(missing: readonly string[]): boolean {
  return LISTED.length - missing.length > 3;
}

function statedError({ text, cells, line }: PageRow): StatedError[] {
  const [first = "", second = ""] = cells;
  const [, status, code] =
    cells.length > 1
      ? ["", /^[45]\d\d\b/.exec(first)?.[0], /^[a-z]+(?:_[a-z]+)*$/.exec(second)?.[0]]
      : (/^([45]\d\d)\s?([a-z]+(?:_[a-z]+)+|[a-z]{4,})?(?=\s?[\p{Lu}\p{Lo}])/u.exec(text) ?? []);
  return status === undefined ? [] : [{ status: Number(status), code, line }];
}

function differencesOf({ status, code, line }: StatedError, known: readonly CatalogueEntry[]): Difference[] {
  const codes: string[] = known.filter((entry) => entry.status === status).map((entry) => entry.code);
  if (code === undefined ? codes.length > 0 : codes.includes(code)) return [];
  const [ours] = codes;
  const published = code ?? String(status);
  if (ours === undefined && code === undefined) return [addedStatus(published, { line })];
  const parameter = `${status} error.code`;
  return ours === undefined
    ? [{ ...addedStatus(String(status), { published, line }), parameter }]
    : [difference("error-code", parameter, { ours, published, line })];
}

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
  const { line } = added[0] ?? first;
  const sides = { ours: statuses, published: listed.map(({ status }) => status), line };
  const narrower = { meaning: "a client waits here for values that the service no longer sends" };
  return [difference("enum", "200 status", { ...sides, ...(added.length > 0 ? {} : narrower) })];
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

/** Failures that pass when the same request is sent again, as the page of error codes advises; the others do not. */
const PASSING = new Set([
  "service_error",
  "generation_timeout",
  "resource_exhausted",
  "quota_exceeded",
  "service_unavailable",
]);
/** The advice is to send it again with another prompt, or as it is. */
const EITHER = new Set(["generation_failed_no_content", "request_cancelled"]);

const known = new Set<string>([
  ...Object.keys(taskFailures),
  ...Object.values(errorCatalogue).flatMap((errors) => Object.values(errors).map(({ code }) => code)),
]);
const CODE = /^[a-z]+(?:_[a-z]+)+$/;
/** As many known codes as make a page the list of them. */
const LIST = 6;

/** Compares the codes with which tasks fail; `undefined` for a page that lists none. */
export function compareFailures(
  rows: readonly PageRow[],
  examples: readonly JsonExample[],
): Difference[] | undefined {
  const stated = new Map([...codesInExamples(examples), ...codesInLines(rows), ...codesInTables(rows)]);
  const listed = Object.keys(taskFailures).filter((code) => stated.has(code));
  if (listed.length < 2) return undefined;
  const found = [...stated]
    .filter(([code]) => !known.has(code))
    .map(([code, line]) => difference("failure-added", "200 error.code", { published: code, line }));
  return [...found, ...removedCodes(rows, listed), ...adviceDifferences(rows)];
}

function removedCodes(rows: readonly PageRow[], listed: readonly string[]): Difference[] {
  if (listed.length < LIST) return [];
  const words = new Set(
    rows.flatMap(({ text, cells }) => [...(text.match(/[a-z]+(?:_[a-z]+)+/g) ?? []), ...cells]),
  );
  return Object.keys(taskFailures)
    .filter((code) => !words.has(code))
    .map((code) => difference("failure-removed", "200 error.code", { ours: code }));
}

/** Codes that begin the rows of a table, where others of it are known. */
function codesInTables(rows: readonly PageRow[]): [code: string, line: number][] {
  const tables: [string, number][][] = [];
  let last = -1;
  for (const row of rows) {
    const lead = leadOf(row);
    if (lead === undefined || !CODE.test(lead)) continue;
    if (row.line > last + 2) tables.push([]);
    tables.at(-1)?.push([lead, row.line]);
    last = row.line;
  }
  return tables
    .filter((table) => table.filter(([code]) => known.has(code)).length * 2 >= table.length)
    .flat();
}

/** Codes on lines of their own, as headings are, and in lines that list several. */
function codesInLines(rows: readonly PageRow[]): [code: string, line: number][] {
  const alone = rows.flatMap(({ text, cells, line }, index): [string, number][] => {
    const [, code] = /^(?:#{1,6}\s+)?([a-z]+(?:_[a-z]+)+)$/.exec(text) ?? [];
    const next = rows.slice(index + 1, index + 3).find((row) => row.text !== "")?.text ?? "";
    const isField = /^(?:string|number|integer|boolean|object|enum|array)\b/.test(next);
    return code === undefined || cells.length > 1 || isField ? [] : [[code, line]];
  });
  const lists = rows.flatMap(({ text, cells, line }): [string, number][] => {
    const codes =
      text.match(/(?<![\w.])[a-z]+(?:_[a-z]+)+(?=\s*(?:$|\.(?:\s|$)|["',;)\]\u3001\uff0c]|and\b|or\b))/g) ??
      [];
    const isList = cells.length === 1 && codes.filter((code) => known.has(code)).length > 1;
    return isList ? codes.map((code) => [code, line]) : [];
  });
  const isCodes = alone.filter(([code]) => known.has(code)).length > 1;
  return [...(isCodes ? alone : []), ...lists];
}

/** The codes of failed tasks that a page shows. */
function codesInExamples(examples: readonly JsonExample[]): [code: string, line: number][] {
  return examples.flatMap(({ value, line }): [string, number][] => {
    const error = value["error"] as { code?: unknown } | null | undefined;
    const code = value["status"] === "failed" ? error?.code : undefined;
    return typeof code === "string" ? [[code, line]] : [];
  });
}

const NEVER = /\b(?:do not|don't|never|cannot be|must not be) retr|\bnot? (?:safe to )?retr|non-?retr/i;
const AGAIN = /\b(?:retry|try again) (?:later|after|in)\b|\bauto-?recover|\bsafe to retry|\bwait\b.*\bretry/i;

/** Differences in the advice about a failure, where the page gives it in English. */
function adviceDifferences(rows: readonly PageRow[]): Difference[] {
  return rows.flatMap((row): Difference[] => {
    const code = leadOf(row) ?? "";
    if (!Object.hasOwn(taskFailures, code) || EITHER.has(code)) return [];
    const cells = row.cells.slice(1).map((cell) => cell.toLowerCase());
    // Where bars are lost, one cell ends and the next begins with a capital.
    const text = row.text.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, " ");
    const passes = AGAIN.test(text) || cells.includes("yes");
    const stays = NEVER.test(text) || cells.includes("no");
    const changes = /\b(?:fix|then|change|different|resize)\b/i.test(text);
    const [isOther, ours, published] = PASSING.has(code)
      ? [stays, "retry later", "do not retry"]
      : [passes && !stays && !changes, "not without a change", "retry later"];
    const sides = { ours: `${code}: ${ours}`, published: `${code}: ${published}`, line: row.line };
    return isOther ? [difference("retry-advice", "200 error.code", sides)] : [];
  });
}

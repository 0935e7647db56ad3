import type { CatalogueEntry } from "../contract/error-catalogue.js";
import { addedStatus, type Difference, difference } from "./difference.js";
import type { PageRow } from "./table-rows.js";

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
  const present = new Set(stated.map(({ status }) => status));
  // A few statuses by the way are no table of them.
  if (LISTED.filter((status) => present.has(status)).length < 4) return found;
  const removed = LISTED.filter((status) => !present.has(status)).map(String);
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
  const present = new Set(stated.map(({ status }) => status));
  const own = stated.filter(({ code }) => known.some((entry) => entry.code === code));
  return (
    LISTED.filter((status) => present.has(status)).length > 3 && (own.length > 1 || /evolink/i.test(text))
  );
}

function statedError({ text, cells, line }: PageRow): StatedError[] {
  const [first = "", second = ""] = cells;
  if (cells.length > 1) {
    const [, status] = /^([45]\d\d)\b/.exec(first) ?? [];
    const [code] = /^[a-z]+(?:_[a-z]+)*$/.exec(second) ?? [];
    return status === undefined ? [] : [{ status: Number(status), code, line }];
  }
  const [, status, code] =
    /^([45]\d\d)\s?([a-z]+(?:_[a-z]+)+|[a-z]{4,})?(?=\s?[\p{Lu}\p{Lo}])/u.exec(text) ?? [];
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

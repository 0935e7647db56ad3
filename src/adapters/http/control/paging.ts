import { invalidRequest } from "./control-error.js";

/** Items of a page, and the most that may be asked for. */
const PAGE = { standard: 100, most: 1000 };

/** A page of a list; `next` is what the following page is asked for with, `null` on the last one. */
export interface Page {
  readonly items: readonly unknown[];
  readonly next: string | number | null;
}

/** A list that is always whole. */
export function wholeList(items: readonly unknown[]): Page {
  return { items, next: null };
}

/**
 * `limit` of a query: items of a page, 100 by default.
 *
 * @throws {ControlError} for what is no whole number from 1 to 1000
 */
export function limitOf(query: URLSearchParams): number {
  const text = query.get("limit");
  if (text === null) return PAGE.standard;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= PAGE.most) return limit;
  throw invalidRequest(`limit is a whole number from 1 to ${PAGE.most}`);
}

/**
 * The newest items of a list, newest first; `next` is the `before` of the following page.
 *
 * @throws {ControlError} for a `limit` or `before` that is none
 */
export function newestFirst<Item>(
  items: readonly Item[],
  query: URLSearchParams,
  numberOf: (item: Item) => number,
  show: (item: Item) => unknown,
): Page {
  const before = query.has("before") ? Number(query.get("before")) : Number.POSITIVE_INFINITY;
  if (Number.isNaN(before)) throw invalidRequest("before is the number that next told");
  const older = items.filter((item) => numberOf(item) < before);
  const limit = limitOf(query);
  const page = older.slice(-limit).reverse();
  const last = page.at(-1);
  return { items: page.map(show), next: older.length > limit && last !== undefined ? numberOf(last) : null };
}

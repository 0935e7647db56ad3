import { type Filter } from "./read-query.js";

/** Items of a page, and the most that may be asked for. */
const PAGE = { standard: 100, most: 1000 };

/** A page of a list; `next` is what the following page is asked for with, `null` on the last one. */
export interface Page {
  readonly items: readonly unknown[];
  readonly next: string | number | null;
}

/** `limit`: items of a page. */
export const limitFilter: Filter = {
  accepts: (text) => /^[1-9]\d{0,3}$/.test(text) && Number(text) <= PAGE.most,
  says: `is a whole number from 1 to ${PAGE.most}`,
};

/** `before`: items with a smaller number. */
export const beforeFilter: Filter = {
  accepts: (text) => /^\d{1,15}$/.test(text),
  says: "is the number that next told",
};

/** Items of the page that `limit` asks for; 100 without one. */
export function sizeOf(limit: string | undefined): number {
  return limit === undefined ? PAGE.standard : Number(limit);
}

/** A list that is always whole. */
export function wholeList(items: readonly unknown[]): Page {
  return { items, next: null };
}

/**
 * The newest items of a list, newest first; `next` is the `before` of the following page.
 *
 * @param page - `limit` and `before` as their filters accept them
 */
export function newestFirst<Item>(
  items: readonly Item[],
  page: { readonly limit?: string; readonly before?: string },
  numberOf: (item: Item) => number,
  show: (item: Item) => unknown,
): Page {
  const before = page.before === undefined ? Number.POSITIVE_INFINITY : Number(page.before);
  const older = items.filter((item) => numberOf(item) < before);
  const limit = sizeOf(page.limit);
  const shown = older.slice(-limit).reverse();
  const last = shown.at(-1);
  return { items: shown.map(show), next: older.length > limit && last !== undefined ? numberOf(last) : null };
}

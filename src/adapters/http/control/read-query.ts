import { closeNames } from "../../../errors/close-names.js";
import { quoteForMessage } from "../../../errors/quote-for-message.js";
import { bytesOf } from "../../../text/bytes-of.js";
import { invalidRequest } from "./control-error.js";

/** The values of a query parameter; any other is refused. */
export interface Filter {
  readonly accepts: (text: string) => boolean;
  /** The sentence for everything else, after the filter's name. */
  readonly says: string;
}

/**
 * Reads the parameters of a query; absent ones are absent.
 *
 * @param filters - the parameters that the route takes, each with what it may say, or `undefined` for any text
 * @throws {ControlError} for a parameter that is unknown, given twice or says what it cannot
 */
export function readQuery<Name extends string>(
  query: URLSearchParams,
  filters: Readonly<Record<Name, Filter | undefined>>,
): Readonly<Partial<Record<Name, string>>> {
  const read: Partial<Record<string, string>> = {};
  const known = Object.keys(filters);
  for (const [name, text] of query) {
    if (!Object.hasOwn(filters, name)) throw invalidRequest(unknownParameter(name, known));
    if (read[name] !== undefined) throw invalidRequest(`${name} is given twice: give it once`);
    const filter = filters[name as Name];
    if (filter !== undefined && !filter.accepts(text)) throw invalidRequest(`${name} ${filter.says}`);
    read[name] = text;
  }
  return read as Partial<Record<Name, string>>;
}

/** A filter that is one of some words. */
export function oneOf(words: readonly string[]): Filter {
  return { accepts: (text) => words.includes(text), says: `is one of ${words.join(", ")}` };
}

function unknownParameter(name: string, known: readonly string[]): string {
  if (known.length === 0)
    return `there is no query parameter ${quoteForMessage(name)} here: leave it out, this path takes none`;
  const near = closeNames(name, known);
  const advice = near.length > 0 ? `did you mean ${near.join(" or ")}?` : `known are ${known.join(", ")}`;
  return `there is no query parameter ${quoteForMessage(name)} here: ${advice}`;
}

/** Items of a page, and the most that may be asked for. */
const PAGE = { standard: 100, most: 1000 };

/** Bytes that the items of a page take, about; a page ends early where the next would be too much. */
const MOST_PAGE_BYTES = 8_000_000;

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
 * As many of some items as a page has room for, shown; one at least.
 *
 * @param markOf - what the following page is asked for with, behind an item
 * @param hasMore - whether further items follow these
 */
export function pageOf<Item>(
  items: readonly Item[],
  show: (item: Item) => unknown,
  markOf: (item: Item) => string | number,
  hasMore: boolean,
): Page {
  const shown: unknown[] = [];
  let left = MOST_PAGE_BYTES;
  for (const item of items) {
    const view = show(item);
    left -= bytesOf(view, left);
    if (left < 0 && shown.length > 0) break;
    shown.push(view);
  }
  const last = items[shown.length - 1];
  const isLastPage = shown.length === items.length && !hasMore;
  return { items: shown, next: isLastPage || last === undefined ? null : markOf(last) };
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
  const newest = older.slice(-sizeOf(page.limit)).reverse();
  return pageOf(newest, show, numberOf, older.length > newest.length);
}

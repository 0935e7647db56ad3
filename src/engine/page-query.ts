import { quoteForMessage } from "../errors/quote-for-message.js";

/** A page of a list that a query asks for. */
export interface AskedPage {
  /** Number of the page, from 1. */
  readonly page: number;
  /** Entries of a page. */
  readonly size: number;
  /** Entries in front of it. */
  readonly start: number;
}

/** Entries of a page when nothing is asked for. */
const STANDARD = 20;

/** Number of the last page that is looked for: far more than any list has. */
const LAST = 1_000_000;

/**
 * Reads which page a query asks for.
 *
 * @param of.size - the parameter of the entries of a page
 * @param of.most - the most of them
 */
export function pageIn(
  query: URLSearchParams,
  of: { readonly size: string; readonly most: number },
): AskedPage | { readonly problem: string; readonly param: string } {
  const page = wholeIn(query, "page", LAST, 1);
  const size = wholeIn(query, of.size, of.most, STANDARD);
  if (typeof page !== "number") return page;
  return typeof size === "number" ? { page, size, start: (page - 1) * size } : size;
}

function wholeIn(
  query: URLSearchParams,
  param: string,
  most: number,
  standard: number,
): number | { problem: string; param: string } {
  const given = query.get(param);
  if (given === null) return standard;
  const number = /^\d{1,9}$/.test(given) ? Number(given) : 0;
  if (number >= 1 && number <= most) return number;
  return {
    problem: `${param} must be a whole number from 1 to ${most}, got ${quoteForMessage(given)}`,
    param,
  };
}

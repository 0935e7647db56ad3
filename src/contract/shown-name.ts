import { quoteForMessage } from "../errors/quote-for-message.js";
import { longest } from "../text/cut-text.js";

const PLAIN = /^[\p{L}\p{N}_.:[\]-]+$/u;

/** A name that the body chose, fit for a sentence: as it is when short and plain, else cut and quoted. */
export function shownName(name: string): string {
  return name.length <= longest.name && PLAIN.test(name) ? name : quoteForMessage(name);
}

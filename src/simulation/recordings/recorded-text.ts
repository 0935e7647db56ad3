import { KeyMask } from "../../contract/key-mask.js";

/** An address with user and password, a query string or a fragment, each of which may grant access. */
const ADDRESS = /(\b[a-z][a-z0-9+.-]{0,20}:\/\/)([^\s/?#]*@)?([^\s?#]*)(\?[^\s#]*)?(#\S*)?/gi;

/** Takes the place of a query string. */
const REMOVED = "?removed";

/**
 * A text as recordings keep it: without API keys, and without what may grant access in addresses, which is user and
 * password, query string and fragment. A recorded text stays as it is.
 */
export function recordedText(text: string, mask: KeyMask = withoutKey): string {
  const hidden = mask.text(text);
  if (!hidden.includes("://")) return hidden;
  return hidden.replaceAll(
    ADDRESS,
    (_, scheme: string, _user: string | undefined, rest: string, query: string | undefined) =>
      scheme + rest + (query === undefined ? "" : REMOVED),
  );
}

/** Knows the vendor's form of keys alone. */
const withoutKey = new KeyMask(undefined);

/** A JSON value with each of its texts and names as recordings keep them. */
export function recordedValue(value: unknown, mask: KeyMask = withoutKey): unknown {
  if (typeof value === "string") return recordedText(value, mask);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => recordedValue(item, mask));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [recordedText(name, mask), recordedValue(item, mask)]),
  );
}

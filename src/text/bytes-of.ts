/** Texts up to this length count a byte a character: what is off by that little does not matter. */
const SHORT = 256;

/**
 * About how many bytes a JSON value takes in memory, as V8 lays it out. A text of `{},` repeated takes twenty times its
 * length, so the length of the JSON text says little.
 *
 * @param most - counting ends above it
 */
export function bytesOf(value: unknown, most: number = Number.POSITIVE_INFINITY): number {
  if (typeof value === "string") return bytesOfText(value);
  if (typeof value !== "object" || value === null) return 8;
  let bytes = 0;
  if (Array.isArray(value)) {
    bytes = 32 + 8 * value.length;
    for (let place = 0; place < value.length && bytes <= most; place++)
      bytes += bytesOf(value[place], most - bytes);
    return bytes;
  }
  bytes = 56;
  for (const key in value) {
    if (bytes > most) break;
    bytes += 32 + key.length + bytesOf((value as Record<string, unknown>)[key], most - bytes);
  }
  return bytes;
}

/** A text takes one byte a character, or two when any of them lies beyond Latin-1. */
export function bytesOfText(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of Latin-1 is meant
  return 24 + (text.length > SHORT && /[^\u0000-\u00ff]/.test(text) ? 2 : 1) * text.length;
}

/**
 * Most bytes that a store of so many things takes: 2.5 kB for each, which leaves ordinary ones room, and never less
 * than 64 MB.
 *
 * @param most - things kept
 */
export function mostBytesOf(most: number): number {
  return Math.max(64_000_000, 2560 * most);
}

/**
 * A URL, or `undefined` for a text that is none. `URL.canParse` is not asked first: in Node 20 it comes to refuse every URL
 * with a character from U+0080 to U+00FF once it has been called some thousand times.
 *
 * @param base - what a relative one starts from
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

/** Headers that are for the next hop alone (RFC 9110, 7.6.1). `Transfer-Encoding` and its like Node writes anew. */
const HOP = /^(?:connection|proxy-.*|keep-alive|te|trailer|upgrade|expect)$/i;

/**
 * The headers of a message that whoever passes it on sends further: as they came, names and order kept, but for those of
 * the connection, and those that `Connection` names.
 *
 * @param rawHeaders - names and values in turn
 * @param others - names that are left out as well
 */
export function endToEndHeaders(rawHeaders: readonly string[], others?: RegExp): string[] {
  const named = new Set<string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() !== "connection") continue;
    for (const name of (rawHeaders[at + 1] ?? "").split(",")) named.add(name.trim().toLowerCase());
  }
  return rawHeaders.filter((_text, index) => {
    const name = rawHeaders[index - (index % 2)] ?? "";
    return !HOP.test(name) && !named.has(name.toLowerCase()) && others?.test(name) !== true;
  });
}

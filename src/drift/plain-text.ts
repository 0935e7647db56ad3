/** Named entities that texts like these have; others stay as they are. */
const entities: Readonly<Record<string, string>> = {
  amp: "&",
  apos: "'",
  ge: "\u2265",
  gt: ">",
  hellip: "...",
  ldquo: '"',
  le: "\u2264",
  lsquo: "'",
  lt: "<",
  mdash: "-",
  middot: "\u00b7",
  nbsp: " ",
  ndash: "-",
  quot: '"',
  rdquo: '"',
  rsquo: "'",
  shy: "",
  times: "\u00d7",
};

/** Tags that only set text; others may be part of it, such as a placeholder in angle brackets. */
const INLINE = /<\/?(?:a|abbr|b|code|em|i|kbd|mark|s|small|span|strong|sub|sup|u)(?:\s[^<>\n]*)?>/gi;
const BLOCK = /<\/?(?:br|dd|div|dl|dt|li|ol|p|section|td|th|tr|ul)(?:\s[^<>\n]*)?\/?>/gi;
/** Soft hyphens, and spaces and joiners without a width. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/**
 * A text with its characters written one way, line by line: entities and compatibility forms resolved, tags for looks
 * and invisible characters gone, dashes alike.
 */
export function plainText(text: string): string {
  return (
    withoutEntities(text.replaceAll(INLINE, "").replaceAll(BLOCK, " "))
      .normalize("NFKC")
      .replaceAll(INVISIBLE, "")
      // One that begins a line is no bullet.
      .replaceAll(/(?<=\S *)[\u2010-\u2015\u2212]/g, "-")
  );
}

/** A text on the same lines as it is read: plain, without quotation bars, emphasis and the addresses of links. */
export function legibleText(text: string): string {
  return plainText(text)
    .replaceAll(/^[ \t]*(?:>[ \t]?)+/gm, "")
    .replaceAll(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, "$1")
    .replaceAll(/\*\*|__|~~/g, "")
    .replaceAll(/(?<![\w*])([*_])(?=\S)([^*_\n]*[^\s*_])\1(?![\w*])/g, "$2");
}

function withoutEntities(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined)
      return Object.hasOwn(entities, name as string) ? (entities[name as string] ?? whole) : whole;
    const code = decimal === undefined ? parseInt(hex as string, 16) : Number(decimal);
    return code > 0x10ffff || code === 10 || code === 13 ? " " : String.fromCodePoint(code);
  });
}

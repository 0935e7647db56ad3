/** The bytes of a text, or why it has none. */
export type Base64Verdict = { readonly content: Uint8Array } | { readonly problem: string };

/** Characters that are decoded at once: a multiple of four, a millisecond or two. */
const PIECE = 1 << 20;

const DATA_URL = /^data:[^,]{0,200};base64,/i;

/** Decodes base64, or a data URL of it, piece by piece. Line breaks do not count, as tools wrap long lines. */
export function* base64Steps(text: string): Generator<undefined, Base64Verdict> {
  const start = DATA_URL.exec(text)?.[0].length ?? 0;
  if (start === 0 && /^data:/i.test(text)) return { problem: "the data URL is not one of base64" };
  const given = text.slice(start);
  const whole = given.includes("\n") ? given.replaceAll(/[\r\n]+/g, "") : given;
  const digits = whole.endsWith("==") ? -2 : whole.endsWith("=") ? -1 : whole.length;
  const data = whole.slice(0, digits);
  const content = Buffer.allocUnsafe(Math.floor((data.length * 3) / 4));
  let filled = 0;
  for (let at = 0; at < data.length; at += PIECE) {
    const piece = data.slice(at, at + PIECE);
    const strange = piece.search(/[^A-Za-z0-9+/]/);
    if (strange >= 0)
      return { problem: `its character ${at + strange + 1} is ${shown(piece[strange] ?? "")}` };
    filled += content.write(piece, filled, "base64");
    yield;
  }
  return data.length % 4 === 1
    ? { problem: "its length is that of no base64: it may be cut off" }
    : { content };
}

function shown(character: string): string {
  return JSON.stringify(character);
}

// XML 1.0 has no way to write these, also not as a reference.
// biome-ignore format: one set
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu;

/** A text whose control characters and halves of characters are spelt as JSON would: no format can carry them. */
export function visibleText(text: string): string {
  return text.replace(FORBIDDEN, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The same for a line of a terminal or log: line breaks and tabs too. */
export function visibleLine(text: string): string {
  return visibleText(text.replace(/[\t\n\r]/g, (char) => JSON.stringify(char).slice(1, -1)));
}

/** The text, or its beginning with dots where it is longer than so many characters. */
export function shortText(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 3).replace(/\p{Surrogate}$/u, "")}...`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text for HTML and its like, with entities in the place of the characters that are special there. */
export function withEntities(text: string, special: RegExp): string {
  return text.replace(special, (char) => entities[char] ?? `&#${char.charCodeAt(0)};`);
}

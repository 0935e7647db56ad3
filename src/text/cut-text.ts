/** Most characters of what a client sent that is shown or kept, by what it is. Three dots stand for the rest. */
export const longest = {
  /** A name or value within a sentence. */
  name: 60,
  /** A model id, the text of a scenario, a name within a pointer. */
  id: 100,
  /** A JSON pointer, and the same place as the vendor writes it. */
  pointer: 300,
  /** The path of a request. */
  path: 500,
  /** A sentence. */
  message: 1000,
} as const;

/**
 * The beginning of a text, with `...` behind it where there was more; the very text when it is not too long.
 *
 * A cut text is a copy: a slice would keep the whole body alive for as long as the journal keeps the slice.
 *
 * @param most - code points kept
 */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  // One code point takes two units at the most, so this much holds enough of them.
  const points = [...text.slice(0, 2 * most + 2)];
  return points.length <= most ? text : `${points.slice(0, most).join("")}...`;
}

/** A copy of a short text that shares no memory with the text it was taken from. */
export function copyText(text: string): string {
  return [...text].join("");
}

/** Characters that could do more to a terminal or a page than stand there. */
export const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

const EVERY_CONTROL = new RegExp(CONTROL.source, "g");

/** Whether a text could do more to a terminal or a page than stand there. */
export function hasControlCharacters(text: string): boolean {
  return CONTROL.test(text);
}

/** The text with such characters spelt as JSON can: `\u001b`. */
export function speltOut(text: string): string {
  return text.replaceAll(
    EVERY_CONTROL,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

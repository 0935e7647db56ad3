const NEWLINE = 0x0a;

/** Tells line and column of rising offsets, reading the text once. */
export class LinePlaces {
  readonly #text: string;
  #line = 1;
  #lineStart = 0;
  #read = 0;

  constructor(text: string) {
    this.#text = text;
  }

  at(offset: number): { line: number; column: number } {
    const text = this.#text;
    for (; this.#read < offset; this.#read++) {
      if (text.charCodeAt(this.#read) !== NEWLINE) continue;
      this.#line++;
      this.#lineStart = this.#read + 1;
    }
    return { line: this.#line, column: offset - this.#lineStart + 1 };
  }
}

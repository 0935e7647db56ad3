/** Tells line and column of rising offsets, reading the text once. */
export class LinePlaces {
  readonly #text: string;
  #line = 1;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
  }

  at(offset: number): { line: number; column: number } {
    for (;;) {
      const newline = this.#text.indexOf("\n", this.#lineStart);
      if (newline < 0 || newline >= offset) break;
      this.#line++;
      this.#lineStart = newline + 1;
    }
    return { line: this.#line, column: offset - this.#lineStart + 1 };
  }
}

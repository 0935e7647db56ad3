const NEWLINE = 0x0a;

/** Finds line and column of rising offsets, reading the text once. */
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
    let line = this.#line;
    let lineStart = this.#lineStart;
    for (let at = this.#read; at < offset; at++) {
      if (text.charCodeAt(at) !== NEWLINE) continue;
      line++;
      lineStart = at + 1;
    }
    this.#read = Math.max(this.#read, offset);
    this.#line = line;
    this.#lineStart = lineStart;
    return { line, column: offset - lineStart + 1 };
  }
}

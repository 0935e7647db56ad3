/** A place in a text; line and column from 1, the column in UTF-16 units. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

const NEWLINE = 0x0a;

/** Finds line and column of rising offsets, reading the text once. */
export class LinePlaces {
  #line = 1;
  #lineStart = 0;
  #read = 0;

  constructor(private readonly text: string) {}

  at(offset: number): TextPlace {
    const { text } = this;
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

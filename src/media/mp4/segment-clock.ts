import type { Mosaic, Shade } from "../mosaic.js";

/**
 * Lit segments of the digits, as on a pocket calculator, one bit each: top, upper right, lower right, bottom,
 * lower left, upper left, middle.
 */
const SEGMENTS = [
  0b1111110, 0b0110000, 0b1101101, 0b1111001, 0b0110011, 0b1011011, 0b1011111, 0b1110000, 0b1111111,
  0b1111011,
] as const;

/** A clock of seven-segment digits, colons and a slash, which can be drawn at any height. Sizes are cells. */
export class SegmentClock {
  readonly width: number;
  readonly #stroke: number;
  readonly #digitWidth: number;
  readonly #starts: readonly number[];
  #shown = "";

  /**
   * @param height - 5 or more
   * @param text - the first text, which fixes the places: later ones have the same length and punctuation
   */
  constructor(
    readonly height: number,
    text: string,
  ) {
    this.#stroke = Math.max(1, Math.round(height / 8));
    this.#digitWidth = Math.max(3 * this.#stroke, Math.round(height * 0.55));
    const starts: number[] = [];
    let at = 0;
    for (const character of text) {
      starts.push(at);
      at += this.#widthOf(character) + this.#stroke;
    }
    this.#starts = starts;
    this.width = at - this.#stroke;
  }

  /** Draws `text` with its top left corner at x, y; only the digits that differ from those shown change. */
  show(mosaic: Mosaic, x: number, y: number, text: string, shade: Shade): void {
    for (let i = 0; i < text.length; i++) {
      const character = text.charAt(i);
      if (character === this.#shown.charAt(i)) continue;
      const left = x + (this.#starts[i] ?? 0);
      mosaic.fill(left, y, this.#widthOf(character), this.height, 0);
      this.#draw(mosaic, left, y, character, shade);
    }
    this.#shown = text;
  }

  #widthOf(character: string): number {
    if (character === ":" || character === " ") return this.#stroke;
    return this.#digitWidth;
  }

  #draw(mosaic: Mosaic, x: number, y: number, character: string, shade: Shade): void {
    const { height } = this;
    const stroke = this.#stroke;
    if (character === ":") {
      mosaic.fill(x, y + Math.round(height * 0.25), stroke, stroke, shade);
      mosaic.fill(x, y + Math.round(height * 0.75) - stroke, stroke, stroke, shade);
    } else if (character === "/") {
      const run = this.#digitWidth - stroke;
      for (let row = 0; row < height; row++)
        mosaic.fill(x + Math.round((run * (height - 1 - row)) / (height - 1)), y + row, stroke, 1, shade);
    } else if (character !== " ") this.#drawDigit(mosaic, x, y, SEGMENTS[Number(character)] ?? 0, shade);
  }

  #drawDigit(mosaic: Mosaic, x: number, y: number, lit: number, shade: Shade): void {
    const stroke = this.#stroke;
    const width = this.#digitWidth;
    const middle = Math.round((this.height - stroke) / 2);
    const right = x + width - stroke;
    const upper = middle + stroke;
    const lower = this.height - middle;
    const boxes = [
      [x, y, width, stroke],
      [right, y, stroke, upper],
      [right, y + middle, stroke, lower],
      [x, y + this.height - stroke, width, stroke],
      [x, y + middle, stroke, lower],
      [x, y, stroke, upper],
      [x, y + middle, width, stroke],
    ] as const;
    boxes.forEach(([left, top, across, down], i) => {
      if ((lit & (0b1000000 >> i)) !== 0) mosaic.fill(left, top, across, down, shade);
    });
  }
}

import { Mosaic, type Shade, type Tint } from "../mosaic.js";
import { type CardLayout, clockText, layOutCard, type ResultFacts } from "./card-layout.js";

const BRIGHT: Shade = 3;
const HEADER: Shade = 1;
const TRACK: Shade = 1;
const ACCENT = 1;

/** Chroma of background and accent, as steps of 5 away from grey. */
const PALETTES: readonly (readonly [cb: number, cr: number, accentCb: number, accentCr: number])[] = [
  [4, -3, -6, 6],
  [1, -4, -7, 1],
  [4, 1, 3, -7],
  [0, 4, -7, 3],
  [-2, -3, -7, 4],
  [2, 3, 5, -5],
];

/** The picture of a result video: the task, the request, and a clock and a bar that show how far it has played. */
export class ResultCard {
  readonly mosaic: Mosaic;
  readonly #layout: CardLayout;
  #filled = 0;

  constructor(private readonly facts: ResultFacts) {
    this.mosaic = new Mosaic(facts.width, facts.height, paletteOf(facts.taskId));
    this.#layout = layOutCard(facts, this.mosaic.columns, this.mosaic.rows);
    this.#drawStill();
  }

  /**
   * Moves clock and bar.
   *
   * @param second - whole seconds played
   * @param share - how much of the video has played, 0 to 1; it never goes back
   */
  show(second: number, share: number): void {
    const { bar, clock } = this.#layout;
    clock?.clock.show(this.mosaic, clock.x, clock.y, clockText(second, this.facts.seconds), BRIGHT);
    const { x, y, width, height } = bar;
    const filled = Math.max(1, Math.round(width * share));
    this.mosaic.fill(x + this.#filled, y, filled - this.#filled, height, BRIGHT);
    this.#filled = filled;
  }

  #drawStill(): void {
    const { header, texts, bar } = this.#layout;
    const { mosaic } = this;
    mosaic.fill(0, 0, mosaic.stride, header, HEADER);
    for (const { block, x, y, shade } of texts)
      block.lines.forEach((line, i) => {
        block.face.draw(mosaic, x, y + i * block.pitch, line, shade);
      });
    mosaic.fill(bar.x, bar.y, bar.width, bar.height, TRACK);
    if (bar.height % 4 === 0) mosaic.tint(bar.x, bar.y, bar.width, bar.height, ACCENT);
  }
}

/** Tasks next to each other differ in colour; the same task always has the same one. */
function paletteOf(taskId: string): readonly Tint[] {
  let hash = 2166136261;
  for (let i = 0; i < taskId.length; i++) hash = Math.imul(hash ^ taskId.charCodeAt(i), 16777619) >>> 0;
  const [cb = 0, cr = 0, accentCb = 0, accentCr = 0] = PALETTES[hash % PALETTES.length] ?? [];
  return [
    { cb, cr },
    { cb: accentCb, cr: accentCr },
  ];
}

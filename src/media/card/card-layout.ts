import type { Shade } from "../mosaic.js";
import { SegmentClock } from "../mp4/segment-clock.js";
import { drawableText, fitHeading, fitText, type Line, type Room, type TextBlock } from "./fit-text.js";
import { type Typeface, typefaces } from "./typeface.js";

/** The texts of a card. */
export interface ResultFacts {
  width: number;
  height: number;
  seconds: number;
  taskId: string;
  model: string;
  prompt: string;
  /** Further facts, shown in small print after size and seconds. */
  lines?: readonly string[];
}

/** Where everything on a card goes, in cells. */
export type CardLayout = ReturnType<typeof layOutCard>;

const BRIGHT: Shade = 3;
const DIM: Shade = 2;
/** Keeps the unit of the seconds on the line of their number. */
const NO_BREAK_SPACE = 0xa0;
/** Below this unit (frames under 400 pixels) every cell counts: headings may take more of the height. */
const CRAMPED = 100;
/** The share of the height under the headings that further facts may take. */
const FACTS_SHARE = 0.5;

/** Lays a card out for a frame of `columns` x `rows` cells. What finds no room is left out, last things first. */
export function layOutCard(facts: ResultFacts, columns: number, rows: number) {
  const grid = gridOf(columns, rows);
  const { margin, gap, width, unit } = grid;
  const bar = placeBar(grid);
  const clock = placeClock(grid, bar.y, clockText(0, facts.seconds));
  const floor = (clock?.y ?? bar.y) - gap;
  const faces = typefaces();
  const texts: { block: TextBlock; x: number; y: number; shade: Shade }[] = [];
  let y = Math.max(1, margin - Math.floor(gap / 2));
  const place = (block: TextBlock | undefined, shade: Shade, space: number): void => {
    if (block === undefined) return;
    texts.push({ block, x: margin, y, shade });
    y += block.height + space;
  };
  const room = (share: number): Room => ({ width, height: Math.min(floor - y, unit * share) });
  const cramped = unit < CRAMPED;
  const title = cramped ? 0.34 : rows > 1.3 * columns ? 0.3 : 0.2;

  place(fitHeading(drawableText(facts.taskId), faces, room(title), unit / 12), BRIGHT, cramped ? 0 : gap);
  const largest = texts[0]?.block.face.height ?? 0;
  const lower = faces.filter((face, i) => i === 0 || face.height < largest);
  place(fitHeading(requestText(facts), lower, room(title), unit / 20), BRIGHT, gap);
  /** Height of the lighter strip at the top that holds id and model. */
  const header = cramped ? 0 : y;
  y += gap;
  const readable = faceIndex(faces, unit / 21);
  const prompts = faces.filter((face) => face.height <= unit / 7);
  // The further facts come last, but find room first: a long prompt would leave them none.
  const small = faces.slice(0, readable + 1);
  const last = { width, height: (floor - y) * FACTS_SHARE };
  const further = fitText(
    drawableText((facts.lines ?? []).join(" · ")),
    small,
    last,
    faceIndex(faces, unit / 32),
  );
  const left = floor - y - (further === undefined ? 0 : further.height + gap);
  place(fitText(drawableText(facts.prompt), prompts, { width, height: left }, readable), BRIGHT, gap);
  place(further, DIM, 0);
  return { header, texts, clock, bar };
}

/** The measures everything else is derived from, in cells. */
type Grid = ReturnType<typeof gridOf>;

function gridOf(columns: number, rows: number) {
  /** The shorter side: sizes go by it, so that a tall frame does not shout. */
  const unit = Math.min(columns, rows);
  const margin = unit < CRAMPED ? Math.max(1, Math.round(unit / 30)) : 4 * Math.round(unit / 80);
  /** `width` is that between the margins. */
  return { rows, margin, gap: Math.max(1, Math.round(unit / 45)), width: columns - 2 * margin, unit };
}

/** `00:03 / 00:05` */
export function clockText(second: number, seconds: number): string {
  return `${minutes(second)} / ${minutes(Math.ceil(seconds))}`;
}

function minutes(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(seconds / 60))}:${two(Math.floor(seconds) % 60)}`;
}

function requestText({ model, width, height, seconds }: ResultFacts): Line {
  const text = drawableText(`${model} · ${width}x${height} · ${seconds} s`);
  return text.with(-2, NO_BREAK_SPACE);
}

/** In a frame that is not cramped the bar fills whole macroblocks (4 cells), so that it can have its own colour. */
function placeBar({ rows, margin, unit, width }: Grid) {
  if (unit < CRAMPED) {
    const height = Math.max(1, Math.round(unit / 30));
    return { x: margin, y: Math.max(0, rows - margin - height), width: Math.max(1, width), height };
  }
  const height = 4 * Math.max(1, Math.round(unit / 90));
  const y = rows - margin - height;
  return { x: margin, y: y - (y % 4), width: width - (width % 4), height };
}

/** @returns `undefined` when the frame is too small for a clock */
function placeClock({ margin, gap, width, unit }: Grid, floor: number, text: string) {
  for (let height = Math.round(unit * (unit < CRAMPED ? 0.1 : 0.16)); height >= 5; height--) {
    const clock = new SegmentClock(height, text);
    const y = floor - (unit < CRAMPED ? 1 : 2 * gap) - height;
    if (clock.width <= width && y >= margin) return { clock, x: margin, y };
  }
  return undefined;
}

/** Index of the smallest face that is at least `height` cells high. */
function faceIndex(faces: readonly Typeface[], height: number): number {
  const index = faces.findIndex((face) => face.height >= height);
  return index < 0 ? faces.length - 1 : index;
}

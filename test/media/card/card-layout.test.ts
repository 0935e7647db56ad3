import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CardLayout, clockText, layOutCard } from "../../../src/media/card/card-layout.js";
import { lineWidth } from "../../../src/media/card/fit-text.js";
import { ODD_SIZES, TABLE_SIZES, videoSpec } from "../video-spec.js";

const READABLE_SIZES = [...TABLE_SIZES, ...ODD_SIZES, [240, 2160], [3840, 240], [320, 240], [640, 360]]
  .map(([width = 0, height = 0]) => [width, height] as const)
  .filter(([width, height]) => Math.min(width, height) >= 240);

const layOut = (width: number, height: number, changes: Parameters<typeof videoSpec>[0] = {}): CardLayout =>
  layOutCard(videoSpec({ width, height, ...changes }), Math.floor(width / 4), Math.floor(height / 4));

const textOf = ({ block }: CardLayout["texts"][number]): string =>
  block.lines.map((line) => String.fromCodePoint(...line)).join(" ");

/** Everything on a card as named boxes. */
function boxesOf({ texts, clock, bar }: CardLayout) {
  const boxes = texts.map(({ block, x, y }) => ({
    name: textOf({ block, x, y, shade: 3 }),
    x,
    y,
    width: Math.max(...block.lines.map((line) => lineWidth(line, block.face))),
    height: block.height,
  }));
  if (clock !== undefined)
    boxes.push({
      name: "clock",
      x: clock.x,
      y: clock.y,
      width: clock.clock.width,
      height: clock.clock.height,
    });
  return [...boxes, { name: "bar", ...bar }];
}

function overlaps(layout: CardLayout): string[] {
  const boxes = boxesOf(layout);
  return boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter(
        (b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
      )
      .map((b) => `${a.name} / ${b.name}`),
  );
}

function outside(layout: CardLayout, width: number, height: number): string[] {
  const [columns, rows] = [Math.floor(width / 4), Math.floor(height / 4)];
  return boxesOf(layout)
    .filter((b) => b.x < 0 || b.y < 0 || b.x + b.width > columns || b.y + b.height > rows)
    .map((b) => b.name);
}

describe("the layout of a card", () => {
  it.each(READABLE_SIZES)(
    "shows id, model, size, seconds, prompt, clock and bar at %i x %i",
    (width, height) => {
      const layout = layOut(width, height);
      const [id, request, prompt] = layout.texts.map(textOf);
      expect(id?.replaceAll(" ", "")).toBe("task-unified-1757156493-imcg5zqt");
      expect(request?.replaceAll(/\s|·/g, "")).toBe(`wan2.7-text-to-video${width}x${height}5s`);
      expect(prompt).toMatch(/^A red/);
      expect(layout.clock?.clock.height).toBeGreaterThanOrEqual(5);
      expect(layout.bar.width).toBeGreaterThan(width / 5);
    },
  );

  it.each(READABLE_SIZES)("keeps everything apart and inside the frame at %i x %i", (width, height) => {
    const layout = layOut(width, height, { lines: ["seed 42", "watermark off"] });
    expect(overlaps(layout)).toEqual([]);
    expect(outside(layout, width, height)).toEqual([]);
  });

  it("keeps everything apart and inside the frame for any text in any frame", () => {
    const side = fc.integer({ min: 24, max: 1000 }).map((half) => 2 * half);
    const text = fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: "grapheme", maxLength: 200 }));
    const spec = fc.record({
      taskId: text,
      model: text,
      prompt: text,
      lines: fc.array(text, { maxLength: 2 }),
    });
    fc.assert(
      fc.property(side, side, spec, (width, height, changes) => {
        const layout = layOut(width, height, changes);
        expect(overlaps(layout)).toEqual([]);
        expect(outside(layout, width, height)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("shows 200 characters of prompt whole at 720p and 1080p", () => {
    for (const [width, height] of TABLE_SIZES.slice(0, 3)) {
      const prompt = layOut(width, height).texts[2];
      expect(prompt && textOf(prompt)).toContain("golden haze..");
    }
  });

  it("makes the letters of a 720p card at least a sixteenth of its height", () => {
    const { texts } = layOut(1280, 720, { prompt: "word ".repeat(1000) });
    for (const { block } of texts) expect(block.face.height).toBeGreaterThanOrEqual(180 / 16);
  });

  it("does not tear the seconds from their unit", () => {
    const request = layOut(1104, 832, { model: "wan2.7-reference-to-video", seconds: 10 }).texts[1];
    expect(request?.block.lines.map((line) => String.fromCodePoint(...line))).toEqual([
      "wan2.7-reference-to-video · 1104x832 ·",
      "10\u00a0s",
    ]);
  });

  it("ends a prompt that does not fit in an ellipsis", () => {
    const prompt = layOut(1280, 720, { prompt: "word ".repeat(1000) }).texts[2];
    expect(prompt && textOf(prompt)).toMatch(/word…$/);
  });

  it("shows further facts under the prompt", () => {
    const last = layOut(1920, 1080, { lines: ["seed 42", "watermark off"] }).texts[3];
    expect(last && textOf(last)).toBe("seed 42 · watermark off");
  });

  // 240 x 240 has room for a prompt or for facts, not for both.
  const roomy = READABLE_SIZES.filter(([width, height]) => Math.max(width, height) > 240);

  it.each(roomy)("shows further facts whatever the prompt takes, at %i x %i", (width, height) => {
    const lines = ["image_start hero.png 1280x720", "audio 1 song.mp3 3 s"];
    const layout = layOut(width, height, { prompt: "word ".repeat(1000), lines });
    const [, , prompt, last] = layout.texts.map(textOf);
    expect(prompt).toMatch(/^word/);
    expect(last).toMatch(/^image_start/);
    expect(overlaps(layout)).toEqual([]);
  });

  it("makes the letters of three further facts at least a thirtieth of the shorter side", () => {
    const lines = ["image_start hero.png 1280x720", "image_end end.png 1280x720", "audio 1 song.mp3 3 s"];
    for (const [width, height] of TABLE_SIZES) {
      const { texts } = layOut(width, height, { lines });
      expect(texts.at(-1)?.block.cut).toBe(false);
      expect(4 * (texts.at(-1)?.block.face.height ?? 0)).toBeGreaterThanOrEqual(Math.min(width, height) / 30);
    }
  });

  it("gives the bar whole macroblocks, so that its colour does not spill", () => {
    for (const [width, height] of TABLE_SIZES) {
      const { bar } = layOut(width, height);
      expect([bar.x % 4, bar.y % 4, bar.width % 4, bar.height % 4]).toEqual([0, 0, 0, 0]);
    }
  });
});

describe("the clock's text", () => {
  it.each([
    [3, 5, "00:03 / 00:05"],
    [0, 4.2, "00:00 / 00:05"],
    [75, 600, "01:15 / 10:00"],
  ])("at %s of %s seconds is %s", (second, seconds, text) => {
    expect(clockText(second, seconds)).toBe(text);
  });
});

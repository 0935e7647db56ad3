import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Sample } from "../../../src/contract/media/sample-name.js";
import { drawSamplePicture } from "../../harness/finished-media.js";
import { decode, decodePicture, decodeSound, missingDecoder, probe, withFile } from "../ffmpeg.js";
import { sampleNames } from "../sample-names.js";
import { make, sampleOf } from "./sample-of.js";

const codecs: Readonly<Record<Sample["format"], string>> = {
  ...{ jpeg: "mjpeg", png: "png", webp: "webp", bmp: "bmp" },
  ...{ mp4: "h264", mov: "h264", wav: "pcm_s16le", mp3: "mp3" },
};

/** Sizes at the bounds of the vendor and just beyond, and odd ones. */
const names = [
  "image-640x480.jpeg",
  ...["jpg", "png", "webp", "bmp"].flatMap((end) =>
    ["1280x720", "1x1", "8192x1", "1x8192", "240x1921", "640x480-21MB"].map((rest) => `image-${rest}.${end}`),
  ),
  ...["1280x720", "1x1", "640x480-2MB"].map((rest) => `image-${rest.replace(/(?=-|$)/, "-transparent")}.png`),
  ...["mp4", "mov"].flatMap((end) =>
    ["5s-1280x720", "2.5s-240x1922", "0.1s-2x2", "1s-4098x240", "30.5s-320x240-mute", "2s-640x360-16MB"].map(
      (rest) => `video-${rest}.${end}`,
    ),
  ),
  ...["wav", "mp3"].flatMap((end) =>
    ["3s", "2s", "10s", "30s", "30.001s", "0.1s", "1.999s", "3s-16MB"].map((rest) => `audio-${rest}.${end}`),
  ),
];

/** What ffprobe says of a sample, held against its name. */
function expectAsNamed(name: string): void {
  const sample = sampleOf(name);
  const bytes = make(name);
  if (sample.bytes !== undefined) expect(bytes.length).toBe(sample.bytes);
  withFile(
    bytes,
    (path) => {
      const { streams } = probe(path);
      const [stream, sound] = streams;
      expect(stream?.codec_name).toBe(codecs[sample.format]);
      if (sample.kind !== "audio")
        expect([stream?.width, stream?.height]).toEqual([sample.width, sample.height]);
      if (sample.kind === "image" && sample.format === "png")
        expect(stream?.pix_fmt).toBe(sample.hasTransparency ? "rgba" : "rgb24");
      if (sample.kind === "video") {
        expect(Number(stream?.duration)).toBeCloseTo(sample.seconds, 3);
        expect(sound === undefined ? undefined : [sound.codec_name, streams.length]).toEqual(
          sample.hasSound ? ["aac", 2] : undefined,
        );
        if (sound !== undefined) expect(Number(sound.duration)).toBeCloseTo(sample.seconds, 3);
      }
      if (sample.kind === "audio") {
        const surplus = Number(stream?.duration) - sample.seconds;
        expect(surplus).toBeGreaterThan(-0.0005);
        expect(surplus).toBeLessThan(sample.format === "mp3" ? 0.024 : 0.0005);
      }
      expect(decode(path).complaints).toBe("");
    },
    name,
  );
}

describe.skipIf(missingDecoder)(`a sample, decoded by ffmpeg${missingDecoder}`, () => {
  it.each(names)("is what its name says: %s", (name) => {
    expectAsNamed(name);
  });

  it("is what its name says, whatever the name", () => {
    fc.assert(fc.property(sampleNames, expectAsNamed), { numRuns: 12 });
  });

  it.each(["image-8192x3912.bmp", "image-8192x2048.png", "video-0.1s-4320x4320.mp4"])(
    "of the largest kind is still decoded without a complaint: %s",
    (name) => {
      expectAsNamed(name);
    },
  );

  it.each(["640x360", "1x1", "17x9", "333x501"])(
    "shows exactly the card that was drawn, in every lossless format: %s",
    (pixels) => {
      for (const rest of ["", "-transparent", "-2MB"])
        for (const end of rest === "-transparent" ? ["png"] : ["png", "bmp", "webp"]) {
          const name = `image-${pixels}${rest}.${end}`;
          const { decoded, drawn } = decodedAndDrawn(name);
          expect(decoded.equals(drawn), name).toBe(true);
        }
    },
  );

  it.each(["1280x720", "1x1", "17x9", "333x1001"])(
    "in JPEG is as bright as drawn, everywhere: %s",
    (pixels) => {
      const name = `image-${pixels}-300KB.jpg`;
      const { decoded, drawn } = decodedAndDrawn(name);
      expect(worstOf(lumaOf(decoded), lumaOf(drawn))).toBeLessThanOrEqual(JPEG_ROUNDING);
    },
  );

  it("in JPEG has the colours of the card where neighbours are alike", () => {
    const { decoded } = decodedAndDrawn("image-1280x720.jpg");
    for (const [x, y, colour] of [
      [640, 600, [28, 36, 56]],
      [8, 360, [58, 92, 150]],
    ] as const) {
      const shown = [...decoded.subarray((y * 1280 + x) * 4, (y * 1280 + x) * 4 + 3)];
      expect(worstOf(shown, colour)).toBeLessThanOrEqual(JPEG_ROUNDING);
    }
  });

  it("as MP3 is played for exactly its seconds, though its frames last longer", () => {
    const raw = withFile(make("audio-2s.mp3"), decodeSound, "audio-2s.mp3");
    expect(raw.length / 2).toBe(2 * 48_000);
  });
});

/** Brightness and colours are rounded to whole numbers, there and back. */
const JPEG_ROUNDING = 3;

/** The pixels that a decoder shows and those of the card as drawn: red, green, blue and opacity, row by row. */
function decodedAndDrawn(name: string): { decoded: Buffer; drawn: Buffer } {
  const sample = sampleOf(name);
  if (sample.kind !== "image") throw new Error("no image");
  const decoded = withFile(make(name), decodePicture, name);
  const { width, height, cell, rows, colours } = drawSamplePicture(sample, sample.format === "jpeg" ? 8 : 4);
  const drawn = Buffer.alloc(width * height * 4);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4)
      drawn.set(colours[(rows[Math.floor(y / cell)]?.[Math.floor(x / cell)] ?? 0) as 0 | 1 | 2 | 3], at);
  return { decoded, drawn };
}

/** Brightness of each pixel. */
const lumaOf = (pixels: Buffer): number[] =>
  Array.from({ length: pixels.length / 4 }, (_, i) => {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(i * 4, i * 4 + 3);
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  });

const worstOf = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (b[i] ?? 0))), 0);

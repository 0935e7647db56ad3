import { crc32 } from "node:zlib";
import fc from "fast-check";
import { ALL_FORMATS, BufferSource, Input } from "mediabunny";
import { describe, expect, it } from "vitest";
import { readSampleName, type Sample } from "../../../src/contract/media/sample-name.js";
import { makeSample } from "../../../src/media/samples/make-sample.js";
import { readSample, type SampleFile, SampleSizeError } from "../../../src/media/samples/sample-file.js";
import { drawSamplePicture } from "../../../src/media/samples/sample-picture.js";
import { complaints, decodePicture, decodeSound, missingDecoder, probe, withFile } from "../ffmpeg.js";
import { sampleNames } from "../sample-names.js";

const MEBIBYTE = 1024 * 1024;

function sampleOf(name: string): Sample {
  const verdict = readSampleName(name);
  if (verdict.kind !== "sample") throw new Error(verdict.message);
  return verdict.sample;
}

const bytesOf = (file: SampleFile): Buffer => Buffer.concat([...readSample(file)]);
const make = (name: string): Buffer => bytesOf(makeSample(sampleOf(name)));

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
      expect(complaints(path)).toBe("");
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

describe("a sample, read by an independent parser", () => {
  it.each([
    ["video-2.5s-638x480.mp4", "MP4"],
    ["video-2.5s-638x480-mute.mov", "QuickTime File Format"],
    ["video-3s-4098x240-2MB.mov", "QuickTime File Format"],
    ["audio-2.345s.wav", "WAVE"],
    ["audio-30s-1MB.mp3", "MP3"],
  ])("is what its name says: %s", async (name, format) => {
    const sample = sampleOf(name);
    const input = new Input({ source: new BufferSource(make(name)), formats: ALL_FORMATS });
    expect((await input.getFormat()).name).toBe(format);
    if (sample.kind === "image") throw new Error("no pictures here");
    expect(await input.computeDuration()).toBeCloseTo(sample.seconds, 3);
    const video = await input.getPrimaryVideoTrack();
    const audio = await input.getPrimaryAudioTrack();
    if (sample.kind === "audio") return;
    expect([await video?.getDisplayWidth(), await video?.getDisplayHeight()]).toEqual([
      sample.width,
      sample.height,
    ]);
    expect(audio !== null).toBe(sample.hasSound);
  });
});

describe("a sample", () => {
  it.each(["image-640x480-300KB.jpg", "image-1280x720.jpg", "image-333x1001-70001B.jpg"])(
    "as JPEG is padded with comments, and counts its restarts: %s",
    (name) => {
      const bytes = make(name);
      const markers: string[] = [];
      let at = 2;
      for (; bytes[at + 1] !== 0xda; at += 2 + bytes.readUInt16BE(at + 2)) {
        expect(bytes[at]).toBe(0xff);
        markers.push(bytes.subarray(at + 1, at + 2).toString("hex"));
      }
      expect(markers.filter((marker) => marker !== "fe")).toEqual(["e0", "db", "c0", "c4", "c4", "dd"]);
      expect(markers.includes("fe")).toBe(name.includes("B."));
      const restarts = [
        ...bytes
          .subarray(at + 2)
          .toString("latin1")
          .matchAll(/\xff([^\0])/g),
      ];
      const sequence = restarts.map(([, marker = ""]) => marker.charCodeAt(0));
      expect(sequence.pop()).toBe(0xd9);
      expect(sequence).toEqual(sequence.map((_, i) => 0xd0 + (i % 8)));
    },
  );

  it("as PNG is padded with a chunk that may be ignored, and every checksum is right", () => {
    const bytes = make("image-100x100-300KB.png");
    const types: string[] = [];
    for (let at = 8; at < bytes.length; ) {
      const length = bytes.readUInt32BE(at);
      const type = bytes.toString("latin1", at + 4, at + 8);
      expect(bytes.readUInt32BE(at + 8 + length), type).toBe(crc32(bytes.subarray(at + 4, at + 8 + length)));
      types.push(type);
      at += 12 + length;
    }
    const [first, data, padding = "", last] = types;
    expect([first, data, last, types.length]).toEqual(["IHDR", "IDAT", "IEND", 4]);
    expect(padding).toMatch(/^[a-z][a-z][A-Z][a-z]$/);
  });

  it.each([
    ["image-100x100-300KB.webp", ["VP8X", "VP8L", "PAD "]],
    ["image-100x101.webp", ["VP8L"]],
    ["audio-1s-300KB.wav", ["fmt ", "data", "JUNK"]],
    ["audio-1s.wav", ["fmt ", "data"]],
  ])("as RIFF is chunks up to its end: %s", (name, chunks) => {
    const bytes = make(name);
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
    const types: string[] = [];
    let at = 12;
    for (; at < bytes.length; at += 8 + Math.ceil(bytes.readUInt32LE(at + 4) / 2) * 2)
      types.push(bytes.toString("latin1", at, at + 4));
    expect([types, at]).toEqual([chunks, bytes.length]);
  });

  it.skipIf(missingDecoder)("as MP3 is played for exactly its seconds, though its frames last longer", () => {
    const raw = withFile(make("audio-2s.mp3"), decodeSound, "audio-2s.mp3");
    expect(raw.length / 2).toBe(2 * 48_000);
  });

  it("is the same bytes each time", () => {
    fc.assert(
      fc.property(sampleNames, (name) => make(name).equals(make(name))),
      { numRuns: 20 },
    );
  });

  it("can be read from any place to any other", () => {
    const files = ["image-300x200.bmp", "audio-1s.mp3", "image-40x30-300KB.jpg"].map((name) => {
      const file = makeSample(sampleOf(name));
      return { file, bytes: bytesOf(file) };
    });
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.nat(), fc.nat(), ({ file, bytes }, a, b) => {
        const [start = 0, end = 0] = [a % (file.length + 1), b % (file.length + 1)].sort((x, y) => x - y);
        const read = Buffer.concat([...readSample(file, start, end)]);
        expect(read.equals(bytes.subarray(start, end))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("of a hundred megabytes is a recipe of less than two hundred kilobytes", () => {
    for (const name of ["image-640x480-101MB.png", "image-640x480-101MB.jpg", "video-5s-640x360-101MB.mov"]) {
      const file = makeSample(sampleOf(name));
      expect(file.length).toBe(101 * MEBIBYTE);
      const distinct = new Set(file.segments.map(({ bytes }) => bytes.buffer));
      const held = [...distinct].reduce((sum, { byteLength }) => sum + byteLength, 0);
      expect(held).toBeLessThan(200_000);
    }
  });

  it.each([
    [
      "image-100x100-10B.png",
      /^This file takes \d+ bytes by itself, so it cannot have 10: ask for \dKB or more$/,
    ],
    ["audio-3s-16MB.wav", undefined],
    ["audio-3s-288044B.wav", undefined],
    [
      "audio-3s-288046B.wav",
      /^This file takes 288044 bytes by itself, so it cannot have 288046: ask for 283KB/,
    ],
    ["audio-3s-1048577B.wav", /even number of bytes, not 1048577: ask for 1048578B$/],
    ["video-5s-640x360-1KB.mp4", /^This file takes \d+ bytes by itself/],
  ])("that cannot have its size says what to ask for: %s", (name, sentence) => {
    if (sentence === undefined) expect(make(name).length).toBe(sampleOf(name).bytes);
    else expect(() => makeSample(sampleOf(name))).toThrow(SampleSizeError);
    if (sentence !== undefined) expect(() => makeSample(sampleOf(name))).toThrow(sentence);
  });
});

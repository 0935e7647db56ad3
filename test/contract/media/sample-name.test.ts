import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assetOfName, readSampleName, samplePatterns } from "../../../src/contract/media/sample-name.js";

const HOSTS = [
  "https://cdn.example.com",
  "http://127.0.0.1:2727/_mock/assets",
  "//host",
  "https://a.b/c d/%E0",
  "",
];

const imageParts = fc.record({
  width: fc.integer({ min: 1, max: 8192 }),
  height: fc.integer({ min: 1, max: 8192 }),
});
const videoParts = fc.record({
  width: fc.integer({ min: 1, max: 2160 }).map((half) => half * 2),
  height: fc.integer({ min: 1, max: 2160 }).map((half) => half * 2),
});
const secondsUpTo = (most: number) => fc.integer({ min: 100, max: most * 1000 }).map((ms) => ms / 1000);
const sizes = fc.oneof(
  fc.constant({ text: "", bytes: {} }),
  fc.integer({ min: 1, max: 200 }).map((n) => ({ text: `-${n}MB`, bytes: { bytes: n * 1_048_576 } })),
  fc.integer({ min: 1, max: 204_800 }).map((n) => ({ text: `-${n}KB`, bytes: { bytes: n * 1024 } })),
  fc.integer({ min: 1, max: 209_715_200 }).map((n) => ({ text: `-${n}B`, bytes: { bytes: n } })),
);

/** Every name that is made, beside what it says. */
const named = fc.oneof(
  fc
    .tuple(imageParts, sizes, fc.constantFrom("jpg", "jpeg", "png", "webp", "bmp"))
    .map(([pixels, { text, bytes }, end]) => ({
      name: `image-${pixels.width}x${pixels.height}${text}.${end}`,
      asset: {
        ...{ kind: "image", format: end === "jpg" ? "jpeg" : end, hasTransparency: false },
        ...pixels,
        ...bytes,
      },
    })),
  fc.tuple(imageParts, sizes).map(([pixels, { text, bytes }]) => ({
    name: `image-${pixels.width}x${pixels.height}-transparent${text}.png`,
    asset: { kind: "image", format: "png", hasTransparency: true, ...pixels, ...bytes },
  })),
  fc
    .tuple(videoParts, secondsUpTo(60), fc.boolean(), sizes, fc.constantFrom("mp4", "mov"))
    .map(([pixels, seconds, hasSound, { text, bytes }, format]) => ({
      name: `video-${seconds}s-${pixels.width}x${pixels.height}${hasSound ? "" : "-mute"}${text}.${format}`,
      asset: { kind: "video", format, seconds, hasSound, ...pixels, ...bytes },
    })),
  fc
    .tuple(secondsUpTo(300), sizes, fc.constantFrom("wav", "mp3"))
    .map(([seconds, { text, bytes }, format]) => ({
      name: `audio-${seconds}s${text}.${format}`,
      asset: { kind: "audio", format, seconds, ...bytes },
    })),
);

describe("a sample's name", () => {
  it("says under any host what the sample is", () => {
    const ends = fc.constantFrom("", "?token=a/b.png", "#x/y.mp4", "?");
    fc.assert(
      fc.property(named, fc.constantFrom(...HOSTS), ends, ({ name, asset }, host, end) => {
        const verdict = readSampleName(name);
        expect(verdict).toEqual({ kind: "sample", sample: { name, ...asset } });
        expect(assetOfName(`${host}/${name}${end}`)).toEqual(asset);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(samplePatterns.flatMap(({ kind, examples }) => examples.map((name) => [name, kind])))(
    "of the catalogue is one: %s",
    (name, kind) => {
      expect(assetOfName(`https://a.test/${name}`)?.kind).toBe(kind);
    },
  );

  it.each([
    ["image-0x720.png", "The width of an image is 1 to 8192 pixels, not 0"],
    ["image-8193x720.png", "The width of an image is 1 to 8192 pixels, not 8193"],
    ["image-720x99999.bmp", "The height of an image is 1 to 8192 pixels, not 99999"],
    ["image-10x10-transparent.jpg", "Only a png is made with transparency, not a jpg"],
    ["image-10x10-0B.jpg", "The size of a file is 1 to 209715200 bytes, not 0"],
    ["image-10x10-201MB.jpg", "The size of a file is 1 to 209715200 bytes, not 210763776"],
    ["video-5s-239x240.mp4", "The width of a video is 2 to 4320 pixels, even, not 239"],
    ["video-5s-240x4322.mp4", "The height of a video is 2 to 4320 pixels, even, not 4322"],
    ["video-0s-240x240.mp4", "The length of a video is 0.1 to 60 seconds, exact to the millisecond, not 0"],
    [
      "video-60.001s-240x240.mov",
      "The length of a video is 0.1 to 60 seconds, exact to the millisecond, not 60.001",
    ],
    ["audio-301s.mp3", "The length of an audio is 0.1 to 300 seconds, exact to the millisecond, not 301"],
  ])("out of bounds is refused with the bounds, and says nothing: %s", (name, message) => {
    expect(readSampleName(name)).toEqual({ kind: "refused", message });
    expect(assetOfName(`https://a.test/${name}`)).toBeUndefined();
  });

  it.each([
    "cat.png",
    "image-1280x720",
    "image-1280x720.gif",
    "image-1280x720.PNG",
    "image-1280x720.png.exe",
    "Image-1280x720.png",
    "image--1x5.png",
    "image-1e3x5.png",
    "image-1280X720.png",
    "image-1280x720-21mb.png",
    "image-1280x720-21MB-transparent.png",
    "image-1234567x5.png",
    "video-5-1280x720.mp4",
    "video-5s.mp4",
    "video-5.0001s-1280x720.mp4",
    "audio-.5s.wav",
    "audio-3s.ogg",
    "audio-3s.wav\n",
    "__proto__",
    "",
  ])("that is none names the patterns: %j", (name) => {
    const verdict = readSampleName(name);
    if (verdict.kind !== "unknown") throw new Error(verdict.kind);
    for (const { pattern } of samplePatterns) expect(verdict.message).toContain(pattern);
    expect(assetOfName(`https://a.test/${name}`)).toBeUndefined();
  });

  it("counts only at the end of a path", () => {
    for (const url of [
      "https://image-10x10.png",
      "https://image-10x10.png?a=/image-10x10.png",
      "https://a.test/image-10x10.png/",
      "https://a.test/image-10x10.png/cat.jpg",
      "https://a.test/?/image-10x10.png",
      "https://a.test/#/image-10x10.png",
      "image-10x10.png",
    ])
      expect(assetOfName(url), url).toBeUndefined();
  });

  it("is looked for in any text without a crash", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        assetOfName(text);
        assetOfName(`https://${text}/video-${text}s-10x10.mp4`);
      }),
    );
  });
});

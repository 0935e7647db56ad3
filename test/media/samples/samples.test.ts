import { crc32 } from "node:zlib";
import fc from "fast-check";
import { ALL_FORMATS, BufferSource, Input } from "mediabunny";
import { describe, expect, it } from "vitest";
import { readSample, SampleSizeError } from "../../../src/media/samples/sample-file.js";
import { makeSample } from "../../harness/finished-media.js";
import { sampleNames } from "../sample-names.js";
import { bytesOf, make, sampleOf } from "./sample-of.js";

const MEBIBYTE = 1024 * 1024;

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

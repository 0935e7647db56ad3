import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assetOfName } from "../../../src/contract/media/asset-name.js";
import { readSampleName } from "../../../src/contract/media/sample-name.js";
import type { ByteReader } from "../../../src/media/probe/byte-reader.js";
import { type MediaFacts, probeMedia } from "../../../src/media/probe/probe-media.js";
import { makeSample } from "../../../src/media/samples/make-sample.js";
import { readSample } from "../../../src/media/samples/sample-file.js";
import { missingDecoder } from "../ffmpeg.js";
import { sampleNames } from "../sample-names.js";

const readerOf = (bytes: Uint8Array): ByteReader => ({
  length: bytes.length,
  read: (start, end) => bytes.subarray(start, end),
});

function make(name: string): Buffer {
  const verdict = readSampleName(name);
  if (verdict.kind !== "sample") throw new Error(verdict.message);
  return Buffer.concat([...readSample(makeSample(verdict.sample))]);
}

const some = [
  "image-30x20.jpg",
  "image-30x20.png",
  "image-30x20-transparent.png",
  "image-30x20.webp",
  "image-30x20-1KB.webp",
  "image-30x20.bmp",
  "video-0.5s-32x20.mp4",
  "video-0.5s-32x20.mov",
  "audio-0.5s.wav",
  "audio-0.5s.mp3",
];

describe("what a file's bytes tell", () => {
  it("is what a sample's name tells", async () => {
    await fc.assert(
      fc.asyncProperty(sampleNames, async (name) => {
        const bytes = make(name);
        expect(await probeMedia(readerOf(bytes))).toEqual({
          ...assetOfName(`/${name}`),
          bytes: bytes.length,
        });
      }),
      { numRuns: 150 },
    );
  });

  it("counts a transparent colour of a PNG as transparency", async () => {
    const bytes = make("image-30x20.png");
    const afterHeader = 33;
    const length = Buffer.from([0, 0, 0, 6]);
    const named = Buffer.from("tRNS\0\0\0\0\0\0", "latin1");
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32(named));
    const tail = bytes.subarray(afterHeader);
    const changed = Buffer.concat([bytes.subarray(0, afterHeader), length, named, checksum, tail]);
    expect(await probeMedia(readerOf(bytes))).toMatchObject({ width: 30, hasTransparency: false });
    expect(await probeMedia(readerOf(changed))).toMatchObject({ width: 30, hasTransparency: true });
  });

  it("takes a few reads, however long the file", async () => {
    for (const name of ["image-640x480-101MB.jpg", "image-640x480-101MB.png", "video-5s-640x360-101MB.mov"]) {
      const verdict = readSampleName(name);
      if (verdict.kind !== "sample") throw new Error(verdict.message);
      const file = makeSample(verdict.sample);
      let read = 0;
      const facts = await probeMedia({
        length: file.length,
        read: (start, end) => {
          read += end - start;
          return Buffer.concat([...readSample(file, start, end)]);
        },
      });
      expect(facts).toEqual(assetOfName(`/${name}`));
      expect(read, name).toBeLessThan(100_000);
    }
  });

  it("is nothing but the size for what is no media", async () => {
    for (const text of ["", "x", "<!doctype html><title>404</title>", "BM and other words that begin so"]) {
      const bytes = Buffer.from(text);
      expect(await probeMedia(readerOf(bytes)), text).toEqual({ bytes: bytes.length });
    }
  });

  it("is kind and format alone for a file cut off after its first bytes", async () => {
    for (const name of some) {
      const { kind, format } = assetOfName(`/${name}`) ?? {};
      const facts = await probeMedia(readerOf(make(name).subarray(0, 16)));
      if (format !== "bmp") expect(facts, name).toEqual({ bytes: 16, kind, format });
    }
  });

  it("is told without a crash, whatever is cut off or wrong in a file", async () => {
    const files = some.map((name) => make(name));
    const damage = fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(), damage, async (file, cut, changes) => {
        const bytes = Uint8Array.from(file.subarray(0, cut % 2 === 0 ? file.length : cut % file.length));
        for (const [at, value] of changes) bytes[at] = value;
        expect((await probeMedia(readerOf(bytes))).bytes).toBe(bytes.length);
      }),
      { numRuns: 400 },
    );
  });

  it("lets pass what reading throws", async () => {
    const read = (): never => {
      throw new Error("the disk is gone");
    };
    await expect(probeMedia({ length: 10, read })).rejects.toThrow("the disk is gone");
  });
});

describe.skipIf(missingDecoder)(`what the bytes of ffmpeg's files tell${missingDecoder}`, () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "wan-mock-probe-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const picture = ["-f", "lavfi", "-i", "testsrc=size=322x242:rate=1:duration=1", "-frames:v", "1"];
  const film = ["-f", "lavfi", "-i", "testsrc=size=322x242:rate=10:duration=2"];
  const tone = ["-f", "lavfi", "-i", "sine=duration=2.5:sample_rate=44100"];
  const half = [...picture, "-vf", "format=rgba,colorchannelmixer=aa=0.5"];
  const image = { kind: "image", width: 322, height: 242, hasTransparency: false } as const;
  const video = { kind: "video", width: 322, height: 242, seconds: 2, hasSound: false } as const;
  const clear = { ...image, hasTransparency: true } as const;
  const audio = { kind: "audio", seconds: 2.5 } as const;

  const cases: readonly (readonly [name: string, args: string[], facts: Omit<MediaFacts, "bytes">])[] = [
    ["plain.jpg", picture, { ...image, format: "jpeg" }],
    ["rgb.png", [...picture, "-pix_fmt", "rgb24"], { ...image, format: "png" }],
    ["rgba.png", [...picture, "-pix_fmt", "rgba"], { ...clear, format: "png" }],
    ["grey-alpha.png", [...picture, "-pix_fmt", "ya8"], { ...clear, format: "png" }],
    ["plain.bmp", picture, { ...image, format: "bmp" }],
    ["lossy.webp", picture, { ...image, format: "webp" }],
    ["lossy-alpha.webp", [...half, "-pix_fmt", "yuva420p"], { ...clear, format: "webp" }],
    ["lossless-alpha.webp", [...half, "-pix_fmt", "bgra", "-lossless", "1"], { ...clear, format: "webp" }],
    ["plain.gif", picture, { kind: "image", format: "gif" }],
    ["plain.mp4", film, { ...video, format: "mp4" }],
    ["plain.mov", film, { ...video, format: "mov" }],
    ["fragmented.mp4", [...film, "-movflags", "frag_keyframe+empty_moov"], { ...video, format: "mp4" }],
    ["sound.mp4", [...film, ...tone, "-shortest"], { ...video, format: "mp4", hasSound: true }],
    ["named.mp4", [...film, "-f", "mov"], { ...video, format: "mov" }],
    ["film.webm", film, { kind: "video", format: "webm" }],
    ["tone.wav", tone, { ...audio, format: "wav" }],
    ["deep.wav", [...tone, "-c:a", "pcm_s24le"], { ...audio, format: "wav" }],
    ["constant.mp3", [...tone, "-b:a", "128k"], { ...audio, format: "mp3" }],
    ["variable.mp3", [...tone, "-q:a", "4"], { ...audio, format: "mp3" }],
    ["stereo.mp3", [...tone, "-ac", "2"], { ...audio, format: "mp3" }],
    ["slow.mp3", [...tone, "-ar", "22050"], { ...audio, format: "mp3" }],
    ["tone.m4a", tone, { ...audio, format: "m4a" }],
    ["tone.flac", tone, { kind: "audio", format: "flac" }],
    ["tone.ogg", tone, { kind: "audio", format: "ogg" }],
  ];

  it.each(cases)("is what went into it: %s", async (name, args, facts) => {
    const path = join(folder, name);
    execFileSync("ffmpeg", ["-v", "error", "-y", ...args, path]);
    const bytes = readFileSync(path);
    const probed = await probeMedia(readerOf(bytes));
    expect({ ...probed, seconds: undefined }).toEqual({ bytes: bytes.length, ...facts, seconds: undefined });
    if (facts.seconds !== undefined) expect(probed.seconds).toBeCloseTo(facts.seconds, 1);
    if (facts.format === "mp3") expect(probed.seconds).toBeCloseTo(2.5, 4);
  });

  it("has the sides of a turned video as they are shown", async () => {
    const [straight, turned] = [join(folder, "straight.mp4"), join(folder, "turned.mp4")];
    execFileSync("ffmpeg", ["-v", "error", "-y", ...film, straight]);
    const turn = ["-i", straight, "-c", "copy", "-metadata:s:v:0", "rotate=90", turned];
    execFileSync("ffmpeg", ["-v", "error", "-y", ...turn]);
    expect(await probeMedia(readerOf(readFileSync(turned)))).toMatchObject({ width: 242, height: 322 });
  });
});

import { crc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assetOfName } from "../../../src/contract/media/sample-name.js";
import { probeMedia } from "../../../src/media/probe/probe-media.js";
import { readSample } from "../../../src/media/samples/sample-file.js";
import { makeSample } from "../../harness/finished-media.js";
import { sampleNames } from "../sample-names.js";
import { make, sampleOf } from "../samples/sample-of.js";
import { readerOf } from "./reader-of.js";

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
      const file = makeSample(sampleOf(name));
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

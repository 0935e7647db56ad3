import { describe, expect, it } from "vitest";
import { probeMedia } from "../../../src/media/probe/probe-media.js";
import { sampleBytes } from "../../harness/sample-bytes.js";
import { box, film, most, times, u32 } from "./films.js";

const nested = (type: string, depth: number): Buffer => {
  let inner: Buffer = Buffer.alloc(0);
  for (let i = 0; i < depth; i++) inner = box(type, inner);
  return inner;
};

const fileType = film.subarray(0, film.readUInt32BE(0));
const rest = film.subarray(fileType.length);
const frame = sampleBytes("audio-1s.mp3").subarray(-96);
const mp4 = (...parts: readonly Uint8Array[]) => Buffer.concat([fileType, ...parts]);
const MEBIBYTE = 1024 * 1024;

/** Looks into a file and counts what is read of it. */
async function probed(bytes: Uint8Array) {
  let reads = 0;
  let read = 0;
  const facts = await probeMedia({
    length: bytes.length,
    read: (start, end) => {
      reads++;
      read += end - start;
      return bytes.subarray(start, end);
    },
  });
  return { facts, reads, read };
}

describe("a file made to keep a reader busy", () => {
  it.each<[why: string, file: () => Uint8Array, facts: object]>([
    [
      "half a million boxes before the film",
      () => mp4(times(500_000, box("free")), rest),
      { kind: "video", format: "mp4" },
    ],
    ["tracks without end", () => mp4(box("moov", times(400_000, box("trak")))), { format: "mp4" }],
    [
      "tags without end",
      () => mp4(box("moov", box("udta", box("meta", u32(0), times(400_000, box("ilst")))))),
      { format: "mp4" },
    ],
    ["boxes in boxes in boxes", () => mp4(nested("moov", 3000)), { format: "mp4" }],
    [
      "a fragment of 2^32 samples that take no byte",
      () => mp4(rest, box("moof", box("traf", box("trun", u32(0, most))))),
      { format: "mp4" },
    ],
    [
      "fragments of a few hundred thousand samples",
      () => mp4(rest, times(8, box("moof", box("traf", box("trun", u32(0, 300_000)))))),
      { format: "mp4" },
    ],
    [
      "chunks counted up to 2^32",
      () =>
        mp4(
          box(
            "moov",
            box("trak", box("mdia", box("minf", box("stbl", box("stsc", u32(0, 2, 1, 1, 1, most, 1, 1)))))),
          ),
        ),
      { format: "mp4" },
    ],
    ["an index of 9 MB", () => mp4(box("moov", box("free", Buffer.alloc(9 * MEBIBYTE)))), { format: "mp4" }],
    ["a box of 2^64 bytes", () => mp4(u32(1), Buffer.from("free"), u32(most, most), rest), { format: "mp4" }],
    [
      "chunks of a WAV",
      () =>
        Buffer.concat([
          Buffer.from("RIFF\xff\xff\xff\x7fWAVE", "latin1"),
          times(500_000, Buffer.from("JUNK\0\0\0\0", "latin1")),
        ]),
      { kind: "audio", format: "wav" },
    ],
    [
      "tags before an MP3",
      () => times(400_000, Buffer.from("ID3\x03\0\0\0\0\0\0", "latin1")),
      { kind: "audio", format: "mp3" },
    ],
    [
      "an MP3 that goes on as something else",
      () => Buffer.concat([frame, Buffer.alloc(4 * MEBIBYTE, 0xff)]),
      { kind: "audio", format: "mp3" },
    ],
    [
      "segments of a JPEG",
      () => Buffer.concat([Buffer.from([0xff, 0xd8]), times(MEBIBYTE, Buffer.from([0xff, 0xfe, 0, 2]))]),
      { kind: "image", format: "jpeg" },
    ],
  ])("is let go after a bounded number of looks: %s", async (_why, file, facts) => {
    const bytes = file();
    const told = await probed(bytes);
    expect(told.facts).toEqual({ kind: "video", bytes: bytes.length, ...facts });
    expect(told.reads).toBeLessThanOrEqual(10_100);
    expect(told.read).toBeLessThan(4 * MEBIBYTE);
  });

  it("is told when its parts are many and not too many", async () => {
    const filled = mp4(times(5000, box("free")), rest);
    expect((await probed(filled)).facts).toMatchObject({ seconds: 1, width: 32, height: 20 });
  });
});

describe("an MP3 without an index", () => {
  it("is as long as its frames, whatever stands between and behind them", async () => {
    const seconds = (count: number) => (count * 1152) / 48_000;
    const plain = times(5000, frame);
    expect((await probed(plain)).facts.seconds).toBe(seconds(5000));
    const tagged = Buffer.concat([Buffer.from("ID3\x03\0\0\0\0\0\x0a", "latin1"), Buffer.alloc(10), plain]);
    expect((await probed(tagged)).facts.seconds).toBe(seconds(5000));
    const noisy = Buffer.concat([
      times(10, frame),
      Buffer.alloc(500, 0xff),
      times(10, frame),
      Buffer.from("TAG"),
    ]);
    expect((await probed(noisy)).facts.seconds).toBe(seconds(20));
  });

  it("of which a part is counted is as long as that part says", async () => {
    const long = times(400_000, frame);
    const { facts, read } = await probed(long);
    expect(facts.seconds).toBeCloseTo((400_000 * 1152) / 48_000, 3);
    expect(read).toBeLessThan(34 * MEBIBYTE);
  });

  it("of many gaps is as long as the frames before them say", async () => {
    const gapped = times(40_000, Buffer.concat([frame, frame, Buffer.from([0])]));
    const { facts, reads } = await probed(gapped);
    expect(facts.seconds).toBeCloseTo((80_000 * 1152) / 48_000, 0);
    expect(reads).toBeLessThan(3000);
  });
});

it("tells a WAV whose length was never filled in by its bytes", async () => {
  const wav = Buffer.from(sampleBytes("audio-1s.wav"));
  wav.writeUInt32LE(most, 40);
  expect((await probed(wav)).facts).toMatchObject({ seconds: 1 });
});

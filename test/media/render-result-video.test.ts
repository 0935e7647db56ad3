import fc from "fast-check";
import { BufferSource, EncodedPacketSink, Input, MP4 } from "mediabunny";
import { describe, expect, it } from "vitest";
import { renderResultVideo } from "../harness/finished-media.js";
import { ODD_SIZES, TABLE_SIZES, videoSpec } from "./video-spec.js";

async function parse(bytes: Uint8Array) {
  const input = new Input({ source: new BufferSource(bytes), formats: [MP4] });
  const video = await input.getPrimaryVideoTrack();
  const audio = await input.getPrimaryAudioTrack();
  if (video === null) throw new Error("no video track");
  const stats = await video.computePacketStats();
  return {
    width: await video.getCodedWidth(),
    height: await video.getCodedHeight(),
    codec: await video.getCodecParameterString(),
    frames: stats.packetCount,
    framesPerSecond: stats.averagePacketRate,
    seconds: await input.computeDuration(),
    videoSeconds: await video.computeDuration(),
    audioSeconds: audio === null ? undefined : await audio.computeDuration(),
    audioFrames: audio === null ? undefined : (await audio.computePacketStats()).packetCount,
    audioCodec: audio === null ? undefined : await audio.getCodecParameterString(),
    tags: await input.getMetadataTags(),
  };
}

describe("a result video, read by an independent parser", () => {
  it.each([...TABLE_SIZES, ...ODD_SIZES])("has exactly %i x %i pixels", async (width, height) => {
    const { bytes } = renderResultVideo(videoSpec({ width, height, seconds: 2 }));
    expect(await parse(bytes)).toMatchObject({ width, height, frames: 48, seconds: 2 });
  });

  it.each([2, 5, 10, 15, 30])("lasts exactly %i seconds at 24 frames a second", async (seconds) => {
    const parsed = await parse(renderResultVideo(videoSpec({ seconds })).bytes);
    expect(parsed).toMatchObject({
      seconds,
      videoSeconds: seconds,
      audioSeconds: seconds,
      frames: 24 * seconds,
    });
    expect(parsed.framesPerSecond).toBeCloseTo(24, 9);
  });

  it("lasts a fraction of a second exactly", async () => {
    const { bytes } = renderResultVideo(videoSpec({ seconds: 4.321 }));
    const parsed = await parse(bytes);
    expect(parsed.frames).toBe(Math.ceil(4.321 * 24));
    expect(parsed.videoSeconds).toBeCloseTo(4.321, 9);
    expect(parsed.audioSeconds).toBeCloseTo(4.321, 4);
  });

  it("is H.264 Constrained Baseline of the level its size needs, with AAC-LC", async () => {
    const codecs = await Promise.all(
      [
        [480, 270],
        [1280, 720],
        [1920, 1080],
        [3840, 2160],
      ].map(async ([width = 0, height = 0]) => {
        const parsed = await parse(renderResultVideo(videoSpec({ width, height, seconds: 2 })).bytes);
        return [parsed.codec, parsed.audioCodec];
      }),
    );
    expect(codecs).toEqual([
      ["avc1.42c01e", "mp4a.40.2"],
      ["avc1.42c01f", "mp4a.40.2"],
      ["avc1.42c028", "mp4a.40.2"],
      ["avc1.42c033", "mp4a.40.2"],
    ]);
  });

  it("has sound to the very end: frames of 1024 samples at 48 kHz, the last one cut", async () => {
    for (const audio of ["silent", "tone"] as const)
      expect((await parse(renderResultVideo(videoSpec({ audio })).bytes)).audioFrames).toBe(235);
  });

  it("has no audio track when none is asked for", async () => {
    const parsed = await parse(renderResultVideo(videoSpec({ audio: "none" })).bytes);
    expect(parsed.audioSeconds).toBeUndefined();
  });

  it("names the task in its title and the request in its comment", async () => {
    const { tags } = await parse(
      renderResultVideo(videoSpec({ prompt: "a cat\nand 狗", lines: ["seed 42"] })).bytes,
    );
    expect(tags.title).toBe("task-unified-1757156493-imcg5zqt");
    expect(tags.comment).toBe("wan2.7-text-to-video, 1280x720, 5 s, seed 42: a cat and 狗");
  });

  it("has its index in front of its data", () => {
    const text = Buffer.from(renderResultVideo(videoSpec()).bytes).toString("latin1");
    expect(text.indexOf("ftyp")).toBe(4);
    expect(text.indexOf("moov")).toBeGreaterThan(4);
    expect(text.indexOf("moov")).toBeLessThan(text.indexOf("mdat"));
  });

  it("starts a key frame every 5 seconds", async () => {
    const input = new Input({
      source: new BufferSource(renderResultVideo(videoSpec({ seconds: 12 })).bytes),
      formats: [MP4],
    });
    const track = await input.getPrimaryVideoTrack();
    if (track === null) throw new Error("no video track");
    const keys: number[] = [];
    for await (const packet of new EncodedPacketSink(track).packets())
      if (packet.type === "key") keys.push(packet.timestamp);
    expect(keys).toEqual([0, 5, 10]);
  });

  it("keeps pixels and seconds whatever the texts are", async () => {
    const side = fc.integer({ min: 1, max: 500 }).map((half) => 2 * half);
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.string({ unit: "grapheme", maxLength: 300 }),
      fc.constantFrom("", "\u0000", "\ud800", "\u202e\ufe0f\u200d", "👩‍👩‍👧‍👦".repeat(40), "长".repeat(9000)),
    );
    const specs = fc.record({
      width: side,
      height: side,
      seconds: fc.integer({ min: 1, max: 4 }),
      taskId: text,
      model: text,
      prompt: text,
      lines: fc.array(text, { maxLength: 3 }),
      audio: fc.constantFrom("none" as const, "silent" as const, "tone" as const),
    });
    await fc.assert(
      fc.asyncProperty(specs, async (spec) => {
        const { width, height, seconds } = spec;
        const parsed = await parse(renderResultVideo(spec).bytes);
        expect(parsed).toMatchObject({ width, height, seconds, frames: 24 * seconds });
      }),
      { numRuns: 60 },
    );
  });
});

describe("rendering a result", () => {
  it("gives the same bytes for the same spec", () => {
    const one = renderResultVideo(videoSpec({ prompt: "一只猫 and a dog" }));
    renderResultVideo(videoSpec({ taskId: "another" }));
    expect(
      Buffer.compare(one.bytes, renderResultVideo(videoSpec({ prompt: "一只猫 and a dog" })).bytes),
    ).toBe(0);
  });

  it.each([
    ["taskId", { taskId: "task-unified-1757156493-other" }],
    ["model", { model: "wan2.7-image-to-video" }],
    ["prompt", { prompt: "something else" }],
    ["lines", { lines: ["seed 42"] }],
    ["audio", { audio: "silent" as const }],
  ])("gives other bytes for another %s", (_, change) => {
    const [one, other] = [renderResultVideo(videoSpec()), renderResultVideo(videoSpec(change))];
    expect(Buffer.compare(one.bytes, other.bytes)).not.toBe(0);
  });

  it.each([
    [{ width: 1281 }, "The width of a video is an even number of pixels from 2 to 8192, not 1281"],
    [{ height: 0 }, "The height of a video is an even number of pixels from 2 to 8192, not 0"],
    [{ width: 8194 }, "not 8194"],
    [{ height: 720.5 }, "not 720.5"],
    [{ width: Number.NaN }, "not NaN"],
    [{ seconds: 0 }, "A video lasts more than 0 and up to 600 seconds, not 0"],
    [{ seconds: -5 }, "not -5"],
    [{ seconds: 601 }, "not 601"],
    [{ seconds: Number.NaN }, "not NaN"],
  ])("refuses %o", (change, message) => {
    expect(() => renderResultVideo(videoSpec(change))).toThrow(RangeError);
    expect(() => renderResultVideo(videoSpec(change))).toThrow(message);
  });

  it.each([
    [1920, 1080, 15, 130_000],
    [1920, 1080, 2, 40_000],
    [1280, 720, 5, 35_000],
    [1280, 720, 30, 180_000],
    [3840, 2160, 15, 300_000],
  ])("keeps %i x %i of %i s under %i bytes", (width, height, seconds, most) => {
    expect(renderResultVideo(videoSpec({ width, height, seconds })).bytes.length).toBeLessThan(most);
  });

  it("does not pay for text that cannot be shown", () => {
    const shown = renderResultVideo(videoSpec({ prompt: "word ".repeat(3_000) })).bytes;
    const absurd = renderResultVideo(videoSpec({ prompt: "word ".repeat(2_000_000) })).bytes;
    expect(absurd.length).toBe(shown.length);
  });
});

import { describe, expect, it } from "vitest";
import { ResultCard } from "../../src/media/card/result-card.js";
import { MosaicEncoder } from "../../src/media/h264/mosaic-encoder.js";
import { pictureParameterSet, sequenceParameterSet } from "../../src/media/h264/parameter-sets.js";
import { Mosaic } from "../../src/media/mosaic.js";
import { muxMp4 } from "../../src/media/mp4/mux-mp4.js";
import { finish, renderResultVideo } from "../harness/finished-media.js";
import { decode, decodeFrames, missingDecoder, probe, probeStream, withFile } from "./ffmpeg.js";
import { planesOf } from "./planes-of.js";
import { ODD_SIZES, TABLE_SIZES, videoSpec } from "./video-spec.js";

const SHAPES = [...TABLE_SIZES, ...ODD_SIZES].map(([width, height], i) => ({
  width,
  height,
  seconds: [2, 5, 15, 30][i % 4] ?? 2,
  audio: i % 3 === 0 ? ("none" as const) : ("tone" as const),
}));

/** A film of mosaics as an MP4, all but the first frame as P frames. */
function film(mosaic: Mosaic, frames: number, change: (frame: number) => void): Uint8Array {
  const encoder = new MosaicEncoder(mosaic);
  const samples: Uint8Array[] = [];
  for (let i = 0; i < frames; i++) {
    change(i);
    const changes = mosaic.takeChanges();
    samples.push(i === 0 ? finish(encoder.keyFrame()) : encoder.nextFrame(changes));
  }
  const { width, height } = mosaic;
  const track = { width, height, rate: 24, sampleTicks: 1, ticks: frames, samples, keyFrames: [0] };
  const sets = {
    sequenceParameterSet: sequenceParameterSet(width, height, 24),
    pictureParameterSet: pictureParameterSet(),
  };
  return muxMp4({ ...track, ...sets }, undefined, { title: "", comment: "" });
}

/** A repeatable sequence of numbers from 0 to `below` - 1. */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
}

describe.skipIf(missingDecoder)(`a result video, decoded by ffmpeg${missingDecoder}`, () => {
  it.each(SHAPES)("plays without a complaint: $width x $height, $seconds s, audio $audio", (shape) => {
    const { width, height, seconds, audio } = shape;
    withFile(renderResultVideo(videoSpec(shape)).bytes, (name) => {
      const { streams, format } = probe(name);
      expect(streams[0]).toMatchObject({ codec_name: "h264", width, height });
      expect(Number(streams[0]?.duration)).toBeCloseTo(seconds, 3);
      expect(Number(format.duration)).toBeCloseTo(seconds, 3);
      expect(format.tags["title"]).toBe("task-unified-1757156493-imcg5zqt");
      expect(streams.length).toBe(audio === "none" ? 1 : 2);
      if (audio !== "none") expect(Number(streams[1]?.duration)).toBeCloseTo(seconds, 3);
      expect(decode(name)).toEqual({ complaints: "", frames: 24 * seconds });
    });
  });

  it.each([
    [480, 270, 30],
    [1280, 720, 31],
    [1080, 1920, 40],
    [1112, 834, 32],
    [2400, 120, 31],
    [3840, 2160, 51],
  ])("tells its size in the stream too: %i x %i at level %i", (width, height, level) => {
    const stream = withFile(renderResultVideo(videoSpec({ width, height, seconds: 2 })).bytes, probeStream);
    expect(stream).toMatchObject({ width, height, level });
  });

  it.each([
    [1280, 720, 7],
    [1080, 1920, 2],
    [1112, 834, 2],
    [240, 240, 3],
  ])("shows exactly the pixels that were drawn: %i x %i, %i s", (width, height, seconds) => {
    const spec = videoSpec({
      width,
      height,
      seconds,
      prompt: "The quick brown 狐狸 jumps over 😀 the lazy dog.",
    });
    const frames = 24 * seconds;
    const wanted = [0, Math.floor(frames / 2), frames - 1];
    const decoded = withFile(renderResultVideo(spec).bytes, (name) => decodeFrames(name, wanted));
    wanted.forEach((frame, i) => {
      const card = new ResultCard(spec);
      card.show(Math.floor(frame / 24), (frame + 1) / frames);
      expect(decoded[i]?.equals(planesOf(card.mosaic)), `frame ${frame}`).toBe(true);
    });
  });

  it.each([1, 2, 3, 4])("shows noise of every shade and tint exactly, seed %i", (seed) => {
    const draw = sequence(seed);
    const palette = Array.from({ length: 8 }, () => ({ cb: draw(19) - 9, cr: draw(19) - 9 }));
    const mosaic = new Mosaic(334, 206, palette);
    const drawn: Buffer[] = [];
    const bytes = film(mosaic, 40, (frame) => {
      if (frame === 0) {
        mosaic.tints.forEach((_, i) => {
          mosaic.tints[i] = draw(8);
        });
        // The share of ink grows to the right, so that blocks of any number of coefficients occur.
        for (let y = 0; y < mosaic.mbRows * 4; y++)
          for (let x = 0; x < mosaic.stride; x++) if (draw(mosaic.stride) < x) mosaic.set(x, y, draw(4));
      } else for (let k = 0; k < 60; k++) mosaic.set(draw(mosaic.stride), draw(mosaic.mbRows * 4), draw(4));
      drawn.push(planesOf(mosaic));
    });
    const numbers = drawn.map((_, i) => i);
    const decoded = withFile(bytes, (name) => {
      expect(decode(name).complaints).toBe("");
      return decodeFrames(name, numbers);
    });
    for (const i of numbers) expect(decoded[i]?.equals(drawn[i] ?? Buffer.alloc(0)), `frame ${i}`).toBe(true);
  });
});

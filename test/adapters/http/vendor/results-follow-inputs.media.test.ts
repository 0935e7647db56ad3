import { describe, expect, it, onTestFinished } from "vitest";
import { STILL, serveWithoutSocket } from "../../../harness/describe-matrix.js";
import { decode, missingDecoder, probe, withFile } from "../../../media/ffmpeg.js";
import { listen } from "../../../media/listen.js";
import { finished, type Heard, resultCases } from "./results-follow-inputs.cases.js";

/** Hertz of the tones that stand for the model's sound and for sound that was given. */
const PITCH = { model: 468.75, given: 937.5 };

/** Decoding is what takes long, so it is done for one result of a kind. */
const decoded: ReadonlySet<string> = new Set([
  "text",
  "text, 4:3, 2 s",
  "text, driven by 3 s of audio",
  "first frame 3:4",
  "first frame 8:1",
  "first frame 1:8, 1080p",
  "first and last frame of different shapes, driven by 2.5 s of audio",
  "3 s of clip continued to 15 s",
  "8 s of clip continued to 8 s: the clip as it is",
  "5 s of a clip without sound continued to the default 5 s: the clip as it is",
  "edit of 4.6 s 9:16, duration 0, sound kept",
  "edit of 8 s cut to 3 s, 1:1, sound kept",
]);

function expectHeard(name: string, heard: Heard, seconds: number): void {
  const { heard: until, pitch } = listen(name);
  expect(Math.abs(pitch - (heard === "model" ? PITCH.model : PITCH.given))).toBeLessThan(10);
  // A frame of sound is 21 ms, and fades over the next one.
  expect(Math.abs(until - (heard === "model" ? seconds : Number(heard)))).toBeLessThan(0.06);
}

describe.skipIf(missingDecoder)(`a result, to ffprobe and ffmpeg${missingDecoder}`, () => {
  it.each(resultCases)("is what the documents imply: $name", async (result) => {
    const mock = await serveWithoutSocket(STILL);
    onTestFinished(() => mock.close());
    const { bytes } = await finished(mock, result.body);
    const { pixels, seconds, heard } = result;
    withFile(bytes, (name) => {
      const { streams, format } = probe(name);
      const [video, audio] = streams;
      expect(`${video?.width}x${video?.height}`).toBe(pixels);
      expect(Number(video?.duration)).toBeCloseTo(seconds, 3);
      expect(Number(format.duration)).toBeCloseTo(seconds, 3);
      expect(streams.length).toBe(heard === "no track" ? 1 : 2);
      if (heard !== "no track") {
        expect(Number(audio?.duration)).toBeCloseTo(seconds, 3);
        expectHeard(name, heard, seconds);
      }
      if (!decoded.has(result.name)) return;
      const { complaints, frames } = decode(name);
      expect(complaints).toBe("");
      expect(Math.abs(frames - 24 * seconds)).toBeLessThan(1);
    });
  });

  it("is decoded for cases that there are", () => {
    const names = resultCases.map(({ name }) => name);
    expect([...decoded].filter((name) => !names.includes(name))).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { describeMatrix, type ServedMock, STILL } from "../../../harness/describe-matrix.js";
import { complaints, missingDecoder, probe, withFile } from "../../../media/ffmpeg.js";
import { listen } from "../../../media/listen.js";
import { type Heard, resultCases } from "./results-follow-inputs.cases.js";

/** Hertz of the tones that stand for the model's sound and for sound that was given. */
const PITCH = { model: 468.75, given: 937.5 };
const named = resultCases.map((result) => [result.name, result] as const);
const asset = (name: string): string => `https://cdn.example.com/in/${name}`;

async function finished(mock: ServedMock, body: object): Promise<{ id: string; bytes: Buffer }> {
  const submitted = await mock.submit(body);
  expect(submitted.status, submitted.text).toBe(200);
  const { id } = submitted.json();
  await mock.clock.advance("3s");
  return { id, bytes: (await mock.send({ path: `/files/${id}.mp4` })).bytes };
}

interface Effective {
  effective: { output: { width: number; height: number; seconds: number } };
}

const effectiveOf = async (mock: ServedMock, id: string) =>
  (await mock.send({ path: `/_mock/tasks/${id}` })).json<Effective>().effective.output;

describeMatrix("the effective request", (serve) => {
  it.each(named)("tells size and seconds of %s", async (_, { body, pixels, seconds }) => {
    const mock = await serve(STILL);
    const { id } = (await mock.submit(body)).json();
    const { width, height, ...rest } = await effectiveOf(mock, id);
    expect([`${width}x${height}`, rest.seconds]).toEqual([pixels, seconds]);
    const lint = await mock.send({
      ...{ method: "POST", path: "/_mock/lint", body: JSON.stringify(body) },
      headers: { "content-type": "application/json" },
    });
    expect(lint.json<Effective>().effective.output).toEqual({ width, height, seconds });
  });
});

function expectHeard(name: string, heard: Heard, seconds: number): void {
  const { heard: until, pitch } = listen(name);
  expect(Math.abs(pitch - (heard === "model" ? PITCH.model : PITCH.given))).toBeLessThan(10);
  // A frame of sound is 21 ms, and fades over the next one.
  expect(Math.abs(until - (heard === "model" ? seconds : Number(heard)))).toBeLessThan(0.06);
}

describeMatrix("a result", (serve, transport) => {
  it("names the media of its request in its comment", async () => {
    const mock = await serve(STILL);
    const { bytes } = await finished(mock, {
      ...{ model: "wan2.7-image-to-video", prompt: "The kite climbs", duration: 2 },
      image_start: "https://cdn.example.com/a/hero%20shot.png?token=secret",
      image_end: asset("image-640x480.png"),
      audio_urls: [asset("audio-3s.wav")],
    });
    const text = bytes.toString("utf8");
    expect(text).toContain(
      "2 s, image_start hero shot.png, image_end image-640x480.png 640x480, audio 1 audio-3s.wav 3 s: The kite",
    );
    expect(text).not.toContain("secret");
  });

  it("names no media that its model does not take", async () => {
    const mock = await serve(STILL);
    const { bytes } = await finished(mock, {
      ...{ model: "wan2.7-text-to-video", prompt: "The kite climbs", duration: 2 },
      image_start: asset("image-640x480.png"),
    });
    expect(bytes.toString("latin1")).toContain("wan2.7-text-to-video, 1280x720, 2 s: The kite climbs");
  });

  it("has the same bytes for the same task", async () => {
    const body = resultCases.find(({ heard }) => heard === 2.5)?.body ?? {};
    const [one, other] = [await serve(STILL), await serve(STILL)];
    const first = await finished(one, body);
    const second = await finished(other, body);
    expect(first.id).toBe(second.id);
    expect(first.bytes.equals(second.bytes)).toBe(true);
  });

  // Once is enough for what decoding shows: the bytes are the same over either transport.
  if (transport === "in process") return;
  describe.skipIf(missingDecoder)(`, to ffprobe${missingDecoder}`, () => {
    it.each(named)("is what the documents imply: %s", async (_, { body, pixels, seconds, heard }) => {
      const mock = await serve(STILL);
      const { bytes } = await finished(mock, body);
      withFile(bytes, (name) => {
        const { streams, format } = probe(name);
        const [video, audio] = streams;
        expect(`${video?.width}x${video?.height}`).toBe(pixels);
        expect(Number(video?.duration)).toBeCloseTo(seconds, 3);
        expect(Math.abs(Number(video?.nb_read_frames) - 24 * seconds)).toBeLessThan(1);
        expect(Number(format.duration)).toBeCloseTo(seconds, 3);
        expect(complaints(name)).toBe("");
        expect(streams.length).toBe(heard === "no track" ? 1 : 2);
        if (heard === "no track") return;
        expect(Number(audio?.duration)).toBeCloseTo(seconds, 3);
        expectHeard(name, heard, seconds);
      });
    });
  });
});

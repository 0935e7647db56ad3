import { expect, it } from "vitest";
import { describeMatrix, type ServedMock, STILL } from "../../../harness/describe-matrix.js";
import { finished, resultCases } from "./results-follow-inputs.cases.js";

const named = resultCases.map((result) => [result.name, result] as const);
const asset = (name: string): string => `https://cdn.example.com/in/${name}`;

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

describeMatrix("a result", (serve) => {
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
});

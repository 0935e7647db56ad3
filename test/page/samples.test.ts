import { expect, it } from "vitest";
import { createMock } from "../../src/index.js";
import { samples } from "../../src/page/views/compose/samples.js";

const mock = () => createMock({ clock: "frozen" });

/** A body for each parameter that takes a kind of file. */
const bodies: Readonly<Record<string, (url: string) => readonly object[]>> = {
  image: (url) => [
    { model: "wan2.7-image-to-video", prompt: "It moves", image_start: url },
    { model: "wan2.7-reference-video", prompt: "The reference image moves", image_urls: [url] },
  ],
  video: (url) => [
    { model: "wan2.7-image-to-video", prompt: "It goes on", video_urls: [url] },
    { model: "wan2.7-video-edit", prompt: "Paint it", video_urls: [url] },
    { model: "wan2.7-reference-video", prompt: "The reference video dances", video_urls: [url] },
  ],
  audio: (url) => [
    { model: "wan2.7-text-to-video", prompt: "A song", audio_urls: [url] },
    {
      model: "wan2.7-reference-video",
      prompt: "The reference image sings",
      image_urls: ["https://cdn.example.com/a.jpg"],
      model_params: { voice_bindings: { image1: url } },
    },
  ],
};

const cases = Object.entries(samples).flatMap(([media, { good, bad }]) => [
  ...good.map(({ name }) => ({ media, name, isGood: true })),
  ...bad.map(({ name }) => ({ media, name, isGood: false })),
]);

it.each(cases)("$name is as it is offered", async ({ media, name, isGood }) => {
  const { fetch } = mock();
  const served = await fetch(`http://wan-mock.test/_mock/assets/${name}`, { method: "HEAD" });
  expect(served.status).toBe(200);
  for (const body of bodies[media]?.(`http://wan-mock.test/_mock/assets/${name}`) ?? []) {
    const answer = await fetch("http://wan-mock.test/_mock/lint", {
      method: "POST",
      body: JSON.stringify(body),
    });
    const { accepted, findings } = (await answer.json()) as {
      accepted: boolean;
      findings: { rule: string; severity: string }[];
    };
    if (isGood) expect([accepted, findings]).toEqual([true, []]);
    else
      expect(findings).toContainEqual(
        expect.objectContaining({ rule: expect.stringMatching(/^asset-/), severity: "error" }),
      );
  }
});

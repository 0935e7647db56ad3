import { expect, it } from "vitest";
import type { MediaInput } from "../../src/contract/media/media-inputs.js";
import type { Asset } from "../../src/contract/rules/define-rule.js";
import { inputLine } from "../../src/simulation/input-line.js";

const image = { width: 1280, height: 720 };

it.each<[MediaInput, Asset | undefined, string]>([
  [{ param: "image_start", url: "https://a.example/hero.png" }, image, "image_start hero.png 1280x720"],
  [
    { param: "image_end", url: "https://a.example/x/y/end.webp?token=1#top" },
    undefined,
    "image_end end.webp",
  ],
  [{ param: "image_urls", item: 1, url: "https://a.example/a%20b.png" }, {}, "image 2 a b.png"],
  [
    { param: "video_urls", item: 0, url: "https://a.example/dog.mp4" },
    { ...image, seconds: 4.6 },
    "video 1 dog.mp4 1280x720 4.6 s",
  ],
  [{ param: "audio_urls", item: 0, url: "https://a.example/3.wav" }, { seconds: 3 }, "audio 1 3.wav 3 s"],
  [
    { param: "voice_bindings", item: "image1", url: "https://a.example/v.mp3" },
    undefined,
    "voice of image1 v.mp3",
  ],
  [{ param: "image_start", url: "https://a.example/" }, undefined, "image_start a.example"],
  [{ param: "image_start", url: "https://a.example" }, undefined, "image_start a.example"],
  [{ param: "image_start", url: "https://a.example/%E4%B8%80.png" }, undefined, "image_start 一.png"],
  [{ param: "image_start", url: "https://a.example/50%.png" }, undefined, "image_start 50%.png"],
  [{ param: "image_start", url: "" }, undefined, "image_start "],
  [
    { param: "image_start", url: `https://a.example/${"long-".repeat(20)}end.png` },
    undefined,
    "image_start long-long-long-l…ng-long-end.png",
  ],
])("writes %j, known as %j, as %s", (input, asset, line) => {
  expect(inputLine(input, asset)).toBe(line);
});

it("keeps the line of any URL short", () => {
  for (const url of [
    "x".repeat(100_000),
    `https://a.example/${"%F0%9F%98%80".repeat(5000)}`,
    "/".repeat(50_000),
  ])
    expect([...inputLine({ param: "image_start", url })].length).toBeLessThanOrEqual(45);
});

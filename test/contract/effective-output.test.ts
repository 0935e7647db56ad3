import { expect, it } from "vitest";
import { bundledModels } from "../../src/contract/bundled-models.js";
import { outputOf } from "../../src/contract/effective-request.js";
import type { Asset } from "../../src/contract/rules/define-rule.js";

/** Pixels and seconds of the output when `asset` is known of the only medium of the body. */
function outputWith(model: string, body: object, asset: Asset): string {
  const contract = bundledModels.find(({ id }) => id === model);
  if (contract === undefined) throw new Error(`no model ${model}`);
  const { size, seconds } = outputOf(contract, { model, prompt: "x", ...body }, () => asset);
  return `${size.width}x${size.height} ${seconds}`;
}

const clip = { video_urls: ["https://cdn.example.com/clip.mp4"] };
const edited = (asset: Asset, body: object = {}) =>
  outputWith("wan2.7-video-edit", { ...clip, ...body }, { kind: "video", ...asset });
const continued = (asset: Asset) =>
  outputWith("wan2.7-image-to-video", { ...clip, duration: 5 }, { kind: "video", ...asset });

it.each<[Asset, string]>([
  [{}, "1280x720 5"],
  [{ seconds: 0 }, "1280x720 5"],
  [{ seconds: -3 }, "1280x720 5"],
  [{ seconds: Number.NaN }, "1280x720 5"],
  [{ seconds: Number.POSITIVE_INFINITY }, "1280x720 5"],
  [{ seconds: 4.59999 }, "1280x720 4.6"],
  [{ seconds: 3600 }, "1280x720 10"],
  [{ width: 600 }, "1280x720 5"],
  [{ width: 600, height: 0 }, "1280x720 5"],
  [{ width: Number.NaN, height: 600 }, "1280x720 5"],
  [{ width: 600, height: 600, seconds: 3 }, "960x960 3"],
])("an edit of a source of %j is %s", (asset, output) => {
  expect(edited(asset)).toBe(output);
});

it("is never longer than the source of an edit, nor than its duration", () => {
  expect(edited({ seconds: 4 }, { duration: 10 })).toBe("1280x720 4");
  expect(edited({ seconds: 8 }, { duration: 3 })).toBe("1280x720 3");
  expect(edited({}, { duration: 3 })).toBe("1280x720 3");
});

it.each<[Asset, string]>([
  [{ width: 641, height: 361, seconds: 5 }, "642x362 5"],
  [{ width: 641, height: 361, seconds: 3 }, "1280x720 5"],
  [{ width: 240, height: 240, seconds: 5 }, "240x240 5"],
  [{ width: 20_000, height: 10_000, seconds: 5 }, "1358x678 5"],
  [{ seconds: 5 }, "1280x720 5"],
])("5 s continuing a clip of %j are %s", (asset, output) => {
  expect(continued(asset)).toBe(output);
});

it("does not take an aspect_ratio that the model has no parameter for", () => {
  const body = { image_start: "https://cdn.example.com/hero.png", aspect_ratio: "1:1", duration: 5 };
  expect(outputWith("wan2.7-image-to-video", body, {})).toBe("1280x720 5");
});

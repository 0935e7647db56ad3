import { countUrls, secondsAsked, secondsOf } from "../media/material.js";
import type { AssetOf } from "../media/media-inputs.js";
import type { Body } from "../rules/define-rule.js";
import {
  audioUrl,
  exampleUrls,
  imageUrl,
  type ModelTraits,
  maybe,
  soundOfClip,
  soundOfDrivingAudio,
  videoUrl,
} from "./model-traits.js";

/** The ways in which the model works, each with its material. */
export type GenerationMode = "first_frame" | "first_last_frame" | "video_continuation";

/** The mode that the material means, or `undefined` when it is none of the six accepted sets. */
export function modeOfMaterial(body: Body): GenerationMode | undefined {
  const mode = likeliestMode(body);
  const isAccepted =
    mode === "video_continuation"
      ? body.image_start === undefined && countUrls(body.audio_urls) === 0
      : body.image_start !== undefined;
  return isAccepted ? mode : undefined;
}

function likeliestMode(body: Body): GenerationMode {
  if (countUrls(body.video_urls) > 0) return "video_continuation";
  return body.image_end === undefined ? "first_frame" : "first_last_frame";
}

/** Known seconds of the clip that a continuation starts from, to the millisecond. */
export function secondsOfClip(body: Body, assetOf: AssetOf): number | undefined {
  const clip: unknown = Array.isArray(body.video_urls) ? body.video_urls[0] : undefined;
  if (typeof clip !== "string" || body.image_start !== undefined) return undefined;
  return secondsOf(assetOf(clip));
}

/** Whether a continuation asks for just the length of its clip: the page says that the clip comes back as it is. */
export function returnsClip(body: Body, assetOf: AssetOf): boolean {
  return secondsOfClip(body, assetOf) === secondsAsked(body);
}

export const imageToVideo: ModelTraits = {
  shortForm: /\bi2v\b/,
  leastBody: {
    model: "wan2.7-image-to-video",
    prompt: "The kite climbs into the wind",
    image_start: "https://cdn.example.com/frames/kite.jpg",
    duration: 2,
  },
  promptOptional: true,
  shapingUrl: (body) => body.image_start ?? body.video_urls?.[0],
  returnsClip,
  sound: (body, seconds, assetOf) =>
    returnsClip(body, assetOf)
      ? soundOfClip(body, seconds, assetOf)
      : soundOfDrivingAudio(body, seconds, assetOf),
  inferred: (body) => (body.generation_mode === undefined ? { generation_mode: likeliestMode(body) } : {}),
  beside: (parameter, value) => {
    if (parameter === "video_urls" || value === "video_continuation")
      return { image_start: undefined, video_urls: exampleUrls("video", 1) };
    return value === "first_last_frame" ? { image_end: exampleUrls("image", 1).join("") } : {};
  },
  draw: (faker, draft) => {
    const mode = faker.helpers.arrayElement(["first_frame", "first_last_frame", "video_continuation"]);
    maybe(faker, draft, "generation_mode", () => mode);
    if (mode === "video_continuation") {
      draft["video_urls"] = [videoUrl(faker)];
      maybe(faker, draft, "image_end", () => imageUrl(faker));
      return;
    }
    draft["image_start"] = imageUrl(faker);
    if (mode === "first_last_frame") draft["image_end"] = imageUrl(faker);
    maybe(faker, draft, "audio_urls", () => [audioUrl(faker)]);
  },
};

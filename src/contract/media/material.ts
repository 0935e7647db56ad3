import type { Asset, Body } from "../rules/define-rule.js";
import { secondsOf } from "./asset-limits.js";

/** Items of a URL list; a list that is absent (or no list at all) has none. */
export function countUrls(urls: unknown): number {
  return Array.isArray(urls) ? urls.length : 0;
}

/** The material sets that image-to-video accepts, by the mode that each one means. */
export type GenerationMode = "first_frame" | "first_last_frame" | "video_continuation";

/** The mode that the material means, or `undefined` when it is none of the six accepted sets. */
export function modeOfMaterial(body: Body): GenerationMode | undefined {
  const hasAudio = countUrls(body.audio_urls) > 0;
  if (countUrls(body.video_urls) > 0) {
    return body.image_start === undefined && !hasAudio ? "video_continuation" : undefined;
  }
  if (body.image_start === undefined) return undefined;
  return body.image_end === undefined ? "first_frame" : "first_last_frame";
}

/** What a body asks for when it does not say, except in video-edit. */
const DEFAULT_SECONDS = 5;

/** Seconds of output that the body asks for. */
export function secondsAsked(body: Body): number {
  return body.duration ?? DEFAULT_SECONDS;
}

/** The same as a sentence shows it. */
export function shownSeconds(body: Body): string {
  return body.duration === undefined ? `${DEFAULT_SECONDS} (the default)` : String(body.duration);
}

/** Known seconds of the clip that a continuation starts from, to the millisecond. */
export function secondsOfClip(body: Body, assetOf: (url: string) => Asset | undefined): number | undefined {
  const clip: unknown = Array.isArray(body.video_urls) ? body.video_urls[0] : undefined;
  if (typeof clip !== "string" || body.image_start !== undefined) return undefined;
  return secondsOf(assetOf(clip) ?? {});
}

import type { Asset, Body } from "../rules/define-rule.js";
import { secondsAsked } from "./material.js";
import { type AssetOf, knownSeconds } from "./media-inputs.js";
import type { PixelSize } from "./output-size.js";

/**
 * What is known of the medium whose shape a result keeps near: the first frame or the clip of image-to-video,
 * `image_start` of reference-video, the source of an edit that names no `aspect_ratio`.
 */
export function shapingAsset(model: string, body: Body, assetOf: AssetOf): Asset | undefined {
  const url = shapingUrl(model, body);
  return typeof url === "string" ? assetOf(url) : undefined;
}

function shapingUrl(model: string, body: Body): unknown {
  switch (model) {
    case "wan2.7-image-to-video":
      return body.image_start ?? body.video_urls?.[0];
    case "wan2.7-reference-video":
      return body.image_start;
    case "wan2.7-video-edit":
      return body.aspect_ratio === undefined ? body.video_urls?.[0] : undefined;
    default:
      return undefined;
  }
}

/** Pixels of an image or clip, when both sides are known. */
export function pixelsOf(asset: Asset | undefined): PixelSize | undefined {
  const { width = 0, height = 0 } = asset ?? {};
  return width > 0 && height > 0 ? { width, height } : undefined;
}

/** Whether a continuation asks for just the length of its clip: the page says that the clip comes back as it is. */
export function returnsClip(model: string, body: Body, assetOf: AssetOf): boolean {
  const clip = body.video_urls?.[0];
  if (model !== "wan2.7-image-to-video" || typeof clip !== "string" || body.image_start !== undefined)
    return false;
  return knownSeconds(assetOf(clip)) === secondsAsked(body);
}

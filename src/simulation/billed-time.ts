import type { Output } from "../contract/effective-request.js";
import { type AssetOf, knownSeconds, nothingKnown } from "../contract/media/media-inputs.js";
import { traitsOf } from "../contract/models/wan-models.js";
import type { Body } from "../contract/rules/define-rule.js";
import type { BilledTime } from "./pricing.js";

/**
 * The time that an accepted body is billed on, as far as its input clips are known.
 *
 * @param output - quality and seconds of the result
 */
export function billedTime(
  body: Body,
  output: Pick<Output, "quality" | "seconds">,
  assetOf: AssetOf = nothingKnown,
): BilledTime {
  const clips: readonly unknown[] = Array.isArray(body.video_urls) ? body.video_urls : [];
  const inputClips = clips.map((url) => (typeof url === "string" ? knownSeconds(assetOf(url)) : undefined));
  const keepsSourceLength =
    body.duration === 0 || (body.duration === undefined && traitsOf(body.model ?? "").followsSource === true);
  return {
    quality: output.quality,
    outputSeconds: keepsSourceLength && inputClips[0] === undefined ? undefined : output.seconds,
    inputClips,
    askedSeconds: keepsSourceLength ? undefined : (body.duration ?? output.seconds),
  };
}

/** Seconds that an input clip is taken to last when the task is settled and nothing is known of it. */
const UNKNOWN_CLIP_SECONDS = 5;

/**
 * The time that a task is charged for once it has completed.
 *
 * @param seconds - length of its result
 */
export function billedAtEnd(
  { quality, video_urls: clips }: Body,
  seconds: number,
  assetOf: AssetOf,
): BilledTime {
  const secondsOf = (url: unknown) =>
    (typeof url === "string" ? knownSeconds(assetOf(url)) : undefined) ?? UNKNOWN_CLIP_SECONDS;
  return {
    quality: typeof quality === "string" ? quality : "720p",
    outputSeconds: seconds,
    inputClips: Array.isArray(clips) ? clips.map(secondsOf) : [],
  };
}

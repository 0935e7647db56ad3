import type { Body } from "../contract/define-rule.js";
import { type BilledTime, billedSeconds, type PriceList, priceOf, toCredits, toUsd } from "./pricing.js";

/** What a task would cost. */
export interface Estimate {
  /** What the submit would reserve, in the unit of `usage.credits_reserved`. */
  readonly credits: number;
  readonly usd: number;
  /** Seconds billed: those of the result, with those of input clips where the model bills them. */
  readonly seconds: number;
}

/**
 * What a task would cost before anything is known of its input clips.
 *
 * @param body - an accepted body
 * @param output - quality and seconds of the result
 */
export function estimateOf(
  list: PriceList,
  model: string,
  body: Body,
  output: { readonly quality: string; readonly seconds: number },
): Estimate {
  const time = billedTime(body, output);
  const micro = priceOf(list, model, time);
  return { credits: toCredits(micro), usd: toUsd(list, micro), seconds: billedSeconds(list, model, time) };
}

/** What a submit is billed on, as far as it is known then. */
export function billedTime(
  body: Body,
  output: { readonly quality: string; readonly seconds: number },
): BilledTime {
  const clips = Array.isArray(body.video_urls) ? body.video_urls : [];
  const keepsSourceLength =
    body.duration === 0 || (body.duration === undefined && body.model === "wan2.7-video-edit");
  return {
    quality: output.quality,
    outputSeconds: keepsSourceLength ? undefined : output.seconds,
    inputClips: clips.map(() => undefined),
  };
}

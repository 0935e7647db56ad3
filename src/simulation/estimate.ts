import { type Output, outputOf } from "../contract/effective-request.js";
import { type AssetOf, knownSeconds } from "../contract/media/media-inputs.js";
import type { ModelContract } from "../contract/model-contract.js";
import { traitsOf } from "../contract/models/wan-models.js";
import type { Body } from "../contract/rules/define-rule.js";
import {
  type BilledTime,
  billedSeconds,
  isPriced,
  type MicroCredits,
  type PriceList,
  priceOf,
  reservedTime,
  toCredits,
  toUsd,
} from "./pricing.js";

/** The reservation of a submit that is judged but not sent. */
export interface Estimate {
  readonly credits: number;
  readonly usd: number;
  /** Seconds reserved for: of the result and, where they are billed, of the input clips. */
  readonly seconds: number;
  /** The price list does not have the model: nothing is reserved for it here, whatever the service would take. */
  readonly unlisted?: true;
}

/** Micro-credits that the submit of an accepted body reserves. */
export function reservationFor(
  list: PriceList,
  model: ModelContract,
  body: Body,
  output: Output,
  assetOf: AssetOf,
): MicroCredits {
  return priceOf(list, model.id, reservedTime(list, model.id, billedTime(body, output, assetOf)));
}

/** The estimate for an accepted body under a price list, with the known media. */
export function estimateOf(list: PriceList, model: ModelContract, body: Body, assetOf: AssetOf): Estimate {
  const time = reservedTime(list, model.id, billedTime(body, outputOf(model, body, assetOf), assetOf));
  const price = priceOf(list, model.id, time);
  return {
    credits: toCredits(price),
    usd: toUsd(list, price),
    seconds: billedSeconds(list, model.id, time),
    ...(isPriced(list, model.id) ? {} : { unlisted: true }),
  };
}

/**
 * The time that an accepted body is billed on, as far as its input clips are known.
 *
 * @param output - quality and seconds of the result
 */
function billedTime(body: Body, output: Pick<Output, "quality" | "seconds">, assetOf: AssetOf): BilledTime {
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

import type { Asset, Body } from "./define-rule.js";
import type { ModelContract } from "./model-contract.js";
import { voiceBindings } from "./voice-bindings.js";

/** What is known of the media behind a URL; `undefined` when nothing is. */
export type AssetOf = (url: string) => Asset | undefined;

/** A medium that an accepted body gives, with what was known of it at that time. */
export interface MediaInput {
  /** `image_start`, `image_end`, `image_urls`, `video_urls`, `audio_urls` or `voice_bindings`. */
  readonly param: string;
  /** Place in a list, from 0, or the key of a voice binding; absent for a single URL. */
  readonly item?: number | string;
  readonly url: string;
  /** Absent when nothing is known. */
  readonly asset?: Asset;
}

const SINGLE = ["image_start", "image_end"] as const;
const LISTS = ["image_urls", "video_urls", "audio_urls"] as const;

/**
 * The media that a body gives its model, in the order above; parameters that the model does not take are left
 * out. Asks `assetOf` once for each.
 *
 * @returns `undefined` when there are none, so that a body of text alone costs nothing
 */
export function mediaInputs(
  model: Pick<ModelContract, "properties">,
  body: Body,
  assetOf: AssetOf,
): readonly MediaInput[] | undefined {
  let inputs: MediaInput[] | undefined;
  const add = (param: string, url: unknown, item?: number | string): void => {
    if (typeof url !== "string") return;
    const asset = assetOf(url);
    inputs ??= [];
    inputs.push({
      param,
      url,
      ...(item === undefined ? {} : { item }),
      ...(asset === undefined ? {} : { asset }),
    });
  };
  const { properties } = model;
  for (const name of SINGLE)
    if (body[name] !== undefined && properties[name] !== undefined) add(name, body[name]);
  for (const name of LISTS) {
    const urls: unknown = body[name];
    if (!Array.isArray(urls) || properties[name] === undefined) continue;
    for (let i = 0; i < urls.length; i++) add(name, urls[i], i);
  }
  if (body.model_params !== undefined && properties["model_params"] !== undefined)
    for (const [key, url] of Object.entries(voiceBindings(body) ?? {})) add("voice_bindings", url, key);
  return inputs;
}

/** What these inputs tell of the media behind a URL. */
export function knownFrom(inputs: readonly MediaInput[] | undefined): AssetOf {
  return (url) => inputs?.find((input) => input.url === url)?.asset;
}

/** Known seconds of a clip or an audio, exact to the millisecond; `undefined` for what has no length. */
export function knownSeconds(asset: Asset | undefined): number | undefined {
  const seconds = Math.round((asset?.seconds ?? 0) * 1000) / 1000;
  return seconds > 0 && Number.isFinite(seconds) ? seconds : undefined;
}

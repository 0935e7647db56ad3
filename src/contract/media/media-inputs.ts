import type { ModelContract } from "../model-contract.js";
import type { Asset, Body } from "../rules/define-rule.js";
import { voiceBindings } from "../voice-bindings.js";

/** Looks up facts about the media behind a URL; `undefined` when none are known. */
export type AssetOf = (url: string) => Asset | undefined;

/** Facts about the media behind a URL, as they were known when a task was submitted. */
export interface AssetAtSubmit {
  readonly url: string;
  readonly asset: Asset;
}

/** A medium that an accepted body gives. */
export interface MediaInput {
  /** `image_start`, `image_end`, `image_urls`, `video_urls`, `audio_urls` or `voice_bindings`. */
  readonly param: string;
  /** Place in a list, from 0, or the key of a voice binding; absent for a single URL. */
  readonly item?: number | string;
  readonly url: string;
}

const SINGLE = ["image_start", "image_end"] as const;
const LISTS = ["image_urls", "video_urls", "audio_urls"] as const;

/**
 * The media that a body gives its model, in the order above; parameters that the model does not take are left
 * out.
 */
export function mediaInputs(model: Pick<ModelContract, "properties">, body: Body): readonly MediaInput[] {
  const inputs: MediaInput[] = [];
  const add = (param: string, url: unknown, item?: number | string): void => {
    if (typeof url === "string") inputs.push(item === undefined ? { param, url } : { param, url, item });
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

/**
 * Looks up the media that a body gives its model; `assetOf` is asked once for each.
 *
 * @returns `undefined` when nothing is known, so that most tasks keep nothing
 */
export function knownAssets(
  model: Pick<ModelContract, "properties">,
  body: Body,
  assetOf: AssetOf,
): readonly AssetAtSubmit[] | undefined {
  let known: AssetAtSubmit[] | undefined;
  for (const { url } of mediaInputs(model, body)) {
    const asset = assetOf(url);
    if (asset !== undefined) (known ??= []).push({ url, asset });
  }
  // An array that has grown keeps room for more, and tasks are kept by the million.
  return known?.slice();
}

/** Looks up what was known at the submit. */
export function knownFrom(assets: readonly AssetAtSubmit[] | undefined): AssetOf {
  return assets === undefined ? () => undefined : (url) => assets.find((known) => known.url === url)?.asset;
}

/** Known seconds of a clip or an audio, exact to the millisecond; `undefined` for what has no length. */
export function knownSeconds(asset: Asset | undefined): number | undefined {
  const seconds = Math.round((asset?.seconds ?? 0) * 1000) / 1000;
  return seconds > 0 && Number.isFinite(seconds) ? seconds : undefined;
}

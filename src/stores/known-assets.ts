import { assetOfName } from "../contract/asset-name.js";
import type { Asset } from "../contract/define-rule.js";
import type { AssetSource } from "../ports/asset-source.js";

/** Nothing is known of a longer URL: whoever sends one wants to keep pattern and name readers busy. */
const LONGEST_URL = 8192;

/** What several sources know; the first that knows a URL answers alone. */
export class KnownAssets implements AssetSource {
  readonly #sources: readonly AssetSource[];

  /** @param sources - in the order in which they are asked */
  constructor(sources: readonly AssetSource[]) {
    this.#sources = sources;
  }

  assetOf(url: string): Asset | undefined {
    if (url.length > LONGEST_URL) return undefined;
    for (const source of this.#sources) {
      const asset = source.assetOf(url);
      if (asset !== undefined) return asset;
    }
    return undefined;
  }
}

/** How the names of samples begin. Most URLs hold no such thing, and are not taken apart for it. */
const SAMPLE = /\/(?:image|video|audio)-\d/;

/** Knows the mock's own samples by their names, under any host. */
export const sampleNames: AssetSource = {
  assetOf: (url) => (SAMPLE.test(url) ? assetOfName(url) : undefined),
};

import type { Asset } from "../contract/define-rule.js";

/** Tells what is known of the media behind a URL. */
export interface AssetSource {
  /**
   * Asked for each media URL of each submit, so synchronous, and quick for any text: nothing is fetched or read
   * from disk on the way.
   *
   * @returns `undefined` for a URL that this source knows nothing of
   */
  assetOf(url: string): Asset | undefined;
}

/** What is known of the media behind a URL, or behind every URL of a pattern. */
export interface KnownAsset extends Asset {
  /** The whole URL, query included; `*` stands for any characters or none: `https://cdn.example.com/hero*.png`. */
  readonly url: string;
}

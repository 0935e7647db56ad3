import type { AssetOf } from "../contract/media/media-inputs.js";
import type { Asset } from "../contract/rules/define-rule.js";

/** A source of knowledge about the media behind URLs. */
export interface AssetSource {
  /**
   * Asked for each media URL of each submit, so synchronous, and quick for any text: nothing is fetched or read
   * from disk on the way.
   *
   * @returns `undefined` for a URL that this source knows nothing of without reading
   */
  assetOf(url: string): Asset | undefined;
  /**
   * Knowledge of these URLs, files read. Only a source that reads files has it: where it is absent, a submit
   * awaits nothing.
   *
   * @returns a function like `assetOf`; it knows nothing of any other URL
   */
  readonly look?: (urls: readonly string[]) => Promise<AssetOf>;
}

/** Known media behind a URL, or behind every URL of a pattern. */
export interface KnownAsset extends Asset {
  /** The whole URL, query included; `*` stands for any characters or none: `https://cdn.example.com/hero*.png`. */
  readonly url: string;
}

/** A folder whose files stand for the URLs under a prefix. */
export interface AssetFolder {
  /** `https://cdn.example.com/in/`, with or without the slash at the end; no query. */
  readonly prefix: string;
  /** Path of the folder; a relative one starts at the working directory. */
  readonly folder: string;
}

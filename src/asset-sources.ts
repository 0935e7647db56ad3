import type { AssetSource, KnownAsset } from "./ports/asset-source.js";
import { readKnownAssets } from "./read-known-assets.js";
import { KnownAssets, sampleNames } from "./stores/known-assets.js";
import { ListedAssets } from "./stores/listed-assets.js";

/**
 * All that a mock knows of media, in the order in which it is asked: what it was told, then the names of its own
 * samples.
 *
 * @throws {KitError} `INVALID_OPTION`
 */
export function assetSourceOf({ assets = [] }: { readonly assets?: readonly KnownAsset[] }): AssetSource {
  return new KnownAssets([new ListedAssets(readKnownAssets(assets)), sampleNames]);
}

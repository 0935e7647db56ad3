import type { AssetSource } from "./ports/asset-source.js";
import { readKnownAssets } from "./read-known-assets.js";
import { KnownAssets, sampleNames } from "./stores/known-assets.js";
import { type KnownAsset, ListedAssets } from "./stores/listed-assets.js";

/**
 * All that a mock knows of media, in the order in which it is asked: what it was told, then the names of its own
 * samples.
 *
 * @throws {KitError} `INVALID_OPTION`
 */
export function assetSourceOf({ assets = [] }: { readonly assets?: readonly KnownAsset[] }): AssetSource {
  return new KnownAssets([new ListedAssets(readKnownAssets(assets)), sampleNames]);
}

import type { AssetOf } from "../../contract/media/media-inputs.js";
import { assetOfName } from "../../contract/media/sample-name.js";
import type { Asset } from "../../contract/rules/define-rule.js";
import { readUploadLink } from "../../contract/uploads/upload-link.js";
import type { AssetSource, KnownAsset } from "../../ports/asset-source.js";
import { hasParts } from "../../text/fits-pattern.js";

/** Nothing is known of a longer URL: whoever sends one wants to keep pattern and name readers busy. */
export const LONGEST_URL = 8192;

/** Several sources as one; the first that knows a URL answers alone. */
export class KnownAssets implements AssetSource {
  /** Present when one of the sources has it. */
  readonly look?: (urls: readonly string[]) => Promise<AssetOf>;

  /** @param sources - in the order in which they are asked */
  constructor(private readonly sources: readonly AssetSource[]) {
    if (sources.some(({ look }) => look !== undefined)) this.look = (urls) => this.#look(urls);
  }

  assetOf(url: string): Asset | undefined {
    if (url.length > LONGEST_URL) return undefined;
    for (const source of this.sources) {
      const asset = source.assetOf(url);
      if (asset !== undefined) return asset;
    }
    return undefined;
  }

  /** A source is asked for what those before it do not know, so that no file is read in vain. */
  async #look(urls: readonly string[]): Promise<AssetOf> {
    const known = new Map<string, Asset>();
    let open = [...new Set(urls)].filter(({ length }) => length <= LONGEST_URL);
    for (const source of this.sources) {
      const assetOf: AssetOf = (await source.look?.(open)) ?? ((url) => source.assetOf(url));
      for (const url of open) {
        const asset = assetOf(url);
        if (asset !== undefined) known.set(url, asset);
      }
      open = open.filter((url) => !known.has(url));
    }
    return (url) => known.get(url);
  }
}

/** Knows the mock's own samples by their names, under any host; the name of a file that was uploaded says nothing. */
export const sampleNames: AssetSource = {
  assetOf: (url) => {
    const asset = assetOfName(url);
    return asset !== undefined && readUploadLink(url) === undefined ? asset : undefined;
  },
};

/** Knows the entries of a list; of several for a URL the first holds. */
export class ListedAssets implements AssetSource {
  /** With the texts between the stars of each. */
  readonly #patterns: readonly { readonly url: string; parts: readonly string[]; readonly asset: Asset }[];

  constructor(list: readonly KnownAsset[]) {
    this.#patterns = list.map(({ url, ...asset }) => ({ url, parts: url.split("*"), asset }));
  }

  assetOf(url: string): Asset | undefined {
    return this.entryOf(url)?.asset;
  }

  /** The entry that holds for a URL: as it was written, and its facts. */
  entryOf(url: string): { readonly url: string; readonly asset: Asset } | undefined {
    return this.#patterns.find(({ parts }) => hasParts(url, parts));
  }
}

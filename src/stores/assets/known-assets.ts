import type { AssetOf } from "../../contract/media/media-inputs.js";
import { assetOfName } from "../../contract/media/sample-name.js";
import type { Asset } from "../../contract/rules/define-rule.js";
import type { AssetSource, KnownAsset } from "../../ports/asset-source.js";

/** Nothing is known of a longer URL: whoever sends one wants to keep pattern and name readers busy. */
export const LONGEST_URL = 8192;

/** Several sources as one; the first that knows a URL answers alone. */
export class KnownAssets implements AssetSource {
  readonly #sources: readonly AssetSource[];
  /** Present when one of the sources has it. */
  readonly look?: (urls: readonly string[]) => Promise<AssetOf>;

  /** @param sources - in the order in which they are asked */
  constructor(sources: readonly AssetSource[]) {
    this.#sources = sources;
    if (sources.some(({ look }) => look !== undefined)) this.look = (urls) => this.#look(urls);
  }

  assetOf(url: string): Asset | undefined {
    if (url.length > LONGEST_URL) return undefined;
    for (const source of this.#sources) {
      const asset = source.assetOf(url);
      if (asset !== undefined) return asset;
    }
    return undefined;
  }

  /** A source is asked for what those before it do not know, so that no file is read in vain. */
  async #look(urls: readonly string[]): Promise<AssetOf> {
    const known = new Map<string, Asset>();
    let open = [...new Set(urls)].filter(({ length }) => length <= LONGEST_URL);
    for (const source of this.#sources) {
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

/** How the names of samples begin. Most URLs hold no such thing, and are not taken apart for it. */
const SAMPLE = /\/(?:image|video|audio)-\d/;

/** Knows the mock's own samples by their names, under any host. */
export const sampleNames: AssetSource = {
  assetOf: (url) => (SAMPLE.test(url) ? assetOfName(url) : undefined),
};

interface Pattern {
  readonly url: string;
  /** The texts between the stars. */
  readonly parts: readonly string[];
  readonly asset: Asset;
}

/** Knows the entries of a list; of several for a URL the first holds. */
export class ListedAssets implements AssetSource {
  readonly #patterns: readonly Pattern[];

  constructor(list: readonly KnownAsset[]) {
    this.#patterns = list.map(({ url, ...asset }) => ({ url, parts: url.split("*"), asset }));
  }

  assetOf(url: string): Asset | undefined {
    return this.entryOf(url)?.asset;
  }

  /** The entry that holds for a URL: as it was written, and its facts. */
  entryOf(url: string): { readonly url: string; readonly asset: Asset } | undefined {
    return this.#patterns.find(({ parts }) => fits(url, parts));
  }
}

/** Whether a URL is these parts with anything between them. Each is looked for once, from where the last one ended. */
function fits(url: string, parts: readonly string[]): boolean {
  const [first = "", ...others] = parts;
  const last = others.pop();
  if (last === undefined) return url === first;
  if (!url.startsWith(first) || !url.endsWith(last)) return false;
  let from = first.length;
  for (const part of others) {
    const at = url.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= url.length - last.length;
}

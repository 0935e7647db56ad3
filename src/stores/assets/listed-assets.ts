import type { Asset } from "../../contract/rules/define-rule.js";
import type { AssetSource, KnownAsset } from "../../ports/asset-source.js";

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

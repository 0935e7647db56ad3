import type { Asset } from "../contract/rules/define-rule.js";
import { LONGEST_URL } from "../stores/assets/known-assets.js";
import type { AssetSources } from "./asset-sources.js";

/** What a mock knows of a URL, and where it has it from. */
export interface AssetReport {
  readonly url: string;
  /** An entry of the list, a file of a folder, the name of a sample, or nothing at all. */
  readonly source: "list" | "folder" | "sample" | "nothing";
  /** What is known; absent when nothing is. */
  readonly asset?: Asset;
  /** The entry's URL or pattern, for `list`. */
  readonly entry?: string;
  /** The file that stands for the URL, also when it tells nothing. */
  readonly file?: string;
  /** Why the file tells nothing. */
  readonly problem?: string;
}

/** Asks the sources of a mock in their order, and tells which one knew. */
export async function findAsset({ list, folders, names }: AssetSources, url: string): Promise<AssetReport> {
  if (url.length > LONGEST_URL) {
    return {
      url,
      source: "nothing",
      problem: `a URL of more than ${LONGEST_URL} characters is not looked up`,
    };
  }
  const entry = list.entryOf(url);
  if (entry !== undefined) return { url, source: "list", entry: entry.url, asset: entry.asset };
  const found = await folders?.find(url);
  if (found !== undefined && "asset" in found) return { url, source: "folder", ...found };
  const asset = names.assetOf(url);
  return asset === undefined
    ? { url, source: "nothing", ...found }
    : { url, source: "sample", asset, ...found };
}

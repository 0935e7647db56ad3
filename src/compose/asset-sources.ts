import type { Asset } from "../contract/rules/define-rule.js";
import type { MockOptions } from "../options/mock-options.js";
import { findFolders, readAssets } from "../options/read-assets.js";
import type { AssetSource } from "../ports/asset-source.js";
import { FolderAssets } from "../stores/assets/folder-assets.js";
import { KnownAssets, ListedAssets, LONGEST_URL, sampleNames } from "../stores/assets/known-assets.js";
import type { Probe } from "../stores/assets/probed-files.js";

/** The sources of one mock, each by itself and in the order in which they are asked. */
export interface AssetSources {
  readonly list: ListedAssets;
  /** Present when a folder is named. */
  readonly folders?: FolderAssets;
  /** All of them. */
  readonly all: AssetSource;
}

/**
 * All that a mock knows of media: what it was told by URL or pattern, then what was uploaded, then the files of folders,
 * then the names of its own samples.
 *
 * @param uploads - the source of what was uploaded, where there are uploads
 * @throws {KitError} `INVALID_OPTION`, also for a folder that is not there
 */
export function assetSourcesOf(
  { assets = [] }: Pick<MockOptions, "assets">,
  { onWarning = console.error }: { readonly onWarning?: (sentence: string) => void } = {},
  uploads: readonly AssetSource[] = [],
): AssetSources {
  const read = readAssets(assets);
  const list = new ListedAssets(read.listed);
  if (read.folders.length === 0) return { list, all: new KnownAssets([list, ...uploads, sampleNames]) };
  const folders = new FolderAssets(findFolders(read.folders), { probe, onWarning });
  return { list, folders, all: new KnownAssets([list, ...uploads, folders, sampleNames]) };
}

/** Loaded with the first file: what reads videos is large. */
const probe: Probe = async (file): Promise<Asset> => {
  const { probeMedia } = await import("../media/probe/probe-media.js");
  return probeMedia(file);
};

/** The properties of a URL's file as a mock knows them, and their source. */
export interface AssetReport {
  readonly url: string;
  /** An entry of the list, a file of a folder, the name of a sample, or nothing at all. */
  readonly source: "list" | "folder" | "sample" | "nothing";
  /** Absent when nothing is known. */
  readonly asset?: Asset;
  /** The entry's URL or pattern, for `list`. */
  readonly entry?: string;
  /** The file that stands for the URL, also when it tells nothing. */
  readonly file?: string;
  /** Why the file tells nothing. */
  readonly problem?: string;
}

/** Asks the sources of a mock in their order, and tells which one knew. */
export async function findAsset({ list, folders }: AssetSources, url: string): Promise<AssetReport> {
  if (url.length > LONGEST_URL) {
    const problem = `a URL of more than ${LONGEST_URL} characters is not looked up`;
    return { url, source: "nothing", problem };
  }
  const entry = list.entryOf(url);
  if (entry !== undefined) return { url, source: "list", entry: entry.url, asset: entry.asset };
  const found = await folders?.find(url);
  if (found !== undefined && "asset" in found) return { url, source: "folder", ...found };
  const asset = sampleNames.assetOf(url);
  return asset === undefined
    ? { url, source: "nothing", ...found }
    : { url, source: "sample", asset, ...found };
}

import { isAbsolute, resolve } from "node:path";
import { isFolder } from "../../options/read-known-assets.js";
import type { AssetFolder, KnownAsset } from "../../ports/asset-source.js";

/** The `assets` of a configuration file that has been checked; its folders start at the folder of the file. */
export function assetsOfFile(
  list: readonly unknown[],
  fileFolder: string,
): readonly (KnownAsset | AssetFolder)[] {
  return list.map((entry) => {
    if (!isFolder(entry)) return entry as KnownAsset;
    const { prefix, folder } = entry as unknown as AssetFolder;
    return { prefix, folder: isAbsolute(folder) ? folder : resolve(fileFolder, folder) };
  });
}

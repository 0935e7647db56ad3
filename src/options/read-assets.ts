import { realpathSync, statSync } from "node:fs";
import { KitError } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import type { AssetFolder, KnownAsset } from "../ports/asset-source.js";
import { isEntryName, type MappedFolder, mediaAddressOf } from "../stores/assets/folder-assets.js";
import { isFolder, listOf, readKnownAsset } from "./read-known-assets.js";

/** The entries of a list of assets, by sort; both in their order. */
export interface ReadAssets {
  readonly listed: readonly KnownAsset[];
  /** With the place that each has in the list, for sentences. */
  readonly folders: readonly (AssetFolder & { readonly place: string })[];
}

/**
 * Checks a list of known assets and folders by its form; whether the folders exist is not looked at.
 *
 * @throws {KitError} `INVALID_OPTION`, with the entry and the member
 */
export function readAssets(list: unknown): ReadAssets {
  const listed: KnownAsset[] = [];
  const folders: (AssetFolder & { place: string })[] = [];
  for (const [index, entry] of listOf(list).entries()) {
    const place = `assets[${index}]`;
    if (isFolder(entry)) folders.push({ ...readFolder(place, entry), place });
    else listed.push(readKnownAsset(place, entry));
  }
  return { listed, folders };
}

function readFolder(place: string, entry: Readonly<Record<string, unknown>>): AssetFolder {
  const { prefix, folder, ...others } = entry;
  const [unknown] = Object.keys(others).filter((name) => others[name] !== undefined);
  if (unknown !== undefined) {
    throw invalid(
      `${place} is a folder and has a prefix and a folder alone, got ${quoteForMessage(unknown)} too`,
    );
  }
  if (typeof folder !== "string" || folder === "" || folder.includes("\0")) {
    throw invalid(`${place}.folder is the path of a folder such as ./media, got ${quoteForMessage(folder)}`);
  }
  prefixOf(place, prefix);
  return { prefix: prefix as string, folder };
}

/** Reads the start of URLs; the last slash may be left out. */
function prefixOf(place: string, prefix: unknown): Pick<MappedFolder, "origin" | "parts"> {
  const wrong = () =>
    invalid(
      `${place}.prefix is the start of http or https URLs, without query, such as https://cdn.example.com/in/, got ${quoteForMessage(prefix)}`,
    );
  if (typeof prefix !== "string" || prefix.length > 2048 || /[?#@]/.test(prefix)) throw wrong();
  const address = mediaAddressOf(prefix);
  if (address === undefined) throw wrong();
  const parts = address.parts.at(-1) === "" ? address.parts.slice(0, -1) : address.parts;
  if (!parts.every((part) => isEntryName(part))) throw wrong();
  return { origin: address.origin, parts };
}

/**
 * Finds the folders of a list on disk.
 *
 * @throws {KitError} `INVALID_OPTION` for a folder that does not exist or may not be read
 */
export function findFolders(folders: ReadAssets["folders"]): readonly MappedFolder[] {
  return folders.map(({ place, prefix, folder }) => ({
    ...prefixOf(place, prefix),
    folder,
    root: rootOf(place, prefix, folder),
  }));
}

function rootOf(place: string, prefix: string, folder: string): string {
  let isThere: boolean;
  try {
    isThere = statSync(folder).isDirectory();
    if (isThere) return realpathSync.native(folder);
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "there is no such folder" : `it cannot be read (${code})`;
    throw invalid(`${place}: --assets ${prefix}=${folder}: ${why}`, { cause: error });
  }
  throw invalid(`${place}: --assets ${prefix}=${folder}: that is a file, name the folder it lies in`);
}

function invalid(message: string, options?: ErrorOptions): KitError {
  return new KitError("INVALID_OPTION", message, options);
}

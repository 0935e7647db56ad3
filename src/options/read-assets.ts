import { realpathSync, statSync } from "node:fs";
import type { Asset } from "../contract/rules/define-rule.js";
import { nameAdvice } from "../errors/close-names.js";
import { invalidOption, type KitError } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import type { AssetFolder, KnownAsset } from "../ports/asset-source.js";
import { isEntryName, type MappedFolder, mediaAddressOf } from "../stores/assets/folder-assets.js";
import { isJsonObject } from "../text/is-json-object.js";

/** The entries of a list of assets, by sort; both in their order. */
export interface ReadAssets {
  readonly listed: readonly KnownAsset[];
  /** With the place that each has in the list, for sentences. */
  readonly folders: readonly (AssetFolder & { readonly place: string })[];
}

/**
 * Checks a list of known assets and folders by its form, as a configuration file or a caller without types may hold
 * anything; whether the folders exist is not looked at.
 *
 * @returns the entries, formats as rules spell them
 * @throws {KitError} `INVALID_OPTION`, with the entry and the member
 */
export function readAssets(list: unknown, ofFolder = readFolder): ReadAssets {
  if (!Array.isArray(list)) throw unfit("assets", "a list of objects with a url", list);
  const listed: KnownAsset[] = [];
  const folders: (AssetFolder & { place: string })[] = [];
  for (const [index, entry] of (list as unknown[]).entries()) {
    const place = `assets[${index}]`;
    if (isFolder(entry)) folders.push({ ...ofFolder(place, entry), place });
    else listed.push(readKnownAsset(place, entry));
  }
  return { listed, folders };
}

/**
 * The same without folders.
 *
 * @throws {KitError} `INVALID_OPTION`
 */
export function readKnownAssets(list: unknown): readonly KnownAsset[] {
  const refuseFolder = (place: string): never => {
    throw invalidOption(
      `${place} is a folder, whose files take an await to read: folders are for mocks and for wan-mock lint`,
    );
  };
  return readAssets(list, refuseFolder).listed;
}

function readFolder(place: string, entry: Readonly<Record<string, unknown>>): AssetFolder {
  const { prefix, folder, ...others } = entry;
  const [unknown] = Object.keys(others).filter((name) => others[name] !== undefined);
  if (unknown !== undefined) {
    throw invalidOption(
      `${place} is a folder and has a prefix and a folder alone, got ${quoteForMessage(unknown)} too`,
    );
  }
  if (typeof folder !== "string" || folder === "" || folder.includes("\0")) {
    throw invalidOption(
      `${place}.folder is the path of a folder such as ./media, got ${quoteForMessage(folder)}`,
    );
  }
  prefixOf(place, prefix);
  return { prefix: prefix as string, folder };
}

/** Reads the start of URLs; the last slash may be left out. */
function prefixOf(place: string, prefix: unknown): Pick<MappedFolder, "origin" | "parts"> {
  const wrong = () =>
    invalidOption(
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
    throw invalidOption(`${place}: --assets ${prefix}=${folder}: ${why}`, { cause: error });
  }
  throw invalidOption(`${place}: --assets ${prefix}=${folder}: that is a file, name the folder it lies in`);
}

type MemberCheck = readonly [isFine: (value: unknown) => boolean, wanted: string];

const whole = (least: number): MemberCheck => [
  (value) => Number.isSafeInteger(value) && (value as number) >= least,
  `a whole number from ${least}`,
];
const yesOrNo: MemberCheck = [(value) => typeof value === "boolean", "true or false"];

/** The check of each member. */
const checks: Readonly<Record<keyof KnownAsset, MemberCheck>> = {
  url: [
    (value) => typeof value === "string" && value !== "" && value.length <= 2048,
    "the URL of the file, with * for any characters, of 1 to 2048 characters",
  ],
  kind: [(value) => value === "image" || value === "video" || value === "audio", "image, video or audio"],
  format: [(value) => typeof value === "string" && /^\w{1,20}$/.test(value), "a format such as jpeg or mp4"],
  width: whole(1),
  height: whole(1),
  seconds: [
    (value) => typeof value === "number" && Number.isFinite(value) && value >= 0,
    "a number of seconds from 0",
  ],
  bytes: whole(0),
  hasTransparency: yesOrNo,
  hasSound: yesOrNo,
};

/** Whether an entry is meant to be a folder. */
function isFolder(entry: unknown): entry is Readonly<Record<string, unknown>> {
  if (typeof entry !== "object" || entry === null) return false;
  const { prefix, folder } = entry as Readonly<Record<string, unknown>>;
  return prefix !== undefined || folder !== undefined;
}

/**
 * Checks one entry.
 *
 * @param place - what a sentence calls it: `assets[0]`
 * @throws {KitError} `INVALID_OPTION`
 */
function readKnownAsset(place: string, entry: unknown): KnownAsset {
  if (!isJsonObject(entry)) {
    throw unfit(place, "an object with a url and what is known of the file", entry);
  }
  const given = Object.entries(entry).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) {
    if (!Object.hasOwn(checks, name)) {
      const advice = nameAdvice(name, Object.keys(checks));
      throw invalidOption(`${place} has no member ${quoteForMessage(name)}: ${advice}`);
    }
    const [isFine, wanted] = checks[name as keyof KnownAsset];
    if (!isFine(value)) throw unfit(`${place}.${name}`, wanted, value);
  }
  if (!given.some(([name]) => name === "url")) throw unfit(`${place}.url`, checks.url[1], undefined);
  const asset = Object.fromEntries(given) as unknown as KnownAsset;
  return asset.format === undefined ? asset : { ...asset, format: spelt(asset.format) };
}

/** `JPG` means `jpeg`. */
function spelt(format: string): NonNullable<Asset["format"]> {
  const lower = format.toLowerCase();
  return lower === "jpg" ? "jpeg" : lower;
}

function unfit(place: string, wanted: string, value: unknown): KitError {
  return invalidOption(`${place} is ${wanted}, got ${quoteForMessage(value)}`);
}

/** `PREFIX=FOLDER`: prefixes have no query, so the first `=` parts them; `%3D` is one of the prefix. */
export function assetFolderOfText(text: string): AssetFolder {
  const at = text.indexOf("=");
  if (at > 0 && at < text.length - 1) return { prefix: text.slice(0, at), folder: text.slice(at + 1) };
  throw invalidOption(
    `--assets is "${text}": write it as https://cdn.example.com/=./media, a prefix of URLs and a folder`,
  );
}

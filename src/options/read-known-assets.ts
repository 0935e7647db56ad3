import type { Asset } from "../contract/rules/define-rule.js";
import { closeNames } from "../errors/close-names.js";
import { KitError } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import type { KnownAsset } from "../ports/asset-source.js";
import { isJsonObject } from "../text/is-json-object.js";

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

/**
 * Checks the list of known assets, as a configuration file or a caller without types may hold anything.
 *
 * @returns the list with formats as rules spell them
 * @throws {KitError} `INVALID_OPTION`, with the entry and the member
 */
export function readKnownAssets(list: unknown): readonly KnownAsset[] {
  return listOf(list).map((entry, index) => {
    if (!isFolder(entry)) return readKnownAsset(`assets[${index}]`, entry);
    throw new KitError(
      "INVALID_OPTION",
      `assets[${index}] is a folder, whose files take an await to read: folders are for mocks and for wan-mock lint`,
    );
  });
}

/** Whether an entry is meant to be a folder. */
export function isFolder(entry: unknown): entry is Readonly<Record<string, unknown>> {
  if (typeof entry !== "object" || entry === null) return false;
  const { prefix, folder } = entry as Readonly<Record<string, unknown>>;
  return prefix !== undefined || folder !== undefined;
}

/** @throws {KitError} `INVALID_OPTION` for anything but a list */
export function listOf(list: unknown): readonly unknown[] {
  if (Array.isArray(list)) return list;
  throw invalid("assets", "a list of objects with a url", list);
}

/**
 * Checks one entry.
 *
 * @param place - what a sentence calls it: `assets[0]`
 * @throws {KitError} `INVALID_OPTION`
 */
export function readKnownAsset(place: string, entry: unknown): KnownAsset {
  if (!isJsonObject(entry)) {
    throw invalid(place, "an object with a url and what is known of the file", entry);
  }
  const given = Object.entries(entry).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) {
    if (!Object.hasOwn(checks, name)) throw unknownMember(place, name);
    const [isFine, wanted] = checks[name as keyof KnownAsset];
    if (!isFine(value)) throw invalid(`${place}.${name}`, wanted, value);
  }
  if (!given.some(([name]) => name === "url")) throw invalid(`${place}.url`, checks.url[1], undefined);
  const asset = Object.fromEntries(given) as unknown as KnownAsset;
  return asset.format === undefined ? asset : { ...asset, format: spelt(asset.format) };
}

/** `JPG` means `jpeg`. */
function spelt(format: string): NonNullable<Asset["format"]> {
  const lower = format.toLowerCase();
  return lower === "jpg" ? "jpeg" : lower;
}

function invalid(place: string, wanted: string, value: unknown): KitError {
  return new KitError("INVALID_OPTION", `${place} is ${wanted}, got ${quoteForMessage(value)}`);
}

function unknownMember(place: string, name: string): KitError {
  const known = Object.keys(checks);
  const [near] = closeNames(name, known);
  const advice = near === undefined ? `known are ${known.join(", ")}` : `did you mean ${near}?`;
  return new KitError("INVALID_OPTION", `${place} has no member ${quoteForMessage(name)}: ${advice}`);
}

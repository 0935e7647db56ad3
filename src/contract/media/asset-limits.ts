import { orList } from "../parameter-names.js";
import type { Asset } from "../rules/define-rule.js";

/** Inclusive bounds. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** Sides of images and videos are in a proportion of 1:8 to 8:1 (every page that states limits). */
const STEEPEST = 8;

/** The documents say "MB" and no more; read as 1024 x 1024 bytes, as upload limits commonly are. */
const BYTES_PER_MB = 1024 * 1024;

/** Whether a known side lies outside; a side that is not known lies nowhere. */
export function hasSideOutside({ width, height }: Asset, { least, most }: Range): boolean {
  return [width, height].some((side) => side !== undefined && (side < least || side > most));
}

/** `8001x240`, or what is known of it: `8001 wide`. */
export function shownSize({ width, height }: Asset): string {
  if (width !== undefined && height !== undefined) return `${width}x${height}`;
  return width === undefined ? `${height} high` : `${width} wide`;
}

/** Whether both sides are known, and one is more than eight times the other. Whole numbers: nothing is divided. */
export function isTooSteep({ width, height }: Asset): boolean {
  if (width === undefined || height === undefined) return false;
  return width > height * STEEPEST || height > width * STEEPEST;
}

/** Whether a file is known to be larger. */
export function exceeds({ bytes }: Asset, megabytes: number): boolean {
  return bytes !== undefined && bytes > megabytes * BYTES_PER_MB;
}

/** Whether a known length lies outside, to the millisecond: probes divide frames by rates. */
export function lastsOutside(asset: Asset, { least, most }: Range): boolean {
  const seconds = secondsOf(asset);
  return seconds !== undefined && (seconds < least || seconds > most);
}

/** Known seconds, rounded to the millisecond. */
export function secondsOf({ seconds }: Asset): number | undefined {
  return seconds === undefined ? undefined : Math.round(seconds * 1000) / 1000;
}

/** Names of formats as sentences list them: `JPEG, PNG, BMP or WEBP`. */
export function shownFormats(formats: readonly string[]): string {
  return orList(formats.map((format) => format.toUpperCase()));
}

/** A kind of file with its article. */
export function shownKind(kind: NonNullable<Asset["kind"]>): string {
  return kind === "audio" ? "an audio file" : kind === "image" ? "an image" : "a video";
}

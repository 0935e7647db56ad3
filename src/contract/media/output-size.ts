import { ownMember } from "../../text/own-member.js";

/** Width and height of a result in pixels. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

const size = (width: number, height: number): PixelSize => ({ width, height });

/** 720p, which stands in for a quality that the table does not hold. */
const standardTier = {
  "16:9": size(1280, 720),
  "9:16": size(720, 1280),
  "1:1": size(960, 960),
  "4:3": size(1104, 832),
  "3:4": size(832, 1104),
};

/**
 * Pixels of a result by quality and aspect ratio, as the model pages list them
 * (wan2.7-text-to-video, `aspect_ratio`).
 */
const outputSizes: Readonly<Record<string, typeof standardTier>> = {
  "720p": standardTier,
  "1080p": {
    "16:9": size(1920, 1080),
    "9:16": size(1080, 1920),
    "1:1": size(1440, 1440),
    "4:3": size(1648, 1248),
    "3:4": size(1248, 1648),
  },
};

const tierOf = (quality: string) => ownMember(outputSizes, quality) ?? standardTier;

/** The published size; 16:9 stands in for a ratio that the table does not hold. */
export function outputSize(quality: string, ratio: string): PixelSize {
  const tier = tierOf(quality);
  return ownMember<PixelSize>(tier, ratio) ?? tier["16:9"];
}

/** Sources within this share of a published ratio get the published size. */
const SAME_RATIO = 0.01;
/** The pages allow media of 1:8 to 8:1. */
const MOST_EXTREME_RATIO = 8;

/**
 * The size of a result that keeps near the ratio of an image or clip; the pages say no more than "close".
 *
 * - A source within 1 % of one of the five published ratios (16:9, 9:16, 1:1, 4:3, 3:4) gets the published size of
 *   that ratio: so 1366x768 gives 1280x720, and a result used as a source keeps its size.
 * - Any other keeps its own ratio: the sides whose product is the area of the tier (720p: 1280 x 720 pixels,
 *   1080p: 1920 x 1080), each rounded to the nearest even number. The area is that of the tier within 0.5 %.
 * - Ratios beyond 1:8 and 8:1, which the pages do not accept, count as these: 8:1 gives 2716x340 and 4072x510.
 *
 * @param source - pixels of the image or clip, more than 0
 */
export function sizeNear(quality: string, source: PixelSize): PixelSize {
  const tier = tierOf(quality);
  const ratio = source.width / source.height;
  for (const [name, published] of Object.entries(tier)) {
    if (Math.abs(ratio / ratioOf(name) - 1) <= SAME_RATIO) return published;
  }
  const kept = Math.min(Math.max(ratio, 1 / MOST_EXTREME_RATIO), MOST_EXTREME_RATIO);
  // Its sides give a tier its name and area.
  const { width, height } = tier["16:9"];
  const area = width * height;
  return size(evenSide(Math.sqrt(area * kept)), evenSide(Math.sqrt(area / kept)));
}

/** The nearest even number of pixels, at least 2: colour is stored for pairs of pixels. */
export function evenSide(pixels: number): number {
  return Math.max(2, 2 * Math.round(pixels / 2));
}

function ratioOf(name: string): number {
  const [width = 1, height = 1] = name.split(":").map(Number);
  return width / height;
}

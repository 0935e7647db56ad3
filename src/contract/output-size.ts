import { ownMember } from "./own-member.js";

/** Width and height of a result in pixels. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

const size = (width: number, height: number): PixelSize => ({ width, height });

/**
 * Pixels of a result by quality and aspect ratio, as the model pages list them
 * (wan2.7-text-to-video, `aspect_ratio`).
 */
const outputSizes: Readonly<Record<string, Readonly<Record<string, PixelSize>>>> = {
  "720p": {
    "16:9": size(1280, 720),
    "9:16": size(720, 1280),
    "1:1": size(960, 960),
    "4:3": size(1104, 832),
    "3:4": size(832, 1104),
  },
  "1080p": {
    "16:9": size(1920, 1080),
    "9:16": size(1080, 1920),
    "1:1": size(1440, 1440),
    "4:3": size(1648, 1248),
    "3:4": size(1248, 1648),
  },
};

/** The published size; 16:9 and 720p stand in for a ratio or quality that the table does not hold. */
export function outputSize(quality: string, ratio: string): PixelSize {
  const tier = ownMember(outputSizes, quality) ?? outputSizes["720p"];
  const found = tier === undefined ? undefined : (ownMember(tier, ratio) ?? tier["16:9"]);
  if (found === undefined) throw new Error("the size table lost its default");
  return found;
}

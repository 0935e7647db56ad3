import { images, ratioRule } from "../media/asset-rule.js";

export const assetImageRatio = ratioRule("asset-image-ratio", images);

import { images, pixelsRule } from "../media/asset-rule.js";

export const assetImagePixels = pixelsRule("asset-image-pixels", images, { least: 240, most: 8000 });

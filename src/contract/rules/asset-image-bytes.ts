import { bytesRule, images } from "../media/asset-rule.js";

export const assetImageBytes = bytesRule("asset-image-bytes", images, 20);

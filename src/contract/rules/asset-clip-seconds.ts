import { clips, secondsRule } from "../media/asset-rule.js";

export const assetClipSeconds = secondsRule("asset-clip-seconds", clips, "clip to continue or to edit", {
  least: 2,
  most: 10,
});

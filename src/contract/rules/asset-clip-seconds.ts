import { secondsCheck } from "../media/asset-checks.js";
import { clips, defineAssetRule } from "../media/asset-rule.js";

export const assetClipSeconds = defineAssetRule({
  id: "asset-clip-seconds",
  place: clips,
  ...secondsCheck("video", "clip to continue or to edit", { least: 2, most: 10 }),
  accepts: [{ seconds: 10 }],
  refuses: [{ seconds: 10.001 }],
});

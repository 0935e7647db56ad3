import type { Body } from "../contract/define-rule.js";
import type { Output } from "../contract/effective-request.js";
import type { BilledTime } from "./pricing.js";

/** What an accepted body is billed on when it is submitted; nothing is known of its clips then. */
export function billedTime(body: Body, output: Pick<Output, "quality" | "seconds">): BilledTime {
  const clips = Array.isArray(body.video_urls) ? body.video_urls : [];
  const keepsSourceLength =
    body.duration === 0 || (body.duration === undefined && body.model === "wan2.7-video-edit");
  return {
    quality: output.quality,
    outputSeconds: keepsSourceLength ? undefined : output.seconds,
    inputClips: clips.map(() => undefined),
  };
}

import { quoteForMessage } from "../../errors/quote-for-message.js";
import { countUrls } from "../media/material.js";
import { nextReference } from "../prompt-references.js";
import {
  type Complaint,
  defineRule,
  descriptionOf,
  MOST_COMPLAINTS,
  noComplaints,
  referenceVideo,
} from "./define-rule.js";

/** Only numbers that a reference has: "in this video 2 dogs run" is no reference while there is one video. */
export const promptReferenceIsSpelt = defineRule({
  id: "prompt-reference-is-spelt",
  summary: "Report a reference that the prompt spells other than `Image 1`, `Video 1`, `图1` or `视频1`",
  source: descriptionOf("wan2.7-reference-video", "prompt"),
  severity: "warn",
  parameters: ["prompt", "image_urls", "video_urls"],
  messages: { spelling: "prompt says {text}: write {wanted} to name {list}[{index}]" },
  accepts: () => [referenceVideo({ prompt: "Image 1 hands a lantern to Image 2, in one image 1080p wide" })],
  refuses: () => [referenceVideo({ prompt: "image 1 hands a lantern to Image2" })],
  check: ({ body: { prompt, image_urls, video_urls } }) => {
    if (prompt === undefined) return noComplaints;
    let found: Complaint<"spelling">[] | undefined;
    for (let next = nextReference(prompt, 0); next !== undefined; next = nextReference(prompt, next.end)) {
      if (next.isSpelt) continue;
      const { kind, number, start, end, wanted } = next;
      if (number < 1 || number > countUrls(kind === "image" ? image_urls : video_urls)) continue;
      const text = quoteForMessage(prompt.slice(start, end));
      found ??= [];
      if (found.some(({ data }) => data?.["text"] === text)) continue;
      if (found.length === MOST_COMPLAINTS) break;
      found.push({
        at: "/prompt",
        message: "spelling",
        data: { text, wanted: quoteForMessage(wanted), list: `${kind}_urls`, index: number - 1 },
        suggestions: [wanted],
      });
    }
    return found ?? noComplaints;
  },
});

import { quoteForMessage } from "../../errors/quote-for-message.js";
import { countUrls } from "../media/material.js";
import { complaintsAboutReferences } from "../prompt-references.js";
import { defineRule, descriptionOf, noComplaints, referenceVideo } from "./define-rule.js";

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
    return complaintsAboutReferences(prompt, ({ kind, number, isSpelt, wanted }, text) =>
      isSpelt || number < 1 || number > countUrls(kind === "image" ? image_urls : video_urls)
        ? undefined
        : {
            message: "spelling",
            data: {
              text: quoteForMessage(text),
              wanted: quoteForMessage(wanted),
              list: `${kind}_urls`,
              index: number - 1,
            },
            suggestions: [wanted],
          },
    );
  },
});

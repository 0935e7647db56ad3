import { type Complaint, defineRule, noComplaints } from "../define-rule.js";
import { countUrls } from "../material.js";

const FOLLOWED = /[\p{L}\p{N}_]|[ -]?#?\d/uy;

/** Whether the words stand in the prompt with neither a plural nor a number after them. */
function leavesOpen(prompt: string, words: string): boolean {
  for (let at = prompt.indexOf(words); at >= 0; at = prompt.indexOf(words, at + 1)) {
    FOLLOWED.lastIndex = at + words.length;
    if (!FOLLOWED.test(prompt)) return true;
  }
  return false;
}

/** A lone reference may be named so; with several of a kind the words fit each of them. */
export const promptSaysWhichReference = defineRule({
  id: "prompt-says-which-reference",
  meta: {
    summary: "Report `the reference image` or `the reference video` where there are several of the kind",
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/prompt/description",
    },
    models: ["wan2.7-reference-video"],
    severity: "warn",
    parameters: ["prompt", "image_urls", "video_urls"],
    messages: {
      which: 'prompt says "the reference {kind}", but {kind}_urls has {count} items: name one as {name}',
    },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "The dancer from the reference image bows",
            image_urls: ["https://cdn.example.com/keeper.jpg"],
          },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "The dancer from the reference image bows",
            image_urls: ["https://cdn.example.com/keeper.jpg", "https://cdn.example.com/lantern.png"],
          },
        },
      ],
    },
  },
  check: ({ body: { prompt, image_urls, video_urls } }) => {
    if (prompt === undefined) return noComplaints;
    const images = countUrls(image_urls);
    const videos = countUrls(video_urls);
    const image = images > 1 && leavesOpen(prompt, "he reference image");
    const video = videos > 1 && leavesOpen(prompt, "he reference video");
    if (!image && !video) return noComplaints;
    const found: Complaint<"which">[] = [];
    if (image)
      found.push({
        at: "/prompt",
        message: "which",
        data: { kind: "image", count: images, name: "Image 1" },
      });
    if (video)
      found.push({
        at: "/prompt",
        message: "which",
        data: { kind: "video", count: videos, name: "Video 1" },
      });
    return found;
  },
});

import { MOST_COMPLAINTS } from "../complaint-list.js";
import { countUrls } from "../media/material.js";
import { nextReference } from "../prompt-references.js";
import { type Complaint, defineRule, noComplaints } from "./define-rule.js";

/** Numbers count from 1, images and videos apart. */
export const promptNamesExistingReference = defineRule({
  id: "prompt-names-existing-reference",
  meta: {
    summary: "Report a reference that the prompt names by a number beyond the array of its kind",
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/prompt/description",
    },
    models: ["wan2.7-reference-video"],
    severity: "warn",
    parameters: ["prompt", "image_urls", "video_urls"],
    messages: { beyond: "prompt names {reference}, but {list} has {count}" },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "Image 1 hands a lantern to Image 2",
            image_urls: ["https://cdn.example.com/keeper.jpg", "https://cdn.example.com/lantern.png"],
          },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "Image 1 hands a lantern to Image 3",
            image_urls: ["https://cdn.example.com/keeper.jpg", "https://cdn.example.com/lantern.png"],
          },
        },
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "图1把灯笼交给视频2",
            image_urls: ["https://cdn.example.com/keeper.jpg", "https://cdn.example.com/lantern.png"],
            video_urls: ["https://cdn.example.com/fisherman.mp4"],
          },
        },
      ],
    },
  },
  check: ({ body: { prompt, image_urls, video_urls } }) => {
    if (prompt === undefined) return noComplaints;
    const images = countUrls(image_urls);
    const videos = countUrls(video_urls);
    if (images + videos === 0) return noComplaints; // needs-a-reference says it
    let found: Complaint<"beyond">[] | undefined;
    for (let next = nextReference(prompt, 0); next !== undefined; next = nextReference(prompt, next.end)) {
      const { kind, number, isPlain, start, end } = next;
      const count = kind === "image" ? images : videos;
      if (!isPlain || (number >= 1 && number <= count)) continue;
      const text = prompt.slice(start, end);
      found ??= [];
      if (found.some(({ data }) => data?.["reference"] === text)) continue;
      if (found.length === MOST_COMPLAINTS) break;
      found.push({
        at: "/prompt",
        message: "beyond",
        data: { reference: text, list: `${kind}_urls`, count: count === 1 ? "1 item" : `${count} items` },
      });
    }
    return found ?? noComplaints;
  },
});

import { plural } from "../../text/plural.js";
import { countUrls } from "../media/material.js";
import { nextReference } from "../prompt-references.js";
import {
  type Complaint,
  cdn,
  defineRule,
  descriptionOf,
  MOST_COMPLAINTS,
  noComplaints,
  referenceVideo,
} from "./define-rule.js";

/** Numbers count from 1, images and videos apart. */
export const promptNamesExistingReference = defineRule({
  id: "prompt-names-existing-reference",
  summary: "Report a reference that the prompt names by a number beyond the array of its kind",
  source: descriptionOf("wan2.7-reference-video", "prompt"),
  severity: "warn",
  parameters: ["prompt", "image_urls", "video_urls"],
  messages: { beyond: "prompt names {reference}, but {list} has {count}" },
  accepts: () => [referenceVideo({ prompt: "Image 1 hands a lantern to Image 2" })],
  refuses: () => [
    referenceVideo({ prompt: "Image 1 hands a lantern to Image 3" }),
    referenceVideo({
      prompt: "图1把灯笼交给视频2",
      image_urls: [cdn("keeper.jpg"), cdn("lantern.png")],
      video_urls: [cdn("fisherman.mp4")],
    }),
  ],
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
        data: { reference: text, list: `${kind}_urls`, count: plural(count, "item") },
      });
    }
    return found ?? noComplaints;
  },
});

import { plural } from "../../text/plural.js";
import { countUrls } from "../media/material.js";
import { complaintsAboutReferences } from "../prompt-references.js";
import { cdn, defineRule, descriptionOf, noComplaints, referenceVideo } from "./define-rule.js";

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
    return complaintsAboutReferences(prompt, ({ kind, number, isPlain }, text) => {
      const count = kind === "image" ? images : videos;
      return !isPlain || (number >= 1 && number <= count)
        ? undefined
        : {
            message: "beyond",
            data: { reference: text, list: `${kind}_urls`, count: plural(count, "item") },
          };
    });
  },
});

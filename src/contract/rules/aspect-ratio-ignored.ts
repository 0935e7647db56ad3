import { shownName } from "../shown-name.js";
import { defineRule, noComplaints } from "./define-rule.js";

export const aspectRatioIgnored = defineRule({
  id: "aspect-ratio-ignored",
  meta: {
    summary: "Report `aspect_ratio` next to `image_start`, which decides the shape",
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/aspect_ratio/description",
    },
    models: ["wan2.7-reference-video"],
    severity: "warn",
    parameters: ["aspect_ratio", "image_start"],
    messages: {
      ignored: "aspect_ratio {value} is ignored because image_start decides the shape: leave one of them out",
    },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            image_urls: ["https://cdn.example.com/keeper.jpg", "https://cdn.example.com/lantern.png"],
            aspect_ratio: "1:1",
          },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            image_start: "https://cdn.example.com/pier.jpg",
            image_urls: ["https://cdn.example.com/keeper.jpg", "https://cdn.example.com/lantern.png"],
            aspect_ratio: "1:1",
          },
        },
      ],
    },
  },
  check: ({ body: { aspect_ratio: value, image_start } }) =>
    value === undefined || image_start === undefined
      ? noComplaints
      : [{ at: "/aspect_ratio", message: "ignored", data: { value: shownName(value) } }],
});

import { shownName } from "../shown-name.js";
import { cdn, defineRule, descriptionOf, noComplaints, referenceVideo } from "./define-rule.js";

export const aspectRatioIgnored = defineRule({
  id: "aspect-ratio-ignored",
  summary: "Report `aspect_ratio` next to `image_start`, which decides the shape",
  source: descriptionOf("wan2.7-reference-video", "aspect_ratio"),
  severity: "warn",
  parameters: ["aspect_ratio", "image_start"],
  messages: {
    ignored: "aspect_ratio {value} is ignored because image_start decides the shape: leave one of them out",
  },
  accepts: () => [referenceVideo({ aspect_ratio: "1:1" })],
  refuses: () => [
    referenceVideo({
      image_start: cdn("pier.jpg"),
      image_urls: [cdn("keeper.jpg"), cdn("lantern.png")],
      aspect_ratio: "1:1",
    }),
  ],
  check: ({ body: { aspect_ratio: value, image_start } }) =>
    value === undefined || image_start === undefined
      ? noComplaints
      : [{ at: "/aspect_ratio", message: "ignored", data: { value: shownName(value) } }],
});

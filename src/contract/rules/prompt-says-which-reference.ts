import { countUrls } from "../media/material.js";
import {
  type Complaint,
  cdn,
  defineRule,
  descriptionOf,
  noComplaints,
  referenceVideo,
} from "./define-rule.js";

const FOLLOWED = /[\p{L}\p{N}_]|[ -]?#?\d/uy;

/** The same in Chinese, simplified or traditional, where no number and no plural parts it from others. */
const chinese = {
  image:
    /(?<![张張幅个個些有部两兩几幾多各每])[参參]考(?:[图圖][片像]?|照片)(?![片像们們]|[ #]?[\d\uff10-\uff19一二三四五六七八九十])/,
  video:
    /(?<![段个個些有部两兩几幾多各每])[参參]考(?:视频|視頻|影片)(?![们們]|[ #]?[\d\uff10-\uff19一二三四五六七八九十])/,
} as const;

type Kind = keyof typeof chinese;

/** The words that fit each reference of a kind, with how one of them is named. */
function openWords(prompt: string, kind: Kind): readonly [words: string, name: string] | undefined {
  if (leavesOpen(prompt, `he reference ${kind}`))
    return [`the reference ${kind}`, kind === "image" ? "Image 1" : "Video 1"];
  const words = prompt.includes("考") ? chinese[kind].exec(prompt)?.[0] : undefined;
  return words === undefined ? undefined : [words, kind === "image" ? "图1" : "视频1"];
}

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
  summary: "Report `the reference image` or `the reference video` where there are several of the kind",
  source: descriptionOf("wan2.7-reference-video", "prompt"),
  severity: "warn",
  parameters: ["prompt", "image_urls", "video_urls"],
  messages: {
    which: 'prompt says "{words}", but {kind}_urls has {count} items: name one as {name}',
  },
  accepts: () => [
    referenceVideo({
      prompt: "The dancer from the reference image bows",
      image_urls: [cdn("keeper.jpg")],
    }),
  ],
  refuses: () => [referenceVideo({ prompt: "The dancer from the reference image bows" })],
  check: ({ body: { prompt, image_urls, video_urls } }) => {
    if (prompt === undefined) return noComplaints;
    let found: Complaint<"which">[] | undefined;
    for (const kind of ["image", "video"] as const) {
      const count = countUrls(kind === "image" ? image_urls : video_urls);
      const open = count > 1 ? openWords(prompt, kind) : undefined;
      if (open === undefined) continue;
      const [words, name] = open;
      (found ??= []).push({ at: "/prompt", message: "which", data: { words, kind, count, name } });
    }
    return found ?? noComplaints;
  },
});

import { mediaComplaints } from "../media/media-urls.js";
import { allModels } from "../models/model-ids.js";
import { orList } from "../parameter-names.js";
import { cdn, defineRule, descriptionOf, imageToVideo, type MediaKind } from "./define-rule.js";

const accepted: Readonly<Record<MediaKind, readonly string[]>> = {
  image: ["jpg", "jpeg", "png", "bmp", "webp"],
  video: ["mp4", "mov"],
  audio: ["wav", "mp3"],
};

/** Endings of programs, which may answer with anything. */
const programs: readonly string[] = ["php", "asp", "aspx", "ashx", "cgi", "jsp", "jspx", "do", "action"];

const EXTENSION = /^(?=\d*[a-z])[a-z0-9]{2,5}$/;

/** The path's extension in lower case; empty where the URL is not http(s) or its path shows none. */
function extensionOf(url: string): string {
  const scheme = /^https?:\/\//i.exec(url)?.[0];
  if (scheme === undefined) return "";
  const end = url.search(/[?#]/);
  const path = url.slice(scheme.length, end < 0 ? undefined : end);
  const slash = path.lastIndexOf("/");
  const dot = path.lastIndexOf(".");
  if (slash < 0 || dot <= slash + 1) return "";
  const extension = path.slice(dot + 1, dot + 7).toLowerCase();
  return EXTENSION.test(extension) ? extension : "";
}

export const mediaUrlHasAcceptedExtension = defineRule({
  id: "media-url-has-accepted-extension",
  summary: "Report a media URL whose path ends in the extension of a format that is not accepted",
  source: descriptionOf("wan2.7-reference-video", "image_urls"),
  models: allModels,
  severity: "warn",
  parameters: ["image_start", "image_end", "image_urls", "video_urls", "audio_urls", "model_params"],
  messages: { format: "{param} ends in .{extension}: {kind} files must be {formats}" },
  accepts: () => [
    imageToVideo({ image_start: cdn("KITE.JPG?v=2.gif") }),
    imageToVideo({ image_start: cdn("files/9f3c") }),
  ],
  refuses: () => [imageToVideo({ image_start: cdn("kite.gif") })],
  check: (input) =>
    mediaComplaints(input, isFine, ({ url, kind, at, param }) => ({
      at,
      message: "format",
      data: {
        param,
        extension: extensionOf(url),
        kind,
        formats: orList(accepted[kind].map((end) => `.${end}`)),
      },
    })),
});

/** Endings of most URLs; the same answer as the long way, without a slice. */
const usualEnd: Readonly<Record<MediaKind, readonly [string, string]>> = {
  image: [".jpg", ".png"],
  video: [".mp4", ".mov"],
  audio: [".mp3", ".wav"],
};

function isFine(url: string, kind: MediaKind): boolean {
  const [first, second] = usualEnd[kind];
  if ((url.endsWith(first) || url.endsWith(second)) && !url.includes("?") && !url.includes("#")) return true;
  const extension = extensionOf(url);
  return extension === "" || accepted[kind].includes(extension) || programs.includes(extension);
}

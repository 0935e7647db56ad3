import type { MediaInput } from "../contract/media/media-inputs.js";
import type { Asset } from "../contract/rules/define-rule.js";

const LONGEST_NAME = 32;
const NAMES: Readonly<Record<string, string>> = {
  image_urls: "image",
  video_urls: "video",
  audio_urls: "audio",
  voice_bindings: "voice of",
};

/**
 * A medium as the card of a result names it: `image_start hero.png 1280x720`, `video 1 dog.mp4 640x360 4.6 s`,
 * `voice of image1 girl.mp3`. Pixels and seconds where known; a long file name loses its middle.
 */
export function inputLine({ param, item, url }: MediaInput, asset?: Asset): string {
  const place = typeof item === "number" ? item + 1 : item;
  const parts: (string | number)[] = [NAMES[param] ?? param];
  if (place !== undefined) parts.push(shortened(String(place)));
  parts.push(fileNameOf(url));
  if (asset?.width !== undefined && asset.height !== undefined) parts.push(`${asset.width}x${asset.height}`);
  if (asset?.seconds !== undefined) parts.push(`${Math.round(asset.seconds * 1000) / 1000} s`);
  return parts.join(" ");
}

/** The last part of a URL's path, or its host where the path names nothing. */
function fileNameOf(url: string): string {
  const [address = ""] = url.slice(0, 4000).split(/[?#]/, 1);
  const parts = address.replace(/^[a-z][a-z0-9+.-]*:\/*/i, "").split("/");
  return shortened(decoded(parts.findLast((part) => part !== "") ?? ""));
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function shortened(name: string): string {
  const characters = [...name];
  if (characters.length <= LONGEST_NAME) return name;
  const kept = (LONGEST_NAME - 2) / 2;
  return `${characters.slice(0, kept + 1).join("")}…${characters.slice(-kept).join("")}`;
}

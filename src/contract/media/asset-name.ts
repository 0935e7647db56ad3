import type { Asset } from "../rules/define-rule.js";
import { readSampleName } from "./sample-name.js";

/** Few URLs have such a name; the others are done with at once. */
const LIKE_A_SAMPLE = /\/(?:image|video|audio)-\d/;
const SCHEME_AND_HOST = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;

/**
 * Facts about the file behind a URL, read from the last part of its path when that is a sample's name:
 * `https://cdn.example.com/in/video-5s-1280x720.mp4?token=1`. Any host will do; a name whose sample the mock
 * does not make says nothing.
 *
 * @returns kind, format and whatever of pixels, seconds, bytes, transparency and sound the name tells;
 *   `undefined` for any other URL
 */
export function assetOfName(url: string): Asset | undefined {
  if (!LIKE_A_SAMPLE.test(url)) return undefined;
  const path = url.replace(SCHEME_AND_HOST, "").replace(/[?#].*$/s, "");
  const slash = path.lastIndexOf("/");
  if (slash < 0) return undefined;
  const verdict = readSampleName(path.slice(slash + 1));
  if (verdict.kind !== "sample") return undefined;
  const { name: _name, ...asset } = verdict.sample;
  return asset;
}

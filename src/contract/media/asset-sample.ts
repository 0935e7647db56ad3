import type { Asset } from "../rules/define-rule.js";
import { readSampleName, type Sample } from "./sample-name.js";

/** The sample that has the known facts of a file; `undefined` where they are too few, or none is made like it. */
export function assetSample(asset: Asset): Sample | undefined {
  const name = nameFor(asset);
  const verdict = name === undefined ? undefined : readSampleName(name);
  return verdict?.kind === "sample" ? verdict.sample : undefined;
}

function nameFor({
  kind,
  format,
  width,
  height,
  seconds,
  bytes,
  hasTransparency,
  hasSound,
}: Asset): string | undefined {
  const size = bytes === undefined ? "" : `-${bytes}B`;
  const pixels = `${width}x${height}`;
  switch (kind) {
    case "image":
      return `image-${pixels}${hasTransparency === true ? "-transparent" : ""}${size}.${format}`;
    case "video":
      return `video-${seconds}s-${pixels}${hasSound === false ? "-mute" : ""}${size}.${format}`;
    case "audio":
      return `audio-${seconds}s${size}.${format}`;
    case undefined:
      return undefined;
  }
}

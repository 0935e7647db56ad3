import { quoteForMessage } from "../../errors/quote-for-message.js";
import { orList } from "../parameter-names.js";
import type { Asset } from "../rules/define-rule.js";
import type { PixelSize } from "./output-size.js";

interface Named {
  /** The whole name: `image-1280x720.png`. */
  readonly name: string;
  /** Bytes of the file, when the name tells; absent for what the file takes by itself. */
  readonly bytes?: number;
}

/** A file that the mock makes, as its name describes it. */
export type Sample =
  | (Named &
      PixelSize & {
        readonly kind: "image";
        readonly format: "jpeg" | "png" | "webp" | "bmp";
        readonly hasTransparency: boolean;
      })
  | (Named &
      PixelSize & {
        readonly kind: "video";
        readonly format: "mp4" | "mov";
        readonly seconds: number;
        readonly hasSound: boolean;
      })
  | (Named & { readonly kind: "audio"; readonly format: "wav" | "mp3"; readonly seconds: number });

/** The meaning of a name: a sample, nothing known, or a sample that is not made; the message says what to change. */
export type SampleNameVerdict =
  | { readonly kind: "sample"; readonly sample: Sample }
  | { readonly kind: "unknown"; readonly message: string }
  | { readonly kind: "refused"; readonly message: string };

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly unit: string;
}

/**
 * Wide enough for files just outside the vendor's limits (8000 and 4096 pixels, 30 s, 100 MB), narrow enough to
 * be made in less than a second. Limits are inclusive.
 */
const bounds = {
  imageSide: { least: 1, most: 8192, unit: "pixels" },
  videoSide: { least: 2, most: 4320, unit: "pixels, even" },
  videoSeconds: { least: 0.1, most: 60, unit: "seconds, exact to the millisecond" },
  audioSeconds: { least: 0.1, most: 300, unit: "seconds, exact to the millisecond" },
  bytes: { least: 1, most: 200 * 1024 * 1024, unit: "bytes" },
} as const satisfies Record<string, Bounds>;

const sizeBound = {
  ...bounds.bytes,
  syntax: "21MB, 512KB (of 1024) or 20971521B; the file is padded with what decoders skip",
} as const;

const units = { B: 1, KB: 1024, MB: 1024 * 1024 } as const;

/** The names that samples have, for catalogues and refusals. `[...]` may be left out. */
export const samplePatterns = [
  {
    kind: "image",
    pattern: "image-WIDTHxHEIGHT[-SIZE].{jpg,jpeg,png,webp,bmp}",
    summary: "A card that shows its own name",
    bounds: { WIDTH: bounds.imageSide, HEIGHT: bounds.imageSide, SIZE: sizeBound },
    examples: ["image-1280x720.jpg", "image-8001x8001.png", "image-240x1921.webp", "image-640x480-21MB.bmp"],
  },
  {
    kind: "image",
    pattern: "image-WIDTHxHEIGHT-transparent[-SIZE].png",
    summary: "The same on a transparent ground",
    bounds: { WIDTH: bounds.imageSide, HEIGHT: bounds.imageSide, SIZE: sizeBound },
    examples: ["image-1280x720-transparent.png"],
  },
  {
    kind: "video",
    pattern: "video-SECONDSs-WIDTHxHEIGHT[-mute][-SIZE].{mp4,mov}",
    summary:
      "H.264 at 24 frames a second with a running clock and a quiet tone; without audio track as -mute",
    bounds: {
      SECONDS: bounds.videoSeconds,
      WIDTH: bounds.videoSide,
      HEIGHT: bounds.videoSide,
      SIZE: sizeBound,
    },
    examples: ["video-5s-1280x720.mp4", "video-2.5s-720x1280-mute.mov", "video-31s-640x360-101MB.mp4"],
  },
  {
    kind: "audio",
    pattern: "audio-SECONDSs[-SIZE].{wav,mp3}",
    summary:
      "A quiet tone (wav), or silence (mp3) in whole frames of 24 ms whose header tells how much to play",
    bounds: { SECONDS: bounds.audioSeconds, SIZE: sizeBound },
    examples: ["audio-3s.wav", "audio-3s.mp3", "audio-30.5s-16MB.wav"],
  },
] as const;

const SIZE = String.raw`(?:-(?<size>\d{1,9})(?<unit>B|KB|MB))?`;
const SECONDS = String.raw`(?<seconds>\d{1,6}(?:\.\d{1,3})?)s`;
const PIXELS = String.raw`(?<width>\d{1,6})x(?<height>\d{1,6})`;

const namePatterns = {
  image: new RegExp(`^image-${PIXELS}(?<clear>-transparent)?${SIZE}\\.(?<end>jpe?g|png|webp|bmp)$`),
  video: new RegExp(`^video-${SECONDS}-${PIXELS}(?<mute>-mute)?${SIZE}\\.(?<end>mp4|mov)$`),
  audio: new RegExp(`^audio-${SECONDS}${SIZE}\\.(?<end>wav|mp3)$`),
} as const;

/** Reads a sample's file name: `video-2.5s-1280x720.mp4`. */
export function readSampleName(name: string): SampleNameVerdict {
  for (const kind of ["image", "video", "audio"] as const) {
    const groups = namePatterns[kind].exec(name)?.groups;
    if (groups !== undefined) return readParts(kind, name, groups);
  }
  const patterns = samplePatterns.map(({ pattern }) => pattern);
  return {
    kind: "unknown",
    message: `No sample is called ${quoteForMessage(name)}: names are ${orList(patterns)}`,
  };
}

function readParts(
  kind: Sample["kind"],
  name: string,
  groups: Readonly<Record<string, string | undefined>>,
): SampleNameVerdict {
  const { width, height, seconds, size, unit, clear, mute, end = "" } = groups;
  const hasTransparency = clear !== undefined;
  if (hasTransparency && end !== "png") return refused(`Only a png is made with transparency, not a ${end}`);
  const bytes = size === undefined ? undefined : Number(size) * units[unit as keyof typeof units];
  const noun = kind === "video" ? "a video" : `an ${kind}`;
  const side = kind === "image" ? bounds.imageSide : bounds.videoSide;
  const fault =
    outside(`The width of ${noun}`, width, side) ??
    outside(`The height of ${noun}`, height, side) ??
    outside(`The length of ${noun}`, seconds, kind === "audio" ? bounds.audioSeconds : bounds.videoSeconds) ??
    outside("The size of a file", bytes, bounds.bytes);
  if (fault !== undefined) return fault;
  const sample = {
    kind,
    name,
    ...(kind === "audio" ? {} : { width: Number(width), height: Number(height) }),
    ...(kind === "image" ? { hasTransparency } : { seconds: Number(seconds) }),
    ...(kind === "video" ? { hasSound: mute === undefined } : {}),
    format: end.startsWith("jp") ? "jpeg" : end,
    ...(bytes === undefined ? {} : { bytes }),
  };
  return { kind: "sample", sample: sample as Sample };
}

/** Refuses a part that lies outside its bounds; one that the name does not have lies nowhere. */
function outside(
  what: string,
  part: string | number | undefined,
  bound: Bounds,
): SampleNameVerdict | undefined {
  if (part === undefined) return undefined;
  const { least, most, unit } = bound;
  const value = Number(part);
  const fits = value >= least && value <= most && !(bound === bounds.videoSide && value % 2 !== 0);
  return fits ? undefined : refused(`${what} is ${least} to ${most} ${unit}, not ${value}`);
}

const refused = (message: string): SampleNameVerdict => ({ kind: "refused", message });

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

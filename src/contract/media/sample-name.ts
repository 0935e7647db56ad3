import { quoteForMessage } from "../../errors/quote-for-message.js";
import { orList } from "../parameter-names.js";

interface Named {
  /** The whole name: `image-1280x720.png`. */
  readonly name: string;
  /** Bytes of the file, when the name tells; absent for what the file takes by itself. */
  readonly bytes?: number;
}

interface Sized {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
}

/** A file that the mock makes, as its name describes it. */
export type Sample =
  | (Named &
      Sized & {
        readonly kind: "image";
        readonly format: "jpeg" | "png" | "webp" | "bmp";
        readonly hasTransparency: boolean;
      })
  | (Named &
      Sized & {
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

const IMAGE = new RegExp(`^image-${PIXELS}(?<clear>-transparent)?${SIZE}\\.(?<end>jpe?g|png|webp|bmp)$`);
const VIDEO = new RegExp(`^video-${SECONDS}-${PIXELS}(?<mute>-mute)?${SIZE}\\.(?<end>mp4|mov)$`);
const AUDIO = new RegExp(`^audio-${SECONDS}${SIZE}\\.(?<end>wav|mp3)$`);

type Groups = Readonly<Record<string, string | undefined>>;

/** Reads a sample's file name: `video-2.5s-1280x720.mp4`. */
export function readSampleName(name: string): SampleNameVerdict {
  const image = IMAGE.exec(name)?.groups;
  if (image !== undefined) return readImage(name, image);
  const video = VIDEO.exec(name)?.groups;
  if (video !== undefined) return readVideo(name, video);
  const audio = AUDIO.exec(name)?.groups;
  if (audio !== undefined) return readAudio(name, audio);
  const patterns = samplePatterns.map(({ pattern }) => pattern);
  return {
    kind: "unknown",
    message: `No sample is called ${quoteForMessage(name)}: names are ${orList(patterns)}`,
  };
}

function readImage(name: string, groups: Groups): SampleNameVerdict {
  const { width, height, bytes, end } = partsOf(groups);
  const hasTransparency = groups["clear"] !== undefined;
  if (hasTransparency && end !== "png") return refused(`Only a png is made with transparency, not a ${end}`);
  return (
    outside("The width of an image", width, bounds.imageSide) ??
    outside("The height of an image", height, bounds.imageSide) ??
    outside("The size of a file", bytes, bounds.bytes) ?? {
      kind: "sample",
      sample: {
        ...{ kind: "image", name, width, height, hasTransparency },
        format: end === "png" || end === "webp" || end === "bmp" ? end : "jpeg",
        ...(bytes === undefined ? {} : { bytes }),
      },
    }
  );
}

function readVideo(name: string, groups: Groups): SampleNameVerdict {
  const { width, height, seconds, bytes, end } = partsOf(groups);
  return (
    outside("The width of a video", width, bounds.videoSide) ??
    outside("The height of a video", height, bounds.videoSide) ??
    outside("The length of a video", seconds, bounds.videoSeconds) ??
    outside("The size of a file", bytes, bounds.bytes) ?? {
      kind: "sample",
      sample: {
        ...{ kind: "video", name, width, height, seconds, hasSound: groups["mute"] === undefined },
        format: end === "mov" ? "mov" : "mp4",
        ...(bytes === undefined ? {} : { bytes }),
      },
    }
  );
}

function readAudio(name: string, groups: Groups): SampleNameVerdict {
  const { seconds, bytes, end } = partsOf(groups);
  return (
    outside("The length of an audio", seconds, bounds.audioSeconds) ??
    outside("The size of a file", bytes, bounds.bytes) ?? {
      kind: "sample",
      sample: {
        ...{ kind: "audio", name, seconds },
        format: end === "wav" ? "wav" : "mp3",
        ...(bytes === undefined ? {} : { bytes }),
      },
    }
  );
}

function partsOf({ width, height, seconds, size, unit, end = "" }: Groups) {
  const factor = unit === "KB" || unit === "MB" ? units[unit] : units.B;
  return {
    width: Number(width),
    height: Number(height),
    seconds: Number(seconds),
    bytes: size === undefined ? undefined : Number(size) * factor,
    end,
  };
}

function outside(what: string, value: number | undefined, bound: Bounds): SampleNameVerdict | undefined {
  if (value === undefined) return undefined;
  const { least, most, unit } = bound;
  const fits = value >= least && value <= most && !(bound === bounds.videoSide && value % 2 !== 0);
  return fits ? undefined : refused(`${what} is ${least} to ${most} ${unit}, not ${value}`);
}

const refused = (message: string): SampleNameVerdict => ({ kind: "refused", message });

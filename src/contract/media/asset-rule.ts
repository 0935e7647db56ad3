import { orList } from "../parameter-names.js";
import {
  type Asset,
  type Complaint,
  cdn,
  defineRule,
  descriptionOf,
  imageToVideo,
  type MediaKind,
  MOST_COMPLAINTS,
  noComplaints,
  type Rule,
  type RuleMeta,
  referenceVideo,
  type TaskFailure,
  videoEdit,
} from "../rules/define-rule.js";
import { shownName } from "../shown-name.js";
import { secondsOf } from "./material.js";

/** The places that a rule about files looks at, and an example with one file in such a place. */
interface AssetPlace extends Pick<RuleMeta, "source" | "models" | "parameters"> {
  readonly kind: MediaKind;
  readonly example: typeof imageToVideo;
  readonly members: Readonly<Record<string, unknown>>;
  readonly file: string;
}

export const images: AssetPlace = {
  kind: "image",
  source: descriptionOf("wan2.7-reference-video", "image_urls"),
  models: ["wan2.7-image-to-video", "wan2.7-reference-video", "wan2.7-video-edit"],
  parameters: ["image_start", "image_end", "image_urls"],
  example: imageToVideo,
  members: { image_start: cdn("kite.png") },
  file: cdn("kite.png"),
};

export const videos: AssetPlace = {
  kind: "video",
  source: descriptionOf("wan2.7-reference-video", "video_urls"),
  models: ["wan2.7-image-to-video", "wan2.7-reference-video", "wan2.7-video-edit"],
  parameters: ["video_urls"],
  example: imageToVideo,
  members: { video_urls: [cdn("tram.mp4")] },
  file: cdn("tram.mp4"),
};

export const referenceVideos: AssetPlace = {
  ...videos,
  models: ["wan2.7-reference-video"],
  example: referenceVideo,
};

/** Clips to continue or to edit. */
export const clips: AssetPlace = {
  ...videos,
  source: descriptionOf("wan2.7-image-to-video", "video_urls"),
  models: ["wan2.7-image-to-video", "wan2.7-video-edit"],
  example: videoEdit,
};

export const audios: AssetPlace = {
  kind: "audio",
  source: descriptionOf("wan2.7-text-to-video", "audio_urls"),
  models: ["wan2.7-text-to-video", "wan2.7-image-to-video", "wan2.7-reference-video"],
  parameters: ["audio_urls", "model_params"],
  example: imageToVideo,
  members: { image_start: cdn("kite.jpg"), audio_urls: [cdn("bell.mp3")] },
  file: cdn("bell.mp3"),
};

export const drivingAudios: AssetPlace = {
  ...audios,
  models: ["wan2.7-text-to-video", "wan2.7-image-to-video"],
  parameters: ["audio_urls"],
};

export const voices: AssetPlace = {
  ...audios,
  source: descriptionOf("wan2.7-reference-video", "audio_urls"),
  models: ["wan2.7-reference-video"],
  example: referenceVideo,
  members: {
    image_urls: [cdn("keeper.jpg")],
    model_params: { voice_bindings: { image1: cdn("keeper.mp3") } },
  },
  file: cdn("keeper.mp3"),
};

/** A limit of media files: what a rule says of it, how a task fails that breaks it, and files of its examples. */
interface AssetLimit<Message extends string> extends Pick<RuleMeta<Message>, "summary" | "messages"> {
  readonly failure: TaskFailure;
  readonly accepts: readonly Asset[];
  readonly refuses: readonly Asset[];
  /** Files of another kind are judged too; all other limits leave these alone, so that a wrong kind is said once. */
  readonly judgesKind?: boolean;
  /** The complaint about a file, without its place; `undefined` as long as nothing is known against it. */
  readonly breach: (asset: Asset) => Pick<Complaint<Message>, "message" | "data"> | undefined;
}

/** A rule that fails the tasks whose files break a limit. */
export function defineAssetRule<const Message extends string, const Id extends string>(
  id: Id,
  { kind, source, models, parameters, example, members, file }: AssetPlace,
  { accepts, refuses, judgesKind = false, breach, ...about }: AssetLimit<Message>,
): Rule<Message, Id> {
  const examplesOf = (assets: readonly Asset[]) => () =>
    assets.map((asset) => example(members, { assets: { [file]: { kind, ...asset } } }));
  return defineRule({
    id,
    source,
    models,
    parameters,
    ...about,
    accepts: examplesOf(accepts),
    refuses: examplesOf(refuses),
    check: ({ media }) => {
      let found: Complaint<Message>[] | undefined;
      for (const { kind: wanted, at, param, asset } of media) {
        if (wanted !== kind || found?.length === MOST_COMPLAINTS) continue;
        if (!judgesKind && asset.kind !== undefined && asset.kind !== kind) continue;
        const broken = breach(asset);
        if (broken === undefined) continue;
        (found ??= []).push({ at, message: broken.message, data: { param, ...broken.data } });
      }
      return found ?? noComplaints;
    },
  });
}

/** Inclusive bounds. */
interface Range {
  readonly least: number;
  readonly most: number;
}

/** Sides of images and videos are in a proportion of 1:8 to 8:1 (every page that states limits). */
const STEEPEST = 8;

/** The documents say "MB" and no more; read as 1024 x 1024 bytes, as upload limits commonly are. */
const BYTES_PER_MB = 1024 * 1024;

const invalid = (message: string): TaskFailure => ({ code: "invalid_parameters", message });

/** Complains of known files of another kind or format. */
export function formatRule<const Id extends string>(
  id: Id,
  place: AssetPlace,
  formats: readonly string[],
  examples: Pick<AssetLimit<string>, "accepts" | "refuses">,
): Rule<string, Id> {
  const { kind: wanted } = place;
  const shown = orList(formats.map((format) => format.toUpperCase()));
  return defineAssetRule(id, place, {
    summary: `Fail a task whose ${wanted} is no ${shown} file`,
    failure:
      wanted === "image"
        ? { code: "image_processing_error", message: "The image format is not supported" }
        : invalid("unsupported file type"),
    messages: {
      kind: `{param} must be ${shownKind(wanted)} (${shown}), but the file is {kind}`,
      format: `{param} must be ${shown}, but the file is {format}`,
    },
    ...examples,
    judgesKind: true,
    breach: ({ kind, format }) => {
      if (kind !== undefined && kind !== wanted) return { message: "kind", data: { kind: shownKind(kind) } };
      return format === undefined || formats.includes(format)
        ? undefined
        : { message: "format", data: { format: shownName(format) } };
    },
  });
}

/**
 * Complains of files known to be larger.
 *
 * @param beside - what is known of the files of the examples besides
 */
export function bytesRule<const Id extends string>(
  id: Id,
  place: AssetPlace,
  megabytes: number,
  beside: Asset = {},
): Rule<string, Id> {
  const most = megabytes * BYTES_PER_MB;
  return defineAssetRule(id, place, {
    summary: `Fail a task whose ${place.kind === "audio" ? "audio file" : place.kind} is larger than ${megabytes} MB`,
    failure: invalid(`file size exceeds ${megabytes}MB`),
    messages: { bytes: `{param} must be ${megabytes} MB at most, but the file has {bytes} bytes` },
    accepts: [{ ...beside, bytes: most }],
    refuses: [{ ...beside, bytes: most + 1 }],
    breach: ({ bytes }) =>
      bytes !== undefined && bytes > most ? { message: "bytes", data: { bytes } } : undefined,
  });
}

/** Complains of a known side outside the pixels given. */
export function pixelsRule<const Id extends string>(
  id: Id,
  place: AssetPlace,
  { least, most }: Range,
): Rule<string, Id> {
  const isOutside = (side: number | undefined) => side !== undefined && (side < least || side > most);
  return defineAssetRule(id, place, {
    summary: `Fail a task whose ${place.kind} has a side outside ${least} to ${most} pixels`,
    failure: invalid(`${place.kind} dimensions must be between ${least} and ${most}`),
    messages: {
      pixels: `{param} must be ${least} to ${most} pixels on each side, but the ${place.kind} is {size}`,
    },
    accepts: [{ width: least, height: least * STEEPEST }],
    refuses: [{ width: most + 1, height: 2000 }],
    breach: (asset) =>
      isOutside(asset.width) || isOutside(asset.height)
        ? { message: "pixels", data: { size: shownSize(asset) } }
        : undefined,
  });
}

/** Complains of sides in a proportion beyond 1:8 or 8:1. Whole numbers: nothing is divided. */
export function ratioRule<const Id extends string>(id: Id, place: AssetPlace): Rule<string, Id> {
  return defineAssetRule(id, place, {
    summary: `Fail a task whose ${place.kind} is narrower than 1:8 or wider than 8:1`,
    failure: invalid(`${place.kind} aspect ratio must be between 1:8 and 8:1`),
    messages: { ratio: `{param} must be in a proportion of 1:8 to 8:1, but the ${place.kind} is {size}` },
    accepts: [{ width: 240, height: 240 * STEEPEST }],
    refuses: [{ width: 240, height: 240 * STEEPEST + 1 }],
    breach: (asset) => {
      const { width, height } = asset;
      if (width === undefined || height === undefined) return undefined;
      const isTooSteep = width > height * STEEPEST || height > width * STEEPEST;
      return isTooSteep ? { message: "ratio", data: { size: shownSize(asset) } } : undefined;
    },
  });
}

/**
 * Complains of a known length outside the seconds given, to the millisecond: probes divide frames by rates.
 *
 * @param role - the file's part in the request, as the summary calls it: `driving audio`
 */
export function secondsRule<const Id extends string>(
  id: Id,
  place: AssetPlace,
  role: string,
  { least, most }: Range,
): Rule<string, Id> {
  const { kind } = place;
  return defineAssetRule(id, place, {
    summary: `Fail a task whose ${role} lasts less than ${least} or more than ${most} s`,
    failure: invalid(
      `${kind === "audio" ? "Audio" : "Video"} duration must be between ${least}-${most} seconds`,
    ),
    messages: { seconds: `{param} must last ${least} to ${most} s, but the ${kind} lasts {seconds} s` },
    accepts: [{ seconds: most }],
    refuses: [{ seconds: most + 0.001 }],
    breach: (asset) => {
      const seconds = secondsOf(asset);
      return seconds !== undefined && (seconds < least || seconds > most)
        ? { message: "seconds", data: { seconds } }
        : undefined;
    },
  });
}

/** `8001x240`, or what is known of it: `8001 wide`. */
function shownSize({ width, height }: Asset): string {
  if (width !== undefined && height !== undefined) return `${width}x${height}`;
  return width === undefined ? `${height} high` : `${width} wide`;
}

/** A kind of file with its article. */
function shownKind(kind: MediaKind): string {
  return kind === "audio" ? "an audio file" : kind === "image" ? "an image" : "a video";
}

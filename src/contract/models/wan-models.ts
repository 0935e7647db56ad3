import type { Faker } from "@faker-js/faker";
import { ownMember } from "../../text/own-member.js";
import { countUrls, secondsAsked, secondsOf } from "../media/material.js";
import { type AssetOf, knownSeconds } from "../media/media-inputs.js";
import type { Body, MediaKind } from "../rules/define-rule.js";
import type { WanModel } from "./model-ids.js";

/**
 * The sound of a result: no audio track at all; sound that the model makes, to the end; or sound that the request
 * brought, for so many seconds, then silence.
 */
export type ResultSound =
  | { readonly kind: "none" }
  | { readonly kind: "generated" }
  | { readonly kind: "given"; readonly seconds: number };

const NONE: ResultSound = { kind: "none" };
export const GENERATED: ResultSound = { kind: "generated" };

/** Something the body says that the service does not use, and why. */
export interface Ignored {
  readonly param: string;
  readonly why: string;
}

/** The behaviour of one model that its document states in prose alone; absent members are as for any model. */
export interface ModelTraits {
  /** The short name of the model on other platforms, as part of an id: `t2v`. */
  readonly shortForm: RegExp;
  /** A body with nothing but what the model needs; short, since a service may charge for it. */
  readonly leastBody: Readonly<Record<string, unknown>>;
  /** Newer pages call `prompt` optional. */
  readonly promptOptional?: true;
  /** The result is as long as its source unless `duration` is shorter; a submit may leave `duration` out or send 0. */
  readonly followsSource?: true;
  /** The URL of the medium whose shape a result keeps near. */
  readonly shapingUrl?: (body: Body) => unknown;
  /** Whether the result is the input clip as it is. */
  readonly returnsClip?: (body: Body, assetOf: AssetOf) => boolean;
  /** The parameter that decides the shape in place of `aspect_ratio`; `undefined` where that one decides. */
  readonly shapeDecider?: (body: Body) => string | undefined;
  /** Sound of a result of so many seconds; absent where it is always the model's own. */
  readonly sound?: (body: Body, seconds: number, assetOf: AssetOf) => ResultSound;
  /** Parameters that the service infers from the others. */
  readonly inferred?: (body: Body) => Readonly<Record<string, unknown>>;
  /** Which voice speaks for which reference; voices that none is left for are put on the list. */
  readonly voices?: (body: Body, ignored: Ignored[]) => Readonly<Record<string, string>>;
  /** Members that a body needs for a parameter's value to be accepted; `undefined` takes one away. */
  readonly beside?: (parameter: string, value: unknown) => Readonly<Record<string, unknown>>;
  /** Adds material and the model's own parameters to a drawn body that has a prompt and the shared ones. */
  readonly draw: (faker: Faker, draft: Record<string, unknown>) => void;
}

const fileUrl = (faker: Faker, extension: string) =>
  `https://cdn.example.com/${faker.string.alphanumeric({ length: 10, casing: "lower" })}.${extension}`;

const imageUrl = (faker: Faker): string =>
  fileUrl(faker, faker.helpers.arrayElement(["jpg", "jpeg", "png", "bmp", "webp"]));
const videoUrl = (faker: Faker): string => fileUrl(faker, faker.helpers.arrayElement(["mp4", "mov"]));
const audioUrl = (faker: Faker): string => fileUrl(faker, faker.helpers.arrayElement(["wav", "mp3"]));

function several<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Gives a draft a member in half of the cases. */
export function maybe(faker: Faker, draft: Record<string, unknown>, name: string, make: () => unknown): void {
  if (faker.datatype.boolean()) draft[name] = make();
}

const files: Readonly<Record<MediaKind, (number: number) => string>> = {
  image: (number) => `refs/image-${number}.png`,
  video: (number) => `clips/video-${number}.mp4`,
  audio: (number) => `voices/audio-${number}.mp3`,
};

/** So many different URLs of files of a kind. */
export function exampleUrls(kind: MediaKind, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `https://cdn.example.com/${files[kind](index + 1)}`);
}

/** Driving audio as long as it lasts, then nothing (`resultSound` says where that is stated). */
function soundOfDrivingAudio(body: Body, seconds: number, assetOf: AssetOf): ResultSound {
  const audio: unknown = Array.isArray(body.audio_urls) ? body.audio_urls[0] : undefined;
  if (typeof audio !== "string") return GENERATED;
  return { kind: "given", seconds: Math.min(knownSeconds(assetOf(audio)) ?? seconds, seconds) };
}

/** The sound of a clip to the end; no track where it is known to have none. */
function soundOfClip(body: Body, seconds: number, assetOf: AssetOf): ResultSound {
  const clip = body.video_urls?.[0];
  const hasSound = clip === undefined ? undefined : assetOf(clip)?.hasSound;
  return hasSound === false ? NONE : { kind: "given", seconds };
}

export const textToVideo: ModelTraits = {
  shortForm: /\bt2v\b/,
  leastBody: {
    model: "wan2.7-text-to-video",
    prompt: "Rain on a tin roof, slow dolly shot",
    duration: 2,
  },
  sound: soundOfDrivingAudio,
  draw: (faker, draft) => {
    maybe(faker, draft, "audio_urls", () => [audioUrl(faker)]);
  },
};

/** The ways in which the model works, each with its material. */
export type GenerationMode = "first_frame" | "first_last_frame" | "video_continuation";

/** The mode that the material means, or `undefined` when it is none of the six accepted sets. */
export function modeOfMaterial(body: Body): GenerationMode | undefined {
  const mode = likeliestMode(body);
  const isAccepted =
    mode === "video_continuation"
      ? body.image_start === undefined && countUrls(body.audio_urls) === 0
      : body.image_start !== undefined;
  return isAccepted ? mode : undefined;
}

function likeliestMode(body: Body): GenerationMode {
  if (countUrls(body.video_urls) > 0) return "video_continuation";
  return body.image_end === undefined ? "first_frame" : "first_last_frame";
}

/** Known seconds of the clip that a continuation starts from, to the millisecond. */
export function secondsOfClip(body: Body, assetOf: AssetOf): number | undefined {
  const clip: unknown = Array.isArray(body.video_urls) ? body.video_urls[0] : undefined;
  if (typeof clip !== "string" || body.image_start !== undefined) return undefined;
  return secondsOf(assetOf(clip));
}

/** Whether a continuation asks for just the length of its clip: the page says that the clip comes back as it is. */
export function returnsClip(body: Body, assetOf: AssetOf): boolean {
  return secondsOfClip(body, assetOf) === secondsAsked(body);
}

const imageToVideo: ModelTraits = {
  shortForm: /\bi2v\b/,
  leastBody: {
    model: "wan2.7-image-to-video",
    prompt: "The kite climbs into the wind",
    image_start: "https://cdn.example.com/frames/kite.jpg",
    duration: 2,
  },
  promptOptional: true,
  shapingUrl: (body) => body.image_start ?? body.video_urls?.[0],
  returnsClip,
  sound: (body, seconds, assetOf) =>
    returnsClip(body, assetOf)
      ? soundOfClip(body, seconds, assetOf)
      : soundOfDrivingAudio(body, seconds, assetOf),
  inferred: (body) => (body.generation_mode === undefined ? { generation_mode: likeliestMode(body) } : {}),
  beside: (parameter, value) => {
    if (parameter === "video_urls" || value === "video_continuation")
      return { image_start: undefined, video_urls: exampleUrls("video", 1) };
    return value === "first_last_frame" ? { image_end: exampleUrls("image", 1).join("") } : {};
  },
  draw: (faker, draft) => {
    const mode = faker.helpers.arrayElement(["first_frame", "first_last_frame", "video_continuation"]);
    maybe(faker, draft, "generation_mode", () => mode);
    if (mode === "video_continuation") {
      draft["video_urls"] = [videoUrl(faker)];
      maybe(faker, draft, "image_end", () => imageUrl(faker));
      return;
    }
    draft["image_start"] = imageUrl(faker);
    if (mode === "first_last_frame") draft["image_end"] = imageUrl(faker);
    maybe(faker, draft, "audio_urls", () => [audioUrl(faker)]);
  },
};

const referenceVideo: ModelTraits = {
  shortForm: /\br2v\b/,
  leastBody: {
    model: "wan2.7-reference-video",
    prompt: "Image 1 waves from a balcony",
    image_urls: ["https://cdn.example.com/refs/keeper.jpg"],
    duration: 2,
  },
  shapingUrl: (body) => body.image_start,
  shapeDecider: (body) => (body.image_start === undefined ? undefined : "image_start"),
  voices: voicesOf,
  beside: (parameter) => (parameter === "audio_urls" ? { image_urls: exampleUrls("image", 5) } : {}),
  draw: (faker, draft) => {
    const images = faker.number.int({ min: 0, max: 5 });
    const videos = faker.number.int({ min: images === 0 ? 1 : 0, max: 5 - images });
    if (images > 0) draft["image_urls"] = several(images, () => imageUrl(faker));
    if (videos > 0) {
      draft["video_urls"] = several(videos, () => videoUrl(faker));
      if (typeof draft["duration"] === "number") draft["duration"] = Math.min(draft["duration"], 10);
    }
    draft["prompt"] = namedReferences(faker, images, videos);
    maybe(faker, draft, "image_start", () => imageUrl(faker));
    if (draft["image_start"] !== undefined) delete draft["aspect_ratio"];
    addVoices(faker, draft, images, videos);
  },
};

/** `voice_bindings` wins; else `audio_urls` go to the videos first, then to the images. */
function voicesOf(body: Body, ignored: Ignored[]): Record<string, string> {
  const bindings = body.model_params?.voice_bindings;
  const audio = body.audio_urls ?? [];
  if (bindings !== undefined && Object.keys(bindings).length > 0) {
    if (audio.length > 0) ignored.push({ param: "audio_urls", why: "model_params.voice_bindings is given" });
    return { ...bindings };
  }
  const slots = slotsOf("video", body.video_urls?.length).concat(slotsOf("image", body.image_urls?.length));
  const voices: Record<string, string> = {};
  for (const [index, url] of audio.entries()) {
    const slot = slots[index];
    if (slot === undefined)
      ignored.push({ param: `audio_urls[${index}]`, why: "no reference is left for it" });
    else voices[slot] = url;
  }
  return voices;
}

/** `image1`, `image2`, ... */
function slotsOf(kind: string, count = 0): string[] {
  return several(count, (index) => `${kind}${index + 1}`);
}

/** Draws voices for some of the references, by key or by position, never both. */
function addVoices(faker: Faker, draft: Record<string, unknown>, images: number, videos: number): void {
  const slots = slotsOf("image", images).concat(slotsOf("video", videos));
  const way = faker.helpers.arrayElement(["none", "bindings", "positional"]);
  if (way === "bindings") {
    const bound = faker.helpers.arrayElements(slots, { min: 1, max: slots.length });
    draft["model_params"] = {
      voice_bindings: Object.fromEntries(bound.map((slot) => [slot, audioUrl(faker)])),
    };
  } else if (way === "positional") {
    draft["audio_urls"] = several(faker.number.int({ min: 1, max: slots.length }), () => audioUrl(faker));
  }
}

function namedReferences(faker: Faker, images: number, videos: number): string {
  const names = slotsOf("Image ", images).concat(slotsOf("Video ", videos));
  return `${names.join(" and ")} meet in ${faker.location.city()}, ${faker.color.human()} light, static camera`;
}

const videoEdit: ModelTraits = {
  shortForm: /\b(?:v2v|edit)\b/,
  leastBody: {
    model: "wan2.7-video-edit",
    prompt: "Repaint everything as a charcoal drawing",
    video_urls: ["https://cdn.example.com/clips/dancer.mp4"],
    duration: 2,
  },
  promptOptional: true,
  followsSource: true,
  shapingUrl: (body) => (body.aspect_ratio === undefined ? body.video_urls?.[0] : undefined),
  sound: (body, seconds, assetOf) =>
    body.keep_original_sound === true ? soundOfClip(body, seconds, assetOf) : GENERATED,
  draw: (faker, draft) => {
    draft["video_urls"] = [videoUrl(faker)];
    maybe(faker, draft, "duration", () => faker.helpers.arrayElement([0, 2, 3, 5, 8, 10]));
    maybe(faker, draft, "image_urls", () =>
      several(faker.number.int({ min: 1, max: 4 }), () => imageUrl(faker)),
    );
    maybe(faker, draft, "keep_original_sound", () => faker.datatype.boolean());
  },
};

/** The models of the bundled documents. */
export const wanModels: Readonly<Record<WanModel, ModelTraits>> = {
  "wan2.7-text-to-video": textToVideo,
  "wan2.7-image-to-video": imageToVideo,
  "wan2.7-reference-video": referenceVideo,
  "wan2.7-video-edit": videoEdit,
};

const noTraits: Partial<ModelTraits> = {};

/** The traits of a model; none for one that another document brings. */
export function traitsOf(model: string): Partial<ModelTraits> {
  return ownMember(wanModels as Readonly<Record<string, ModelTraits>>, model) ?? noTraits;
}

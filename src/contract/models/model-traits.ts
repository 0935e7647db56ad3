import type { Faker } from "@faker-js/faker";
import { type AssetOf, knownSeconds } from "../media/media-inputs.js";
import type { Body, MediaKind } from "../rules/define-rule.js";

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

export const imageUrl = (faker: Faker): string =>
  fileUrl(faker, faker.helpers.arrayElement(["jpg", "jpeg", "png", "bmp", "webp"]));
export const videoUrl = (faker: Faker): string => fileUrl(faker, faker.helpers.arrayElement(["mp4", "mov"]));
export const audioUrl = (faker: Faker): string => fileUrl(faker, faker.helpers.arrayElement(["wav", "mp3"]));

export function several<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Gives a draft a member in half of the cases. */
export function maybe(faker: Faker, draft: Record<string, unknown>, name: string, make: () => unknown): void {
  if (faker.datatype.boolean()) draft[name] = make();
}

/** The kind of media that a parameter takes; `undefined` for a parameter without media. */
export function mediaKindOf(parameter: string): MediaKind | undefined {
  if (parameter === "model_params") return "audio";
  return (["image", "video", "audio"] as const).find((kind) => parameter.startsWith(`${kind}_`));
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
export function soundOfDrivingAudio(body: Body, seconds: number, assetOf: AssetOf): ResultSound {
  const audio: unknown = Array.isArray(body.audio_urls) ? body.audio_urls[0] : undefined;
  if (typeof audio !== "string") return GENERATED;
  return { kind: "given", seconds: Math.min(knownSeconds(assetOf(audio)) ?? seconds, seconds) };
}

/** The sound of a clip to the end; no track where it is known to have none. */
export function soundOfClip(body: Body, seconds: number, assetOf: AssetOf): ResultSound {
  const clip = body.video_urls?.[0];
  const hasSound = clip === undefined ? undefined : assetOf(clip)?.hasSound;
  return hasSound === false ? NONE : { kind: "given", seconds };
}

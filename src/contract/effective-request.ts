import { cutText, longest } from "../text/cut-text.js";
import { type AssetOf, knownSeconds } from "./media/media-inputs.js";
import { evenSide, outputSize, type PixelSize, sizeNear } from "./media/output-size.js";
import type { ModelContract } from "./model-contract.js";
import { GENERATED, type Ignored, type ResultSound } from "./models/model-traits.js";
import { traitsOf } from "./models/wan-models.js";
import type { Asset, Body } from "./rules/define-rule.js";

/** Seconds that a source counts when nothing is known of it. */
const UNKNOWN_CLIP_SECONDS = 5;
/** No edit is longer: its page takes sources, and lengths, of up to 10 s. */
const LONGEST_EDIT_SECONDS = 10;
/** No result is longer: documents of other models may leave `duration` without a bound. */
const LONGEST_SECONDS = 600;
/** Sides that a clip given back as it is may have; the page takes no larger ones. */
const LONGEST_SIDE = 4096;

/** Unknown parameters that are reported; a body may have thousands. */
const MOST_IGNORED = 100;

/** An accepted body as the service would work with it. */
export interface EffectiveRequest {
  readonly model: string;
  /** Parameters after truncation and with the documented defaults filled in. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Prompts that were cut, with the number of code points that were left. */
  readonly cut: readonly { readonly param: string; readonly keptCharacters: number }[];
  /** The result's pixels and seconds; whole ones, unless an edit keeps those of its source. */
  readonly output: PixelSize & { readonly seconds: number };
  /** Which voice speaks for which reference: `image1` -> URL. */
  readonly voices: Readonly<Record<string, string>>;
  readonly ignored: readonly Ignored[];
}

/** The part of the effective request that lifecycle and billing need; cheap enough for every submit. */
export interface Output {
  readonly quality: string;
  readonly size: PixelSize;
  readonly seconds: number;
}

/**
 * Size and seconds of the result that an accepted body asks for.
 *
 * Without a known image or clip to keep near (`sizeNear` says how near), the pixels are those of `aspect_ratio`,
 * or of 16:9 where the model has no such parameter or ignores it. A continuation lasts `duration`, the clip
 * included; when that is just the clip's length it is the clip, with its pixels. An edit lasts as long as its
 * source (5 s if unknown, 10 s at most) or `duration`, whichever is shorter: the page has it cut from the start.
 */
export function outputOf(model: ModelContract, body: Body, assetOf: AssetOf = () => undefined): Output {
  const quality = stringOr(body.quality, model, "quality", "720p");
  return { quality, size: sizeOf(model, body, quality, assetOf), seconds: secondsOf(model, body, assetOf) };
}

function sizeOf(model: ModelContract, body: Body, quality: string, assetOf: AssetOf): PixelSize {
  const traits = traitsOf(model.id);
  const url = traits.shapingUrl?.(body);
  const source = pixelsOf(typeof url === "string" ? assetOf(url) : undefined);
  if (source === undefined) return outputSize(quality, ratioOf(model, body));
  const { width, height } = source;
  const isClip = traits.returnsClip?.(body, assetOf) === true && Math.max(width, height) <= LONGEST_SIDE;
  return isClip ? { width: evenSide(width), height: evenSide(height) } : sizeNear(quality, source);
}

/** Pixels of an image or clip, when both sides are known. */
function pixelsOf({ width = 0, height = 0 }: Asset = {}): PixelSize | undefined {
  return width > 0 && height > 0 ? { width, height } : undefined;
}

function ratioOf(model: ModelContract, body: Body): string {
  const isIgnored =
    model.properties["aspect_ratio"] === undefined || traitsOf(model.id).shapeDecider?.(body) !== undefined;
  return isIgnored ? "16:9" : stringOr(body.aspect_ratio, model, "aspect_ratio", "16:9");
}

function secondsOf(model: ModelContract, body: Body, assetOf: AssetOf): number {
  const given = typeof body.duration === "number" ? body.duration : model.properties["duration"]?.default;
  const asked = typeof given === "number" ? given : 5;
  const seconds = asked > 0 ? Math.min(Math.max(1, Math.round(asked)), LONGEST_SECONDS) : undefined;
  if (traitsOf(model.id).followsSource !== true && seconds !== undefined) return seconds;
  const source = body.video_urls?.[0];
  const known = typeof source === "string" ? knownSeconds(assetOf(source)) : undefined;
  if (known === undefined) return seconds ?? UNKNOWN_CLIP_SECONDS;
  return Math.min(known, seconds ?? LONGEST_EDIT_SECONDS);
}

/** Everything that lint, the journal and the control side show of an accepted body. */
export function effectiveRequest(
  model: ModelContract,
  sent: Body,
  body: Body,
  assetOf: AssetOf = () => undefined,
): EffectiveRequest {
  const parameters: Record<string, unknown> = {};
  const ignored: Ignored[] = [];
  for (const [name, schema] of Object.entries(model.properties)) {
    if (Object.hasOwn(body, name)) parameters[name] = body[name];
    else if (schema.default !== undefined) parameters[name] = schema.default;
  }
  for (const name of Object.keys(body)) {
    if (ignored.length === MOST_IGNORED) break;
    if (!Object.hasOwn(model.properties, name)) {
      ignored.push({ param: cutText(name, longest.id), why: `not a parameter of ${model.id}` });
    }
  }
  const traits = traitsOf(model.id);
  Object.assign(parameters, traits.inferred?.(body));
  const voices = traits.voices?.(body, ignored) ?? {};
  const decider = traits.shapeDecider?.(body);
  if (decider !== undefined) {
    delete parameters["aspect_ratio"];
    if (body.aspect_ratio !== undefined) {
      ignored.push({ param: "aspect_ratio", why: `${decider} decides the ratio` });
    }
  }
  const { size, seconds } = outputOf(model, body, assetOf);
  return {
    model: model.id,
    parameters,
    cut: (["prompt", "negative_prompt"] as const)
      .filter((name) => body[name] !== sent[name])
      .map((param) => ({ param, keptCharacters: [...(body[param] ?? "")].length })),
    output: { ...size, seconds },
    voices,
    ignored,
  };
}

function stringOr(given: unknown, model: ModelContract, name: string, otherwise: string): string {
  if (typeof given === "string") return given;
  const standard = model.properties[name]?.default;
  return typeof standard === "string" ? standard : otherwise;
}

/**
 * The sound of a result.
 *
 * - Driving audio (`audio_urls` of text- and image-to-video) is heard as long as it lasts, then nothing
 *   (wan2.7-text-to-video, `audio_urls`); of unknown length it lasts to the end.
 * - `keep_original_sound` carries the source's sound over; a source known to have none stays without a track.
 *   Otherwise the sound of an edit is the model's, whatever the source has (guide, video-edit).
 * - A continuation that gives back the clip as it is has the clip's sound, or no track if the clip has none.
 * - Everything else has sound that the model makes. Voices of reference-video are patterns to speak by: they do
 *   not set when something is heard.
 *
 * @param seconds - length of the result
 */
export function resultSound(model: string, body: Body, seconds: number, assetOf: AssetOf): ResultSound {
  return traitsOf(model).sound?.(body, seconds, assetOf) ?? GENERATED;
}

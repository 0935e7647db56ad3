import type { Body } from "../rules/define-rule.js";
import { type AssetOf, knownSeconds } from "./media-inputs.js";
import { returnsClip } from "./result-source.js";

/**
 * What a result is heard as: no audio track at all; sound that the model makes, to the end; or sound that the
 * request brought, for so many seconds, then silence.
 */
export type ResultSound =
  | { readonly kind: "none" }
  | { readonly kind: "generated" }
  | { readonly kind: "given"; readonly seconds: number };

const NONE: ResultSound = { kind: "none" };
const GENERATED: ResultSound = { kind: "generated" };

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
  switch (model) {
    case "wan2.7-text-to-video":
    case "wan2.7-image-to-video": {
      if (returnsClip(model, body, assetOf)) return soundOfClip(body, seconds, assetOf);
      const audio: unknown = Array.isArray(body.audio_urls) ? body.audio_urls[0] : undefined;
      if (typeof audio !== "string") return GENERATED;
      return { kind: "given", seconds: Math.min(knownSeconds(assetOf(audio)) ?? seconds, seconds) };
    }
    case "wan2.7-video-edit":
      return body.keep_original_sound === true ? soundOfClip(body, seconds, assetOf) : GENERATED;
    default:
      return GENERATED;
  }
}

function soundOfClip(body: Body, seconds: number, assetOf: AssetOf): ResultSound {
  const clip = body.video_urls?.[0];
  const hasSound = clip === undefined ? undefined : assetOf(clip)?.hasSound;
  return hasSound === false ? NONE : { kind: "given", seconds };
}

import { traitsOf } from "../models/wan-models.js";
import type { Body } from "../rules/define-rule.js";
import type { AssetOf } from "./media-inputs.js";
import { GENERATED, type ResultSound } from "./sound-of-inputs.js";

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

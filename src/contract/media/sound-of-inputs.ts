import type { Body } from "../rules/define-rule.js";
import { type AssetOf, knownSeconds } from "./media-inputs.js";

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

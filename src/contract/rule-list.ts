import type { Rule } from "./define-rule.js";
import { aspectRatioIgnored } from "./rules/aspect-ratio-ignored.js";
import { assetAudioBytes } from "./rules/asset-audio-bytes.js";
import { assetAudioFormat } from "./rules/asset-audio-format.js";
import { assetClipSeconds } from "./rules/asset-clip-seconds.js";
import { assetDrivingAudioSeconds } from "./rules/asset-driving-audio-seconds.js";
import { assetImageBytes } from "./rules/asset-image-bytes.js";
import { assetImageFormat } from "./rules/asset-image-format.js";
import { assetImageIsOpaque } from "./rules/asset-image-is-opaque.js";
import { assetImagePixels } from "./rules/asset-image-pixels.js";
import { assetImageRatio } from "./rules/asset-image-ratio.js";
import { assetReferenceVideoSeconds } from "./rules/asset-reference-video-seconds.js";
import { assetVideoBytes } from "./rules/asset-video-bytes.js";
import { assetVideoFormat } from "./rules/asset-video-format.js";
import { assetVideoPixels } from "./rules/asset-video-pixels.js";
import { assetVideoRatio } from "./rules/asset-video-ratio.js";
import { assetVoiceSeconds } from "./rules/asset-voice-seconds.js";
import { atMostFiveReferences } from "./rules/at-most-five-references.js";
import { atMostFiveVoiceBindings } from "./rules/at-most-five-voice-bindings.js";
import { audioUrlsFitReferences } from "./rules/audio-urls-fit-references.js";
import { audioUrlsIgnored } from "./rules/audio-urls-ignored.js";
import { callbackUrlFits2048 } from "./rules/callback-url-fits-2048.js";
import { callbackUrlIsHttps } from "./rules/callback-url-is-https.js";
import { callbackUrlIsPublic } from "./rules/callback-url-is-public.js";
import { continuationExtendsClip } from "./rules/continuation-extends-clip.js";
import { continuationTakesOneVideo } from "./rules/continuation-takes-one-video.js";
import { drivingAudioFitsDuration } from "./rules/driving-audio-fits-duration.js";
import { durationCoversInputClip } from "./rules/duration-covers-input-clip.js";
import { durationIsWholeSeconds } from "./rules/duration-is-whole-seconds.js";
import { editDurationIsZeroOrTwoToTen } from "./rules/edit-duration-is-zero-or-two-to-ten.js";
import { generationModeMatchesMaterials } from "./rules/generation-mode-matches-materials.js";
import { materialSetIsValid } from "./rules/material-set-is-valid.js";
import { mediaUrlHasAcceptedExtension } from "./rules/media-url-has-accepted-extension.js";
import { mediaUrlIsReachable } from "./rules/media-url-is-reachable.js";
import { needsAReference } from "./rules/needs-a-reference.js";
import { negativePromptIsTruncated } from "./rules/negative-prompt-is-truncated.js";
import { noDuplicateJsonKeys } from "./rules/no-duplicate-json-keys.js";
import { noUnknownParameter } from "./rules/no-unknown-parameter.js";
import { noVoiceForImageStart } from "./rules/no-voice-for-image-start.js";
import { policyAllowedQualities } from "./rules/policy-allowed-qualities.js";
import { policyDailyCredits } from "./rules/policy-daily-credits.js";
import { policyLongestDuration } from "./rules/policy-longest-duration.js";
import { promptIsTruncated } from "./rules/prompt-is-truncated.js";
import { promptNamesExistingReference } from "./rules/prompt-names-existing-reference.js";
import { promptReferenceIsSpelt } from "./rules/prompt-reference-is-spelt.js";
import { promptSaysWhichReference } from "./rules/prompt-says-which-reference.js";
import { shotsFitDuration } from "./rules/shots-fit-duration.js";
import { videoReferenceCapsDuration } from "./rules/video-reference-caps-duration.js";
import { voiceBindingHasValue } from "./rules/voice-binding-has-value.js";
import { voiceBindingInRange } from "./rules/voice-binding-in-range.js";
import { voiceBindingKeyFormat } from "./rules/voice-binding-key-format.js";
import { voiceBoundTwice } from "./rules/voice-bound-twice.js";

/** Every prose rule of the API; where several complain, the first of this order gives the answer its message. */
export const rules: readonly Rule[] = [
  durationIsWholeSeconds,
  promptIsTruncated,
  negativePromptIsTruncated,
  callbackUrlIsHttps,
  callbackUrlIsPublic,
  callbackUrlFits2048,
  noDuplicateJsonKeys,
  noUnknownParameter,
  mediaUrlHasAcceptedExtension,
  mediaUrlIsReachable,
  promptNamesExistingReference,
  promptReferenceIsSpelt,
  promptSaysWhichReference,
  shotsFitDuration,
  drivingAudioFitsDuration,
  materialSetIsValid,
  generationModeMatchesMaterials,
  continuationTakesOneVideo,
  durationCoversInputClip,
  continuationExtendsClip,
  needsAReference,
  atMostFiveReferences,
  videoReferenceCapsDuration,
  voiceBindingKeyFormat,
  voiceBindingInRange,
  voiceBindingHasValue,
  atMostFiveVoiceBindings,
  noVoiceForImageStart,
  voiceBoundTwice,
  audioUrlsIgnored,
  audioUrlsFitReferences,
  aspectRatioIgnored,
  editDurationIsZeroOrTwoToTen,
  assetImageFormat,
  assetImageIsOpaque,
  assetImagePixels,
  assetImageRatio,
  assetImageBytes,
  assetVideoFormat,
  assetVideoPixels,
  assetVideoRatio,
  assetVideoBytes,
  assetReferenceVideoSeconds,
  assetClipSeconds,
  assetAudioFormat,
  assetAudioBytes,
  assetDrivingAudioSeconds,
  assetVoiceSeconds,
  policyLongestDuration,
  policyAllowedQualities,
  policyDailyCredits,
];

export const ruleById: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]));

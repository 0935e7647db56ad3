import type { Rule } from "./define-rule.js";
import { aspectRatioIgnored } from "./rules/aspect-ratio-ignored.js";
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
  policyLongestDuration,
  policyAllowedQualities,
  policyDailyCredits,
];

export const ruleById: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]));

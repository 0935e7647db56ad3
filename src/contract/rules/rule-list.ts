import type { FixedFinding } from "../finding.js";
import type { HeaderRuleId } from "../header-rules.js";
import { aspectRatioIgnored } from "./aspect-ratio-ignored.js";
import { assetAudioBytes } from "./asset-audio-bytes.js";
import { assetAudioFormat } from "./asset-audio-format.js";
import { assetClipSeconds } from "./asset-clip-seconds.js";
import { assetDrivingAudioSeconds } from "./asset-driving-audio-seconds.js";
import { assetImageBytes } from "./asset-image-bytes.js";
import { assetImageFormat } from "./asset-image-format.js";
import { assetImageIsOpaque } from "./asset-image-is-opaque.js";
import { assetImagePixels } from "./asset-image-pixels.js";
import { assetImageRatio } from "./asset-image-ratio.js";
import { assetReferenceVideoSeconds } from "./asset-reference-video-seconds.js";
import { assetVideoBytes } from "./asset-video-bytes.js";
import { assetVideoFormat } from "./asset-video-format.js";
import { assetVideoPixels } from "./asset-video-pixels.js";
import { assetVideoRatio } from "./asset-video-ratio.js";
import { assetVoiceSeconds } from "./asset-voice-seconds.js";
import { atMostFiveReferences } from "./at-most-five-references.js";
import { atMostFiveVoiceBindings } from "./at-most-five-voice-bindings.js";
import { audioUrlsFitReferences } from "./audio-urls-fit-references.js";
import { audioUrlsIgnored } from "./audio-urls-ignored.js";
import { callbackUrlFits2048 } from "./callback-url-fits-2048.js";
import { callbackUrlIsHttps } from "./callback-url-is-https.js";
import { callbackUrlIsPublic } from "./callback-url-is-public.js";
import { continuationExtendsClip } from "./continuation-extends-clip.js";
import { continuationTakesOneVideo } from "./continuation-takes-one-video.js";
import type { Rule } from "./define-rule.js";
import { drivingAudioFitsDuration } from "./driving-audio-fits-duration.js";
import { durationCoversInputClip } from "./duration-covers-input-clip.js";
import { durationIsWholeSeconds } from "./duration-is-whole-seconds.js";
import { editDurationIsZeroOrTwoToTen } from "./edit-duration-is-zero-or-two-to-ten.js";
import { generationModeMatchesMaterials } from "./generation-mode-matches-materials.js";
import { materialSetIsValid } from "./material-set-is-valid.js";
import { mediaUrlHasAcceptedExtension } from "./media-url-has-accepted-extension.js";
import { mediaUrlIsReachable } from "./media-url-is-reachable.js";
import { needsAReference } from "./needs-a-reference.js";
import { negativePromptIsTruncated } from "./negative-prompt-is-truncated.js";
import { noDuplicateJsonKeys } from "./no-duplicate-json-keys.js";
import { noUnknownParameter } from "./no-unknown-parameter.js";
import { noVoiceForImageStart } from "./no-voice-for-image-start.js";
import { policyAllowedQualities } from "./policy-allowed-qualities.js";
import { policyDailyCredits } from "./policy-daily-credits.js";
import { policyLongestDuration } from "./policy-longest-duration.js";
import { promptIsTruncated } from "./prompt-is-truncated.js";
import { promptNamesExistingReference } from "./prompt-names-existing-reference.js";
import { promptReferenceIsSpelt } from "./prompt-reference-is-spelt.js";
import { promptSaysWhichReference } from "./prompt-says-which-reference.js";
import { shotsFitDuration } from "./shots-fit-duration.js";
import { videoReferenceCapsDuration } from "./video-reference-caps-duration.js";
import { voiceBindingHasValue } from "./voice-binding-has-value.js";
import { voiceBindingInRange } from "./voice-binding-in-range.js";
import { voiceBindingKeyFormat } from "./voice-binding-key-format.js";
import { voiceBoundTwice } from "./voice-bound-twice.js";

const ruleList = [
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
] as const;

/** Every prose rule of the API; where several complain, the first of this order gives the answer its message. */
export const rules: readonly Rule[] = ruleList;

/** Id of a rule about bodies or headers, whose severity can be set. */
export type RuleId = (typeof ruleList)[number]["id"] | HeaderRuleId;

/** Name of a finding: a rule, or a fault that no setting changes, such as `schema/maximum`. */
export type FindingName = RuleId | FixedFinding;

export const ruleById: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]));

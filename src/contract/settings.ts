import type { RuleSetting } from "./finding.js";
import type { Policy } from "./policy.js";

/** The price of a model that the price list does not have, or has otherwise. */
export interface ModelPrice {
  /** Credits for a second of the result: one number, or one for each `quality`. */
  readonly creditsPerSecond?: number | Readonly<Record<string, number>>;
  /** Credits for a task, however long its result; in place of `creditsPerSecond`. */
  readonly creditsPerTask?: number;
  /** Whether the seconds of `video_urls` are billed beside those of the result. Default `false`. */
  readonly billsInput?: boolean;
}

/**
 * Readings of the contract where the vendor's sources disagree or stay silent. The default is what the
 * published pages say, else the stricter reading.
 */
export interface ContractSettings {
  /** Answer to a model id that no document describes. Default `404` (guide); `403` as the model pages would have it. */
  readonly unknownModel: "404" | "403";
  /** Whether image-to-video and video-edit accept a body without `prompt`. Default `false` (guide: required in all modes). */
  readonly promptOptional: boolean;
  /** Which price list reserves credits. Default `2026-05` (guide). */
  readonly priceList: string;
  /** Prices by model id, for models that the price list does not have or has otherwise. Default: none. */
  readonly prices: Readonly<Record<string, ModelPrice>>;
  /** The effect of an over-long prompt. Default `truncate` (model pages); `reject` as the guide's table of errors reads. */
  readonly longPrompt: "truncate" | "reject";
  /** The effect of a broken media limit: fail the task (default) or refuse the request. */
  readonly assetFailures: "task" | "request";
  /** Every warning refuses. Default `false`. */
  readonly strict: boolean;
  /** Callback addresses on this machine are accepted with a warning. Default `false`. */
  readonly allowLocalCallbacks: boolean;
  /** Severity per rule id, in place of the rule's own. Unknown ids are refused when the contract is made. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Policy rules (`policy-*`) for every API key that has none of its own. Default: none. */
  readonly policy: Policy;
}

export const defaultSettings: ContractSettings = {
  unknownModel: "404",
  promptOptional: false,
  priceList: "2026-05",
  prices: {},
  longPrompt: "truncate",
  assetFailures: "task",
  strict: false,
  allowLocalCallbacks: false,
  rules: {},
  policy: {},
};

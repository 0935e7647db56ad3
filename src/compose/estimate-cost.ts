import { type ContractSettings, defaultSettings } from "../contract/settings.js";
import { KitError } from "../errors/kit-error.js";
import { checkSettings } from "../options/mock-options.js";
import type { Estimate } from "../simulation/estimate.js";
import { priceListOf } from "../simulation/price-lists.js";
import { type AssetsOfRequest, contractFor, judge, sourceOf } from "./validate-request.js";

/**
 * The cost of a request, in credits and dollars. Pure and synchronous. A clip of unknown length counts as the
 * price list has it; the task may settle at less.
 *
 * @param body - the parsed body, or its JSON text
 * @param settings - readings of the contract that differ from the defaults; `priceList` and `prices` are among them
 * @param assets - what is known of the media that the body names, as for `validateRequest`
 * @returns credits as the submit would reserve them, the same in dollars, and the seconds billed
 * @throws {KitError} `BODY_REFUSED` for a body that would be refused, with the reason; `UNKNOWN_PRICE_LIST`; `INVALID_OPTION`
 * @example
 * estimateCost({ model: "wan2.7-text-to-video", prompt: "Rain" }).usd; // 0.43
 */
export function estimateCost(
  body: unknown,
  settings: Partial<ContractSettings> = {},
  assets?: AssetsOfRequest,
): Estimate {
  checkSettings(settings);
  const list = priceListOf({ ...defaultSettings, ...settings });
  const { estimate, error } = judge(contractFor(settings), body, {
    priceList: list,
    ...(assets === undefined ? {} : { assets: sourceOf(assets) }),
  });
  if (estimate === undefined) {
    throw new KitError(
      "BODY_REFUSED",
      `this body would be refused and costs nothing: ${error?.message ?? "no reason is known"}`,
    );
  }
  return estimate;
}

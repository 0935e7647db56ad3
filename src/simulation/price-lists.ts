import may2026 from "../../fixtures/pricing/2026-05.json" with { type: "json" };
import october2026 from "../../fixtures/pricing/2026-10.json" with { type: "json" };
import type { ContractSettings } from "../contract/settings.js";
import { findPriceList, type PriceList } from "./pricing.js";
import { withPrices } from "./read-prices.js";

/** The price lists that come with the kit, oldest first. */
export const priceLists: readonly PriceList[] = [may2026, october2026];

/**
 * The price list that the settings name, with their own prices in it.
 *
 * @throws {KitError} `UNKNOWN_PRICE_LIST`, `INVALID_OPTION`
 */
export function priceListOf({
  priceList,
  prices,
}: Pick<ContractSettings, "priceList" | "prices">): PriceList {
  return withPrices(findPriceList(priceLists, priceList), prices);
}

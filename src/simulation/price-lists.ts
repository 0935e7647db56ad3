import may2026 from "../../fixtures/pricing/2026-05.json" with { type: "json" };
import october2026 from "../../fixtures/pricing/2026-10.json" with { type: "json" };
import type { ContractSettings, ModelPrice } from "../contract/settings.js";
import { invalidOption, type KitError } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import { refuseUnknownKeys } from "../errors/refuse-unknown-keys.js";
import { isJsonObject } from "../text/is-json-object.js";
import { findPriceList, type ModelRate, type PriceList } from "./pricing.js";

const listsByName = { "2026-05": may2026, "2026-10": october2026 } as const satisfies Readonly<
  Record<string, PriceList>
>;

/** The price lists that come with the kit, oldest first. */
export const priceLists: readonly PriceList[] = Object.values(listsByName);

/** The name of a price list. */
export type PriceListName = keyof typeof listsByName;

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

const MEMBERS = ["creditsPerSecond", "creditsPerTask", "billsInput"] as const;
const MOST_CREDITS = 1e6;

/**
 * A price list with the prices of a configuration in place of its own.
 *
 * @param prices - by model id
 * @throws {KitError} `INVALID_OPTION`, with the model and the member
 */
export function withPrices(list: PriceList, prices: unknown): PriceList {
  const rates = readPrices(prices);
  return rates.length === 0 ? list : { ...list, models: { ...list.models, ...Object.fromEntries(rates) } };
}

/** @throws {KitError} `INVALID_OPTION`, with the model and the member */
export function readPrices(prices: unknown): readonly (readonly [model: string, rate: ModelRate])[] {
  if (!isJsonObject(prices))
    throw wrong("prices", 'an object such as {"MODEL": {"creditsPerSecond": 5}}', prices);
  return Object.entries(prices).map(([model, price]) => [model, rateOf(price, `prices.${model}`)] as const);
}

function rateOf(price: unknown, place: string): ModelRate {
  if (!isJsonObject(price)) throw wrong(place, 'an object such as {"creditsPerSecond": 5}', price);
  refuseUnknownKeys(price, MEMBERS, `members of ${place}`);
  const { creditsPerSecond, creditsPerTask, billsInput = false } = price as ModelPrice;
  if (typeof billsInput !== "boolean") throw wrong(`${place}.billsInput`, "true or false", billsInput);
  if ((creditsPerSecond === undefined) === (creditsPerTask === undefined)) {
    throw invalidOption(`${place} has either creditsPerSecond or creditsPerTask`);
  }
  const own = { billsInput, minimumCharge: 0 };
  if (creditsPerTask !== undefined) {
    return { ...own, perSecond: {}, perTask: creditsOf(creditsPerTask, `${place}.creditsPerTask`) };
  }
  return { ...own, perSecond: perQuality(creditsPerSecond, `${place}.creditsPerSecond`) };
}

function perQuality(credits: unknown, place: string): Readonly<Record<string, number>> {
  if (!isJsonObject(credits)) return { "720p": creditsOf(credits, place) };
  const rates = Object.entries(credits).map(
    ([quality, one]) => [quality, creditsOf(one, `${place}.${quality}`)] as const,
  );
  if (rates.length === 0) throw wrong(place, "credits for at least one quality", credits);
  // A quality that is not listed costs what the dearest does: rather too much in a test than too little in production.
  return { "720p": Math.max(...rates.map(([, one]) => one)), ...Object.fromEntries(rates) };
}

function creditsOf(value: unknown, place: string): number {
  if (typeof value === "number" && value >= 0 && value <= MOST_CREDITS) return value;
  throw wrong(place, `credits from 0 to ${MOST_CREDITS}`, value);
}

function wrong(place: string, wanted: string, value: unknown): KitError {
  return invalidOption(`${place} is ${wanted}, got ${quoteForMessage(value)}`);
}

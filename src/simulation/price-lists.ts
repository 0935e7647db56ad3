import may2026 from "../../fixtures/pricing/2026-05.json" with { type: "json" };
import october2026 from "../../fixtures/pricing/2026-10.json" with { type: "json" };
import type { PriceList } from "./pricing.js";

/** The price lists that come with the kit, oldest first. */
export const priceLists: readonly PriceList[] = [may2026, october2026];

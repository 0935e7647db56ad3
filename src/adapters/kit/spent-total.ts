import type { Journal } from "../../ports/journal.js";
import { type PriceList, toCredits, toUsd } from "../../simulation/pricing.js";

/** Cost of the completed tasks; every member is read at the moment it is asked for. */
export interface Spent {
  readonly credits: number;
  readonly usd: number;
}

/** Adds up what is settled: journals forget, totals do not. */
export class SpentTotal implements Spent {
  readonly #priceList: PriceList;
  #micro = 0;

  constructor(journal: Journal, priceList: PriceList) {
    this.#priceList = priceList;
    journal.subscribe((entry) => {
      if (entry.kind === "settle") this.#micro += entry.amount;
      else if (entry.kind === "reset" && (entry.scope === "accounts" || entry.scope === "all"))
        this.#micro = 0;
    });
  }

  get credits(): number {
    return toCredits(this.#micro);
  }

  get usd(): number {
    return toUsd(this.#priceList, this.#micro);
  }
}

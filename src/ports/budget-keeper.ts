import type { Budget } from "../simulation/budget.js";
import type { MicroCredits } from "../simulation/pricing.js";

/** Credits held for a submit that is sent. Left alone, they go on counting: the submit may have been accepted. */
export interface BudgetHold {
  /**
   * The submit was accepted: what it reserved counts in place of its estimate; nothing for a task that counts already.
   *
   * @param task - absent where the answer could not be read
   */
  settle(amount: MicroCredits, task: string | undefined): void;
  /** The submit was refused, or never sent. */
  release(): void;
}

/** Keeps the budget of a proxy. Each call is one atomic step. */
export interface BudgetKeeper {
  readonly budget: Budget;
  /** What counts now: reserved by the service, and held for submits whose outcome is not known. */
  readonly sums: { readonly spent: MicroCredits; readonly held: MicroCredits };
  /**
   * Holds credits for a submit.
   *
   * @returns `undefined` when they do not fit
   * @throws {KitError} `OUTPUT_UNWRITABLE` when that cannot be written down: then the submit must not be sent
   */
  hold(amount: MicroCredits): BudgetHold | undefined;
}

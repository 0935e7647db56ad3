import type { BudgetKeeper } from "../../../ports/budget-keeper.js";
import { toCredits } from "../../../simulation/pricing.js";

/** `2usd per run: 29.24 of 136.00 credits spent, 29.24 held for submits without an answer` */
export function budgetText({ budget: { text, period, limit }, sums: { spent, held } }: BudgetKeeper): string {
  const heldText = held === 0 ? "" : `, ${credits(held)} held for submits without an answer`;
  return `${text} per ${period}: ${credits(spent)} of ${credits(limit)} credits spent${heldText}`;
}

/** The last line about a budget; none without one. */
export function budgetLines(keeper: BudgetKeeper | undefined): string[] {
  return keeper === undefined ? [] : [`  budget ${budgetText(keeper)}`];
}

const credits = (micro: number) => toCredits(micro).toFixed(2);

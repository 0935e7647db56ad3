import { errorCatalogue } from "../../contract/error-catalogue.js";
import type { Finding } from "../../contract/finding.js";
import { type Rejection, rejection } from "../../contract/rejection.js";
import { type KnownFacts, refusedWith, type VendorAnswer } from "../../engine/answer.js";
import type { SubmitJudgement } from "../../engine/live/judge-submit.js";
import { KitError } from "../../errors/kit-error.js";
import type { BudgetHold, BudgetKeeper } from "../../ports/budget-keeper.js";
import { toCredits } from "../../simulation/pricing.js";

/** Why a submit is not sent under a budget. */
export interface NoHold {
  readonly reason: Rejection;
  /** What to change. */
  readonly hint: string;
}

const { insufficient_quota } = errorCatalogue.submit;
const { service_unavailable } = errorCatalogue.shared;

/** Holds the credits of a submit. */
export function holdFor(
  keeper: BudgetKeeper,
  { price, rejection: refused }: SubmitJudgement,
): BudgetHold | NoHold {
  const { text, period, limit } = keeper.budget;
  const name = `the budget of ${text} per ${period}`;
  if (price === undefined) {
    const why =
      refused === undefined
        ? "the price of its model is not known"
        : `the contract refuses it (${refused.error.message})`;
    return {
      reason: rejection(insufficient_quota, {
        message: `wan-mock proxy: this submit was not sent, as its cost cannot be estimated for ${name}: ${why}`,
      }),
      hint: "wan-mock proxy answers here, not the service: correct the body, name a price with --price, or go without --budget",
    };
  }
  try {
    const hold = keeper.hold(price);
    if (hold !== undefined) return hold;
  } catch (error) {
    if (!(error instanceof KitError)) throw error;
    const message = `wan-mock proxy: this submit was not sent, as ${error.message}`;
    return {
      reason: rejection(service_unavailable, { message }),
      hint: "wan-mock proxy answers here, not the service: make the budget file writable",
    };
  }
  const { spent, held } = keeper.sums;
  const counted = [
    `${credits(spent)} spent`,
    ...(held === 0 ? [] : [`${credits(held)} held for submits without an answer`]),
  ];
  return {
    reason: rejection(insufficient_quota, {
      message: `wan-mock proxy: this submit was not sent, as its ${credits(price)} credits do not fit into ${name}: of ${credits(limit)} credits ${counted.join(" and ")}`,
    }),
    hint: "wan-mock proxy answers here, not the service: raise --budget, or wait for its next period",
  };
}

export function budgetAnswer(
  { reason, hint }: NoHold,
  findings: readonly Finding[],
  known: KnownFacts,
): VendorAnswer {
  return refusedWith(reason, findings, { ...known, hint });
}

/** Credits with as many decimals as they have, two at the least: `29.24`. */
function credits(micro: number): string {
  const number = toCredits(micro);
  return number.toFixed(Math.max(2, (String(number).split(".")[1] ?? "").length));
}

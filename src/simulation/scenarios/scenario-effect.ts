import type { CatalogueEntry } from "../../contract/error-catalogue.js";
import type { Plan } from "../pace.js";
import type { RecordedCredits } from "../recordings/recording.js";
import type { CallbackFault, TaskOutcome, TaskQuirk } from "../task.js";

/** The operation that a scenario affects. */
export type ScenarioOperation = "submit" | "query" | "download" | "callback" | "upload";

/** How an answer misbehaves on its way to the client. */
export type AnswerFault = "reset" | "hang" | "slow-body" | "truncated-body" | "malformed-json";

/** Effect of a scenario. */
export type ScenarioEffect =
  /** Answers in place of the service. */
  | { readonly kind: "answer"; readonly entry: CatalogueEntry; readonly retryAfterSeconds?: number }
  /** Breaks the connection before anything is done. */
  | { readonly kind: "no-answer"; readonly fault: "reset" | "hang" }
  /** Spoils whatever would be answered. */
  | { readonly kind: "spoilt-answer"; readonly fault: AnswerFault }
  /** The task is accepted and billed, the answer never arrives. */
  | { readonly kind: "lost-answer" }
  | {
      readonly kind: "task";
      readonly outcome?: TaskOutcome;
      readonly quirk?: TaskQuirk;
      readonly pace?: "stuck" | "slow";
      /** In place of the pace. */
      readonly plan?: Plan;
      /** In place of the price list. */
      readonly credits?: RecordedCredits;
    }
  | { readonly kind: "callback"; readonly fault: CallbackFault }
  | { readonly kind: "dead-link" };

/** A result link that dies early is dead this long after completion. */
export const EARLY_LINK_LIFETIME_MS = 60_000;

/** How long a late callback stays away. */
export const LATE_CALLBACK_MS = 60_000;

/** How long after its callback a task is settled when the callback comes first. */
export const LATE_SETTLE_MS = 5000;

/** A slow task takes so many times as long, */
const SLOWER = 10;

/** and 15 minutes at the least: the vendor's own clients give up after 6 to 10. */
const SLOW_MS = 900_000;

/** A plan as a scenario changes it. */
export function changedPlan(plan: Plan, pace: "stuck" | "slow" | undefined): Plan {
  if (pace === undefined) return plan;
  if (pace === "stuck") return { kind: "manual" };
  switch (plan.kind) {
    case "timed": {
      const doneAfter = Math.max(plan.doneAfter * SLOWER, SLOW_MS);
      return { kind: "timed", processingAfter: plan.processingAfter * SLOWER, doneAfter };
    }
    case "polls":
      return { kind: "polls", count: plan.count * SLOWER };
    case "manual":
    case "steps":
      return plan;
  }
}

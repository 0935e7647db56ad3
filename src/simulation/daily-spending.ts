import type { Instant } from "./instant.js";
import type { MicroCredits } from "./pricing.js";

/** Cost of the tasks of one virtual day; a day goes from midnight to midnight UTC. */
export interface DailySpending {
  /** Days since 1970. */
  readonly day: number;
  readonly spent: MicroCredits;
}

export const noSpending: DailySpending = { day: 0, spent: 0 };

const DAY_MS = 86_400_000;

/** Credits spent on the day of an instant. */
export function spentOn({ day, spent }: DailySpending, at: Instant): MicroCredits {
  return dayOf(at) === day ? spent : 0;
}

/** After a reservation at an instant; a new day starts at nothing. */
export function withReservation(spending: DailySpending, amount: MicroCredits, at: Instant): DailySpending {
  return { day: dayOf(at), spent: spentOn(spending, at) + amount };
}

/**
 * After the end of a task: it cost what was charged, nothing when it failed. Belongs to the day of its submit,
 * so that the end of one of yesterday's leaves today's count alone.
 */
export function withCharge(
  spending: DailySpending,
  { amount, at }: { amount: MicroCredits; at: Instant },
  charged: MicroCredits,
): DailySpending {
  return dayOf(at) === spending.day
    ? { ...spending, spent: Math.max(0, spending.spent - amount + charged) }
    : spending;
}

function dayOf(at: Instant): number {
  return Math.floor(at / DAY_MS);
}

import type { Instant } from "./instant.js";
import type { MicroCredits } from "./pricing.js";

/** One movement of credits. Amounts are what the account can spend more (+) or less (-) because of it. */
export interface LedgerEntry {
  readonly at: Instant;
  readonly kind: "grant" | "reserve" | "settle" | "refund";
  readonly amount: MicroCredits;
  readonly task?: string;
  readonly model?: string;
}

/** The credits of one API key. Whole micro-credits throughout, so sums never drift. */
export interface LedgerState {
  /** All credits ever granted; `undefined` while the balance is unlimited. */
  readonly granted: MicroCredits | undefined;
  /** Held for tasks that have not ended. */
  readonly reserved: MicroCredits;
  /** Charged for tasks that completed. */
  readonly used: MicroCredits;
}

export const emptyLedger: LedgerState = { granted: undefined, reserved: 0, used: 0 };

/** A ledger after a movement, and the entry to keep. */
export interface LedgerStep {
  readonly state: LedgerState;
  readonly entry: LedgerEntry;
}

/** The task that a movement belongs to, and when. */
type About = Required<Pick<LedgerEntry, "at" | "task" | "model">>;

/** Credits free to be reserved; `undefined` while unlimited. May be negative after a settle above the reservation. */
export function available(state: LedgerState): MicroCredits | undefined {
  return state.granted === undefined ? undefined : state.granted - state.reserved - state.used;
}

/** Sets what is free to be spent; the difference is a grant. */
export function grantTo(state: LedgerState, balance: MicroCredits, at: Instant): LedgerStep {
  const before = available(state) ?? 0;
  return {
    state: { ...state, granted: balance + state.reserved + state.used },
    entry: { at, kind: "grant", amount: balance - before },
  };
}

/** Holds credits for a task; `undefined` when they do not fit. */
export function reserve(state: LedgerState, amount: MicroCredits, about: About): LedgerStep | undefined {
  const free = available(state);
  if (free !== undefined && free < amount) return undefined;
  return {
    state: { granted: state.granted, reserved: state.reserved + amount, used: state.used },
    entry: movement("reserve", 0 - amount, about),
  };
}

/** Ends a task: its reservation goes, and what it cost is used; what did not complete cost nothing (`undefined`). */
export function settle(
  state: LedgerState,
  reserved: MicroCredits,
  cost: MicroCredits | undefined,
  about: About,
): LedgerStep {
  const used = state.used + (cost ?? 0);
  return {
    state: { granted: state.granted, reserved: state.reserved - reserved, used },
    entry: movement(cost === undefined ? "refund" : "settle", reserved - (cost ?? 0), about),
  };
}

/** Member by member: each submit makes one, and spreads are slow. */
function movement(kind: LedgerEntry["kind"], amount: MicroCredits, { at, task, model }: About): LedgerEntry {
  return { at, task, model, kind, amount };
}

import { type Account, type AccountStart, type Grants, type Limits, labelOf } from "../../ports/accounts.js";
import { type DailySpending, noSpending } from "../../simulation/daily-spending.js";
import type { Instant } from "../../simulation/instant.js";
import { emptyLedger, type LedgerEntry, type LedgerState } from "../../simulation/ledger.js";
import { isSameLimit, type RateLimit, type RateWindow } from "../../simulation/rate-limit.js";

/** The calls whose rate is limited. */
export const ratedCalls = ["submits", "queries"] as const;
export type RatedCall = (typeof ratedCalls)[number];

/** An account as it is kept. */
export interface AccountRecord extends Account {
  readonly start: AccountStart;
  /** Counts up in the order in which accounts were first seen; 0 while nothing has been changed of it. */
  seen: number;
  submits: number;
  grants: Grants;
  state: LedgerState;
  readonly entries: LedgerEntry[];
  /** Number of the first entry that is kept, among all of the account. */
  firstEntry: number;
  spending: DailySpending;
  limits: Limits;
  windows: { [Call in RatedCall]?: RateWindow | undefined };
  /** When each live task ends by itself, if that is known. */
  readonly live: Map<string, Instant | undefined>;
  /** Number of its latest use. */
  usedAt: number;
  /** Somebody set something of it. */
  isConfigured: boolean;
}

/** An account as it starts. */
export function newAccount(
  id: string,
  start: AccountStart,
  rest: Pick<AccountRecord, "seen" | "usedAt" | "isConfigured">,
): AccountRecord {
  return {
    id,
    label: labelOf(id),
    start,
    seen: rest.seen,
    submits: 0,
    grants: start.grants,
    state: initialState(start),
    entries: [],
    firstEntry: 0,
    spending: noSpending,
    limits: start.limits,
    windows: {},
    live: new Map(),
    usedAt: rest.usedAt,
    isConfigured: rest.isConfigured,
  };
}

/** The ledger that an account starts with. */
export function initialState({ balance }: AccountStart): LedgerState {
  return balance === undefined ? emptyLedger : { ...emptyLedger, granted: balance };
}

/** An account as it is written down: what follows from the options only where it was changed since. */
interface WrittenAccount
  extends Pick<AccountRecord, "seen" | "submits" | "spending" | "firstEntry" | "isConfigured"> {
  readonly reserved: number;
  readonly used: number;
  /** `null` for unlimited. */
  readonly granted: number | null;
  readonly grants?: Grants | undefined;
  readonly limits?: Limits | undefined;
}

/** An account, but for its entries, live tasks and calls. */
export function writtenAccount(record: AccountRecord): WrittenAccount {
  const { start, state, grants, limits } = record;
  return {
    seen: record.seen,
    submits: record.submits,
    spending: record.spending,
    firstEntry: record.firstEntry,
    isConfigured: record.isConfigured,
    reserved: state.reserved,
    used: state.used,
    granted: state.granted ?? null,
    grants: grants === start.grants ? undefined : grants,
    limits: limits === start.limits ? undefined : limits,
  };
}

/** Takes over what was written of an account. */
export function readAccount(record: AccountRecord, written: WrittenAccount): void {
  const { granted, reserved, used, grants, limits, firstEntry, ...others } = written;
  const dropped = Math.max(0, firstEntry - record.firstEntry);
  record.entries.splice(0, dropped);
  const known = limits ?? record.start.limits;
  for (const call of ratedCalls)
    if (!isSameRate(record.limits, known, call)) record.windows[call] = undefined;
  Object.assign(record, others, {
    ...{ firstEntry, grants: grants ?? record.start.grants },
    ...{ state: { granted: granted ?? undefined, reserved, used } },
    ...{ limits: limits === undefined ? record.start.limits : sameRates(record.limits, limits) },
  });
}

/** Limits whose rates are the objects that windows count for already, where they say the same. */
function sameRates(known: Limits, read: Limits): Limits {
  const same: { -readonly [Call in RatedCall]?: RateLimit } = {};
  for (const call of ratedCalls) {
    const rate = known[call];
    if (rate !== undefined && isSameRate(known, read, call)) same[call] = rate;
  }
  return { ...read, ...same };
}

function isSameRate(known: Limits, read: Limits, call: RatedCall): boolean {
  return isSameLimit(known[call], read[call]);
}

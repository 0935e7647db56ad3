/** What a ledger tells of an account, as far as the line needs it. */
export interface LedgerSums {
  /** Credits free to be spent; `null` while unlimited. */
  readonly balance: number | null;
  readonly reserved: number;
  readonly used: number;
  /** Movements, oldest first; the oldest ones may be gone. */
  readonly ledger: readonly Movement[];
}

export interface Movement {
  /** ISO 8601. */
  readonly at: string;
  readonly kind: "grant" | "reserve" | "settle" | "refund";
  /** Credits that can be spent more or, below 0, less. */
  readonly amount: number;
}

/** Credits from an instant on. */
export interface BalancePoint {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Used and reserved. */
  readonly spent: number;
  /** Free to be spent; absent while unlimited. */
  readonly balance?: number;
}

/** Sums of decimal credits to their six digits; never -0. */
const exact = (credits: number) => Math.round(credits * 1e6) / 1e6 + 0;

/**
 * The credits of an account after each movement, worked out backwards from what they are now: that is right even where
 * the oldest movements are gone.
 *
 * The balance is left out before the latest grant that made all of it, since the account may have been unlimited then.
 */
export function balancePoints({ balance, reserved, used, ledger }: LedgerSums): BalancePoint[] {
  const points: BalancePoint[] = [];
  let spent = reserved + used;
  let free = balance ?? undefined;
  for (const { at, kind, amount } of ledger.toReversed()) {
    points.push({
      at: Date.parse(at),
      spent: exact(spent),
      ...(free === undefined ? {} : { balance: exact(free) }),
    });
    if (kind !== "grant") spent += amount;
    else if (free !== undefined && exact(free) === exact(amount)) free = undefined;
    if (free !== undefined) free -= amount;
  }
  return points.reverse();
}

/**
 * A line with at most so many points that looks the same: of each stretch its ends and its extremes stay.
 *
 * @param most - 8 at least
 */
export function thinned(points: readonly BalancePoint[], most: number): readonly BalancePoint[] {
  if (points.length <= most) return points;
  const stretch = Math.ceil(points.length / Math.floor(most / 6));
  const kept: BalancePoint[] = [];
  for (let from = 0; from < points.length; from += stretch) {
    const part = points.slice(from, from + stretch);
    const last = part.at(-1);
    const bySpent = part.toSorted((a, b) => a.spent - b.spent);
    const byBalance = part.toSorted((a, b) => (a.balance ?? 0) - (b.balance ?? 0));
    const chosen = new Set([part[0], last, bySpent[0], bySpent.at(-1), byBalance[0], byBalance.at(-1)]);
    kept.push(...part.filter((point) => chosen.has(point)));
  }
  return kept;
}

import type { Coverage, CoverageShare } from "./coverage.js";

/** The changes since an earlier coverage. */
export interface CoverageChange {
  readonly before: CoverageShare;
  /** Ids that were hit before and are hit no more. */
  readonly lost: readonly string[];
  /** Ids that are hit now and were not. */
  readonly won: readonly string[];
  /** Ids that were hit before and are no items any more: of a rule that was switched off, or a model that left. */
  readonly gone: readonly string[];
}

/** Compares a coverage with an earlier one; sections that do not count are left out. */
export function compareCoverage(before: Coverage, now: Coverage): CoverageChange {
  const counting = new Set(now.groups.filter(({ counts }) => counts).map(({ group }) => group));
  const counted = before.items.filter(({ group, hits }) => counting.has(group) && hits > 0);
  const hitBefore = new Set(counted.map(({ id }) => id));
  const known = new Set(now.items.map(({ id }) => id));
  const lost: string[] = [];
  const won: string[] = [];
  for (const { id, group, hits } of now.items) {
    if (!counting.has(group)) continue;
    if (hits === 0 && hitBefore.has(id)) lost.push(id);
    if (hits > 0 && !hitBefore.has(id)) won.push(id);
  }
  const { percent, covered, total } = before;
  return {
    before: { percent, covered, total },
    lost,
    won,
    gone: [...hitBefore].filter((id) => !known.has(id)),
  };
}

/** A finding, as far as grouping needs it. */
interface Found {
  readonly habit: string;
  readonly at: string;
}

/** A habit of the catalogue with what was seen of it, the latest first. */
export interface SeenHabit<Habit, Finding> {
  readonly habit: Habit;
  readonly findings: readonly Finding[];
}

/** Habits with their findings: those that were seen first, errors before warnings, then those that were not. */
export function seenHabits<
  Habit extends { readonly id: string; readonly severity: string },
  Finding extends Found,
>(catalogue: readonly Habit[], findings: readonly Finding[]): SeenHabit<Habit, Finding>[] {
  const byHabit = new Map<string, Finding[]>();
  for (const finding of findings) {
    const known = byHabit.get(finding.habit);
    if (known === undefined) byHabit.set(finding.habit, [finding]);
    else known.push(finding);
  }
  const rank = ({ habit, findings: found }: SeenHabit<Habit, Finding>) =>
    found.length === 0 ? 2 : habit.severity === "error" ? 0 : 1;
  return catalogue
    .map((habit) => ({
      habit,
      findings: (byHabit.get(habit.id) ?? []).toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)),
    }))
    .sort((a, b) => rank(a) - rank(b));
}

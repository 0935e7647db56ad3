import { addEvidence } from "./evidence.js";
import type { Habit, Sighting } from "./habit.js";
import type { HabitFinding } from "./habit-finding.js";

/** Findings of one habit: by then it is no slip, and the rest would be more of the same. */
const MOST_OF_HABIT = 100;

interface Kept {
  finding: HabitFinding;
  readonly evidence: number[];
}

/** What was found: per habit the first subjects, each with its latest sentence. */
export class Findings {
  readonly #byHabit = new Map<string, Map<string, Kept>>();
  /** Habits with as many findings as are kept; mostly none, and asked for with every request. */
  readonly #full = new Set<string>();

  /** Whether a habit has as many findings as are kept: looking for more is in vain. */
  isFull(habit: string): boolean {
    return this.#full.size > 0 && this.#full.has(habit);
  }

  /** Takes a sighting; returns its finding where it is kept. */
  add({ id, meta }: Habit, sighting: Sighting): HabitFinding | undefined {
    const subjects = this.#byHabit.get(id) ?? new Map<string, Kept>();
    this.#byHabit.set(id, subjects);
    const earlier = subjects.get(sighting.subject);
    if (earlier === undefined && subjects.size >= MOST_OF_HABIT) return undefined;
    const evidence = earlier?.evidence ?? [];
    for (const number of sighting.evidence) addEvidence(evidence, number);
    evidence.sort((a, b) => a - b);
    const { key, model, task, message, at } = sighting;
    const finding: HabitFinding = {
      habit: id,
      severity: sighting.severity ?? meta.severity,
      message,
      at,
      ...(key === undefined ? {} : { key }),
      ...(model === undefined ? {} : { model }),
      ...(task === undefined ? {} : { task }),
      evidence: [...evidence],
    };
    subjects.set(sighting.subject, { finding, evidence });
    if (subjects.size >= MOST_OF_HABIT) this.#full.add(id);
    return finding;
  }

  /** All that is kept, in the order in which it was first seen within each habit. */
  list(): HabitFinding[] {
    return [...this.#byHabit.values()].flatMap((subjects) =>
      [...subjects.values()].map(({ finding }) => finding),
    );
  }

  clear(): void {
    this.#byHabit.clear();
    this.#full.clear();
  }
}

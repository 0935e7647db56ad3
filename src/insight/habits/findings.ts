import { addEvidence } from "./entries.js";
import type { Habit, Occasion, Sighting } from "./habit.js";
import type { HabitFinding } from "./habit-finding.js";
import { count } from "./wording.js";

/** Findings of one habit: by then it is no slip, and the rest would be more of the same. */
const MOST_OF_HABIT = 100;

interface CountedSighting {
  readonly habit: Habit;
  /** The latest one: its sentence is put together when somebody asks. */
  sighting: Sighting & Occasion;
  readonly evidence: number[];
  /** How often each was seen. */
  readonly seen: Map<string, number>;
}

/** Findings: per habit the first subjects, each with its latest sentence. */
export class Findings {
  readonly #byHabit = new Map<string, Map<string, CountedSighting>>();
  /** Habits with as many findings as are kept; mostly none, and asked for with every request. */
  readonly #full = new Set<string>();

  /** Whether a habit has as many findings as are kept: looking for more is in vain. */
  isFull(habit: string): boolean {
    return this.#full.size > 0 && this.#full.has(habit);
  }

  /** Takes a sighting; returns whether it is kept. */
  add(habit: Habit, sighting: Sighting & Occasion): boolean {
    let subjects = this.#byHabit.get(habit.id);
    if (subjects === undefined) this.#byHabit.set(habit.id, (subjects = new Map<string, CountedSighting>()));
    let kept = subjects.get(sighting.subject);
    if (kept === undefined) {
      if (subjects.size >= MOST_OF_HABIT) return false;
      kept = { habit, sighting, evidence: [], seen: new Map() };
      subjects.set(sighting.subject, kept);
      if (subjects.size >= MOST_OF_HABIT) this.#full.add(habit.id);
    }
    kept.sighting = sighting;
    if (sighting.counted !== undefined) count(kept.seen, sighting.counted);
    for (const number of sighting.evidence) addEvidence(kept.evidence, number);
    return true;
  }

  /** The finding of a habit and a subject, if it is kept. */
  find(habit: string, subject: string): HabitFinding | undefined {
    const kept = this.#byHabit.get(habit)?.get(subject);
    return kept === undefined ? undefined : findingOf(kept);
  }

  /** All that is kept, in the order in which it was first seen within each habit. */
  list(): HabitFinding[] {
    return [...this.#byHabit.values()].flatMap((subjects) => [...subjects.values()].map(findingOf));
  }

  clear(): void {
    this.#byHabit.clear();
    this.#full.clear();
  }
}

function findingOf({ habit: { id, meta }, sighting, evidence, seen }: CountedSighting): HabitFinding {
  const { key, model, task, message, at, severity } = sighting;
  return {
    habit: id,
    severity: severity ?? meta.severity,
    message: typeof message === "string" ? message : message(seen),
    at,
    ...(key === undefined ? {} : { key }),
    ...(model === undefined ? {} : { model }),
    ...(task === undefined ? {} : { task }),
    evidence: [...evidence].sort((a, b) => a - b),
  };
}

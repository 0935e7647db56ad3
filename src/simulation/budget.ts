import type { Instant } from "./instant.js";
import { MICRO_PER_CREDIT, type MicroCredits, type PriceList } from "./pricing.js";

/** The time that a budget is for: from a start of the proxy to its regular end, or a day from midnight to midnight UTC. */
export type BudgetPeriod = "run" | "day";

/** Credits that the submits of a period may reserve. */
export interface Budget {
  /** As it was given: `2usd`. */
  readonly text: string;
  readonly limit: MicroCredits;
  readonly period: BudgetPeriod;
}

/** An event of a budget, as its file keeps them. */
export type BudgetEvent =
  /** A submit is about to be sent: its estimate is held. */
  | { readonly kind: "hold"; readonly at: Instant; readonly id: string; readonly amount: MicroCredits }
  /** It was accepted, with what the service says is reserved; the task is absent where the answer could not be read. */
  | {
      readonly kind: "settle";
      readonly at: Instant;
      readonly id: string;
      readonly amount: MicroCredits;
      readonly task?: string;
    }
  /** It was refused, or never sent, or was the retry of one that counts already. */
  | { readonly kind: "release"; readonly at: Instant; readonly id: string }
  /** The run ended; holds that stand were never answered. */
  | { readonly kind: "end"; readonly at: Instant };

/** Reads `2usd`, `0.5 USD`, `30credits`: an amount above 0; `undefined` for anything else. */
export function amountOf(
  text: string,
): { readonly amount: number; readonly unit: "usd" | "credits" } | undefined {
  const [, digits = "", word = ""] = /^(\d{1,9}(?:\.\d{1,6})?) ?(usd|credits?)$/i.exec(text.trim()) ?? [];
  const amount = Number(digits);
  if (word === "" || amount === 0) return undefined;
  return { amount, unit: word.toLowerCase() === "usd" ? "usd" : "credits" };
}

/** The micro-credits of an amount, under a price list. */
export function budgetLimit(
  { amount, unit }: NonNullable<ReturnType<typeof amountOf>>,
  list: PriceList,
): MicroCredits {
  return Math.round(amount * (unit === "usd" ? list.creditsPerUsd : 1) * MICRO_PER_CREDIT);
}

const DAY_MS = 86_400_000;

function dayOf(at: Instant): number {
  return Math.floor(at / DAY_MS);
}

/** The events that the sums of an instant rest on, whatever the period: those of the run, and those of the day. */
export function lastingEvents(events: readonly BudgetEvent[], now: Instant): readonly BudgetEvent[] {
  const ofRun = events.findLastIndex(({ kind }) => kind === "end") + 1;
  const ofDay = events.findIndex(({ at }) => dayOf(at) >= dayOf(now));
  return events.slice(ofDay < 0 ? ofRun : Math.min(ofRun, ofDay));
}

/** A submit that counts. */
interface Counted {
  readonly amount: MicroCredits;
  /** Its outcome is not known. */
  readonly isHeld: boolean;
}

/**
 * The sums of a budget, event by event. What is held and never settled goes on counting: its submit may have been
 * accepted.
 */
export class BudgetSums {
  readonly #counted = new Map<string, Counted>();
  /** Tasks that were paid for. */
  readonly #tasks = new Set<string>();
  #latest: Instant = 0;

  constructor(private readonly period: BudgetPeriod) {}

  /** Takes an event; events come in their order. */
  take(event: BudgetEvent): void {
    const isOver = event.kind === "end" ? this.period === "run" : this.#isOver(event.at);
    if (isOver) {
      this.#counted.clear();
      this.#tasks.clear();
    }
    this.#latest = Math.max(this.#latest, event.at);
    switch (event.kind) {
      case "hold":
        this.#counted.set(event.id, { amount: event.amount, isHeld: true });
        return;
      case "settle":
        // What was held on a day that is over counts there.
        if (this.#counted.has(event.id)) this.#counted.set(event.id, { amount: event.amount, isHeld: false });
        if (event.task !== undefined) this.#tasks.add(event.task);
        return;
      case "release":
        this.#counted.delete(event.id);
        return;
      case "end":
        return;
    }
  }

  /** What counts at an instant: reserved by the service, and held for submits whose outcome is not known. */
  at(now: Instant): { readonly spent: MicroCredits; readonly held: MicroCredits } {
    let [spent, held] = [0, 0];
    if (this.#isOver(now)) return { spent, held };
    for (const { amount, isHeld } of this.#counted.values()) {
      if (isHeld) held += amount;
      else spent += amount;
    }
    return { spent, held };
  }

  /** Whether a task was paid for in this period: a retry with the same `Idempotency-Key` gets it again. */
  hasTask(task: string): boolean {
    return this.#tasks.has(task);
  }

  /** Whether the day of the latest event is over; a clock that was put back begins none anew. */
  #isOver(now: Instant): boolean {
    return this.period === "day" && dayOf(now) > dayOf(this.#latest);
  }
}

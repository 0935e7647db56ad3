import type { Chance } from "../ports/chance.js";
import type { NoteBook, Notes } from "../ports/notes.js";
import { type Chaos, pickChaos } from "../simulation/scenarios/chaos.js";
import type { ScenarioOperation } from "../simulation/scenarios/scenario-effect.js";

/** Operations that chance decides at a submit: its callback and its downloads belong to the task that it makes. */
const AT_SUBMIT: readonly ScenarioOperation[] = ["submit", "callback", "download"];

/** Counts the calls of each account and draws what hits them. */
export class ChaosDraw {
  /** Calls so far by account. */
  readonly #submits: Notes<number>;
  readonly #queries: Notes<number>;

  constructor(
    private readonly chaos: Chaos,
    private readonly chance: Chance,
    notes: NoteBook,
  ) {
    this.#submits = notes.about("chaos-submits");
    this.#queries = notes.about("chaos-queries");
  }

  /** Names of what hits the next submit of an account, were nothing else to hit it. */
  atSubmit(account: string): readonly string[] {
    const call = counted(this.#submits, account);
    return AT_SUBMIT.flatMap((operation) => this.#pick(account, operation, call) ?? []);
  }

  /** The name of what hits the next query of an account. */
  atQuery(account: string): string | undefined {
    return this.#pick(account, "query", counted(this.#queries, account));
  }

  /** Counts from the start again: the same calls are hit as the first time. */
  clear(): void {
    this.#submits.clear();
    this.#queries.clear();
  }

  #pick(account: string, operation: ScenarioOperation, call: number): string | undefined {
    return this.chaos.byOperation[operation].length === 0
      ? undefined
      : pickChaos(this.chaos, operation, this.chance.draw(account, operation, call));
  }
}

function counted(calls: Notes<number>, account: string): number {
  const call = calls.get(account) ?? 0;
  calls.set(account, call + 1);
  return call;
}

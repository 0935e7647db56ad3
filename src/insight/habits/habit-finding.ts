import type { Instant } from "../../simulation/instant.js";

/** Something that a client does which costs money or patience in production, as the server sees it. */
export interface HabitFinding<Id extends string = string> {
  /** Id of the habit: `polls-too-often`. */
  readonly habit: Id;
  /** `error` where money or correctness is lost, `warn` where it is a bad manner. */
  readonly severity: "error" | "warn";
  /** One sentence: what was seen, with its figures, and what to do instead. */
  readonly message: string;
  /** Virtual time of the latest event that it rests on. */
  readonly at: Instant;
  /** Account as people see it; absent without a key. */
  readonly key?: string;
  readonly model?: string;
  readonly task?: string;
  /** Numbers of the journal entries that it rests on, at most ten: the first ones and the latest. */
  readonly evidence: readonly number[];
}

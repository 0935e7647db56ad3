import type { Instant } from "../simulation/instant.js";

/** Work that other state waits for: whoever reads state has it done first. */
export type Bookkeeping =
  /** A task ends as its plan says, and is settled. */
  | { readonly at: Instant; readonly kind: "task-end"; readonly task: string }
  /** A task is settled that has called back before. */
  | { readonly at: Instant; readonly kind: "late-settle"; readonly task: string }
  /** A callback that waited to be overtaken goes out, if none has overtaken it. */
  | {
      readonly at: Instant;
      readonly kind: "held-back-callback";
      readonly account: string;
      readonly task: string;
    };

/** An attempt of a delivery that is due. */
export interface CallbackWork {
  readonly at: Instant;
  readonly kind: "callback-attempt";
  readonly delivery: number;
  /** It was begun before by a process that is no more: what its receiver got of it is not known. */
  readonly again?: true;
}

/** Work that waits for others, and holds up nobody who reads state. */
export type Sending =
  /** The next attempt of a delivery. */
  | CallbackWork
  /** Something in this process waits for the instant; it alone knows what. */
  | { readonly at: Instant; readonly kind: "alarm"; readonly alarm: number };

/** Work that waits for its instant, as plain data; `engine/due-work.ts` says what each kind does. */
export type DueWork = Bookkeeping | Sending;

/** What is to be done, by the instant it is due. */
export interface DueQueue {
  /** Instant of the earliest work as far as this process knows, or `Infinity`. */
  readonly next: Instant;
  /** Number of works that wait. */
  readonly size: number;
  add(work: DueWork): void | Promise<void>;
  /** Number of callback attempts that were claimed and are not done, by whatever process. */
  readonly underWay: number;
  /**
   * Takes what is due at `now` or before: earlier work first, ties in the order they were added. Nobody else gets it.
   * A callback attempt stays with its holder until it is done.
   *
   * @param limit - most works taken, from 1
   */
  claim(now: Instant, limit: number): readonly DueWork[] | Promise<readonly DueWork[]>;
  /**
   * Takes note that an attempt that was claimed here has been made.
   *
   * @returns whether it was still this process's: one that was taken back is another's to write down
   */
  done(work: CallbackWork): boolean | Promise<boolean>;
  /**
   * Has the callback attempts of holders that are no more made again.
   *
   * @param isLost - whether a holder is no more, given its id
   * @returns the number of attempts
   */
  takeBack(isLost: (holder: string) => boolean): number | Promise<number>;
  /** Forgets all work. */
  clear(): void | Promise<void>;
}

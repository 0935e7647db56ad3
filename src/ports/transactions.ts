/**
 * Runs use cases on the state of a mock. Whatever a use case changes is kept as a whole before its result is handed
 * out, or not at all.
 *
 * What runs inside another transaction of the same process is part of that one, and several that overlap may be kept
 * together. In memory a transaction costs nothing and answers at once.
 */
export interface Transactions {
  /**
   * Runs a use case on the state as it is now.
   *
   * @returns its result, once what it changed is kept
   * @throws {StateUnavailable} where the state cannot be read or what was changed cannot be kept: then nothing is changed
   */
  run<Result>(useCase: () => Result | Promise<Result>): Result | Promise<Result>;
  /**
   * Has something done once what the use case that runs has changed is kept, and not at all where it cannot be: what is
   * sent to others must not be taken back.
   */
  afterwards(act: () => void): void;
  /**
   * Waits for something outside in the middle of a use case: others go on meanwhile, and what was changed before may be
   * kept by itself.
   */
  outside<Value>(wait: () => Promise<Value>): Promise<Value>;
}

/** Of state that lives in this process alone: there is nothing to keep. */
export const inMemory: Transactions = {
  run: (useCase) => useCase(),
  afterwards: (act) => act(),
  outside: (wait) => wait(),
};

/** The place where the state is kept cannot be used now; it may come back. The message says why, and what to do. */
export class StateUnavailable extends Error {
  override readonly name = "StateUnavailable";
}

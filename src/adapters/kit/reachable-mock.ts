/** The members of a mock that can be reached. */
export interface Reachable {
  /** Base URL, no slash at the end. */
  readonly url: string;
  /** Finishes the answers in flight, then lets go of everything. Safe to call twice. */
  close(): Promise<void>;
  /** The same for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
  /** Where it is and what it was seeded with. */
  toString(): string;
}

/** Joins the state of a mock with the way to it. */
export function reachable<State extends { readonly seed: number }>(
  state: State,
  { url, close }: { readonly url: string; readonly close: () => Promise<void> },
): State & Reachable {
  let closing: Promise<void> | undefined;
  const closeOnce = () => {
    closing ??= close();
    return closing;
  };
  const toString = () => `wan-mock at ${url} (seed ${state.seed})`;
  const mock = { ...state, url, close: closeOnce, [Symbol.asyncDispose]: closeOnce };
  // Not enumerable: a mock compares and prints by what it holds.
  Object.defineProperty(mock, "toString", { value: toString });
  Object.defineProperty(mock, Symbol.for("nodejs.util.inspect.custom"), { value: toString });
  return mock;
}

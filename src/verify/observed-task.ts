import type { ReceivedAnswer } from "./answer.js";

/** Everything that was seen of one task from its submit to its end. */
export interface ObservedTask {
  /** Model that it was submitted to. */
  readonly model: string;
  readonly submit: ReceivedAnswer;
  /** Queries in order; the last one shows the end when `ending` is `reached`. */
  readonly queries: readonly ReceivedAnswer[];
  readonly ending: Ending;
  /** A query after the end. */
  readonly afterwards?: ReceivedAnswer;
  /** A query with the key of another account. */
  readonly foreign?: ReceivedAnswer;
  /** The result link as it stands in `results[0]`. */
  readonly link?: ObservedLink;
}

/** How the watch over a task ended. */
export type Ending =
  | { readonly kind: "reached" }
  /** Nothing to query: the submit gave no id. */
  | { readonly kind: "no-task" }
  /** It was not over when the time for the lifecycle was. */
  | { readonly kind: "out-of-time"; readonly seconds: number }
  /** A query brought no answer, or one that says nothing of a task. */
  | { readonly kind: "lost"; readonly why: string };

/** The outcome of fetching a result. */
export type ObservedLink =
  | { readonly kind: "not-fetched"; readonly why: string }
  | { readonly kind: "dead"; readonly why: string }
  | { readonly kind: "fetched"; readonly whole: FetchedFile; readonly part: FetchedFile };

/** An answer of a file server, with no more of the body than was needed. */
export interface FetchedFile {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The first bytes. */
  readonly start: Uint8Array;
  /** Bytes that were received; the whole file need not have been. */
  readonly received: number;
}

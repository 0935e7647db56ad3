/** One POST of a callback body. */
export interface CallbackRequest {
  readonly url: string;
  /** JSON text: the task as the query shows it. */
  readonly body: string;
  /** Real milliseconds until the attempt counts as silent. */
  readonly patienceMs: number;
  /** Number of the attempt, from 1. */
  readonly attempt: number;
  /** Refuse a name that resolves to an internal address. */
  readonly mustBePublic: boolean;
}

/** The reply of a receiver, or why there is none; `seconds` are real ones. */
export type CallbackReply =
  | {
      readonly kind: "answered";
      readonly status: number;
      /** Until the status line. */
      readonly seconds: number;
      readonly body: string;
      /** Why the body did not arrive whole. The status decides all the same. */
      readonly incomplete?: string;
    }
  | { readonly kind: "silent"; readonly seconds: number }
  | { readonly kind: "failed"; readonly reason: string; readonly seconds: number };

/** Sends callbacks. Never rejects; follows no redirect. */
export interface CallbackSender {
  send(request: CallbackRequest): Promise<CallbackReply>;
  /** Frees what is kept open. */
  close(): void;
}

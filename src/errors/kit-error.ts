/** Stable code of an error, for programs to act on. */
export type KitErrorCode =
  | "DOCUMENT_UNREADABLE"
  | "DOCUMENT_INVALID"
  | "DOCUMENT_WITHOUT_MODEL"
  | "UNKNOWN_RULE"
  | "UNKNOWN_MODEL"
  | "UNKNOWN_SCENARIO"
  | "SCENARIOS_INVALID"
  | "UNKNOWN_PRICE_LIST"
  | "INVALID_OPTION"
  | "PORT_IN_USE"
  | "CANNOT_LISTEN"
  | "SERVER_UNREACHABLE"
  | "CLOCK_BACKWARDS"
  | "INPUT_UNREADABLE"
  | "OUTPUT_UNWRITABLE"
  | "PAID_CALL_STOPPED"
  | "NETWORK_CLOSED"
  | "BODY_REFUSED"
  | "UNKNOWN_TASK"
  | "TASK_STATE"
  | "WAIT_TIMED_OUT"
  | "FOREIGN_HOST"
  | "MOCK_CLOSED"
  | "OUTSIDE_OF_TEST"
  | "CONCURRENT_TEST"
  | "FAKE_TIMERS";

/** An error that the caller has to fix: an unreadable document, a bad option, a port in use. */
export class KitError extends Error {
  override readonly name = "KitError";
  constructor(
    readonly code: KitErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** An error about an option, flag or argument; the sentence says what it must be. */
export function invalidOption(sentence: string, options?: ErrorOptions): KitError {
  return new KitError("INVALID_OPTION", sentence, options);
}

/** An error about a document; the sentence begins with the place in it. */
export function invalidDocument(sentence: string, options?: ErrorOptions): KitError {
  return new KitError("DOCUMENT_INVALID", sentence, options);
}

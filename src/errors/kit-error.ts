/** The kind of fault on the side of whoever runs the kit; stable, so that a program can act on it. */
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

/** Whoever runs the kit has to change something: unreadable document, bad option, port taken. */
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

/** The fault of an option, flag or argument, as a sentence that says what it must be. */
export function invalidOption(sentence: string, options?: ErrorOptions): KitError {
  return new KitError("INVALID_OPTION", sentence, options);
}

/** The fault of a document, as a sentence that begins with its place. */
export function invalidDocument(sentence: string, options?: ErrorOptions): KitError {
  return new KitError("DOCUMENT_INVALID", sentence, options);
}

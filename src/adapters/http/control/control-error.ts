/** A control request that cannot be carried out, and the sentence that says why. */
export class ControlError extends Error {
  constructor(
    readonly status: 400 | 403 | 404 | 409 | 413 | 503,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** A request whose body or query says something that cannot be. */
export function invalidRequest(message: string): ControlError {
  return new ControlError(400, "invalid_request", message);
}

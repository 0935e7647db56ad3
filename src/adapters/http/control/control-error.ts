import type { ServerResponse } from "node:http";
import { type ControlReason, ControlRefusal } from "../../../engine/control/control-refusal.js";
import { KitError } from "../../../errors/kit-error.js";
import { StateUnavailable } from "../../../ports/transactions.js";
import { sendJson } from "../wire.js";

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

const answers: Readonly<Record<ControlReason, readonly [status: ControlError["status"], code: string]>> = {
  invalid: [400, "invalid_request"],
  "unknown account": [404, "account_not_found"],
  "unknown task": [404, "task_not_found"],
  "already ended": [409, "already_ended"],
  "would fall": [409, "would_fall"],
  "not ended": [409, "not_ended"],
  "no callback": [409, "no_callback"],
  "too many pending": [409, "too_many_pending"],
};

/** The control error that something thrown stands for; `undefined` for a failure of the mock itself. */
export function controlErrorOf(thrown: unknown): ControlError | undefined {
  if (thrown instanceof ControlError) return thrown;
  if (thrown instanceof ControlRefusal) return new ControlError(...answers[thrown.reason], thrown.sentence);
  if (thrown instanceof StateUnavailable) return new ControlError(503, "service_unavailable", thrown.message);
  if (thrown instanceof KitError) return new ControlError(400, thrown.code.toLowerCase(), thrown.message);
  return undefined;
}

/** Answers with the error envelope of the control side. */
export function sendControlError(
  response: ServerResponse,
  { status, code, message }: { readonly status: number; readonly code: string; readonly message: string },
  headers: readonly string[] = ["cache-control", "no-store"],
): void {
  const error = { code, message, type: "control_error" };
  sendJson(response, status, [...headers], JSON.stringify({ error }));
}

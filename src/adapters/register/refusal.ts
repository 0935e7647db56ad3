import { KitError, type KitErrorCode } from "../../errors/kit-error.js";

const printed = new Set<string>();

/**
 * The error of a call that must not leave. Clients like to hide the cause of a failed call behind words of their own, so
 * stderr gets each sentence too, once.
 *
 * @param host - the host that the call was for
 * @param reason - why it cannot go to the mock, and what to do
 */
export function refusal(host: string, reason: string, code: KitErrorCode = "PAID_CALL_STOPPED"): KitError {
  const error = new KitError(code, `wan-mock stopped a call to ${host}: ${reason}`);
  if (!printed.has(error.message)) {
    printed.add(error.message);
    process.stderr.write(`${error.message}\n`);
  }
  return error;
}

import { type TaskFailureCode, taskFailures } from "../../contract/task-failures.js";
import { nameAdvice } from "../../errors/close-names.js";
import { quoteForMessage } from "../../errors/quote-for-message.js";
import { isJsonObject } from "../../text/is-json-object.js";
import { ControlRefusal } from "./control-refusal.js";

/** How a test fails a task: by a documented code, or by one that no page documents. */
export type Failure =
  | { readonly code: TaskFailureCode; readonly message?: string; readonly undocumented?: false }
  | { readonly code: string; readonly message?: string; readonly undocumented: true };

/**
 * Reads a failure as a caller without types may give it.
 *
 * @throws {ControlRefusal} `invalid`; for an unknown code with the documented one that is closest
 */
export function readFailure(failure: unknown): { readonly code: string; readonly message?: string } {
  const { code, message, undocumented = false } = isJsonObject(failure) ? failure : {};
  if (typeof code !== "string" || code === "") {
    throw invalid(
      `fail takes the code of a failed task, such as {"code":"service_error"}: documented are ${documented.join(", ")}`,
    );
  }
  if (typeof undocumented !== "boolean") {
    throw invalid(`undocumented must be true or false, got ${quoteForMessage(undocumented)}`);
  }
  if (!undocumented && !documented.includes(code)) {
    throw invalid(
      `${quoteForMessage(code)} is no documented code of a failed task (${nameAdvice(code, documented)}); add undocumented: true to use it anyway`,
    );
  }
  if (message === undefined) return { code };
  if (typeof message === "string") return { code, message };
  throw invalid(`message must be a text, got ${quoteForMessage(message)}`);
}

const documented: readonly string[] = Object.keys(taskFailures);

function invalid(sentence: string): ControlRefusal {
  return new ControlRefusal("invalid", sentence);
}

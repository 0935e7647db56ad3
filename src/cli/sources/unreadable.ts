import { KitError } from "../../errors/kit-error.js";

/** The fault of a source, as a sentence that begins with its name. */
export function unreadable(name: string, why: string, cause?: unknown): KitError {
  return new KitError("INPUT_UNREADABLE", `${name} ${why}`, { cause });
}

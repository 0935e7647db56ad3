import { resolve } from "node:path";
import { KitError } from "../../../contract/kit-error.js";

/** A report in the place of the bodies would be the end of them. */
export function keepApart(files: readonly string[], output = "-"): void {
  if (output === "-" || !files.some((file) => file !== "-" && resolve(file) === resolve(output))) return;
  throw new KitError("INVALID_OPTION", `--output ${output}: this is a file to read, name another`);
}

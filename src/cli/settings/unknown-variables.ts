import type { Command } from "commander";
import { closeNames } from "../../errors/close-names.js";
import { VariableOption } from "./variable-option.js";

const PREFIX = "WAN_MOCK_";

/** Variables that are no option's: the preload and the command `run` set them, and examples read them. */
const OTHERS = ["URL", "PROXY", "COMMAND"];

/**
 * Sentences about variables that look like settings, and that nobody reads.
 *
 * @param commands - all that there are, as a variable may be meant for another than the one that runs
 */
export function unknownVariables(commands: readonly Command[], environment: NodeJS.ProcessEnv): string[] {
  const options = commands
    .flatMap(({ options }) => options)
    .filter((option) => option instanceof VariableOption);
  const known = [...options.map(({ variable }) => variable.slice(PREFIX.length)), ...OTHERS];
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && !known.includes(name.slice(PREFIX.length)))
    .map((name) => {
      const [near] = closeNames(name.slice(PREFIX.length), known);
      return `nothing reads the variable ${name}${near === undefined ? "" : `: did you mean ${PREFIX}${near}?`}`;
    });
}

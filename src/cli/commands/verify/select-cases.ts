import { KitError } from "../../../errors/kit-error.js";
import type { VerifyCase } from "../../../verify/verify-case.js";

/**
 * The cases whose names fit one of the patterns; all without a pattern.
 *
 * @param patterns - part of a name, or the whole name with `*` for any text
 * @throws {KitError} `INVALID_OPTION` for a pattern that is empty or fits no name
 */
export function selectCases(
  cases: readonly VerifyCase[],
  patterns: readonly string[],
): readonly VerifyCase[] {
  if (patterns.length === 0) return cases;
  if (patterns.some((pattern) => pattern.trim() === "")) {
    throw new KitError(
      "INVALID_OPTION",
      "--only is empty: give a part of a name, or leave it out for all cases",
    );
  }
  const tests = patterns.map(nameTest);
  for (const [index, fits] of tests.entries()) {
    if (!cases.some(({ name }) => fits(name))) {
      throw new KitError(
        "INVALID_OPTION",
        `--only is "${patterns[index] ?? ""}", and no case has such a name: "wan-mock verify --list" shows them`,
      );
    }
  }
  return cases.filter(({ name }) => tests.some((fits) => fits(name)));
}

function nameTest(pattern: string): (name: string) => boolean {
  if (!pattern.includes("*")) return (name) => name.includes(pattern);
  const parts = pattern.split("*").map((part) => part.replaceAll(/[$()+.?[\\\]^{|}]/g, String.raw`\$&`));
  const whole = new RegExp(`^${parts.join(".*")}$`, "s");
  return (name) => whole.test(name);
}

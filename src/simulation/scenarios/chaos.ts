import { invalidOption, KitError } from "../../errors/kit-error.js";
import { askedFor, type FileScenarios } from "./file-scenario.js";
import { isUnknown } from "./scenario.js";
import type { ScenarioOperation } from "./scenario-effect.js";

/** Scenarios that hit by chance. */
export interface Chaos {
  /** As it was set, for people: probability by name. */
  readonly shares: { readonly [name: string]: number | undefined };
  readonly byOperation: Readonly<Record<ScenarioOperation, readonly ChaosShare[]>>;
}

/** One scenario's part of the line from 0 to 1: from where the one before it ends, to `upTo`. */
interface ChaosShare {
  readonly name: string;
  readonly upTo: number;
}

/** Rounding of a sum that is 1 on paper. */
const ROUNDING = 1e-9;

/**
 * Reads the probabilities of chaos.
 *
 * @param shares - from 0 to 1 by name: `{"rate-limited": 0.05, "query/http-503": 0.01}`
 * @throws {KitError} `INVALID_OPTION`, `UNKNOWN_SCENARIO`
 */
export function readChaos(shares: Chaos["shares"], own: FileScenarios): Chaos {
  const byOperation: Record<ScenarioOperation, ChaosShare[]> = {
    submit: [],
    query: [],
    download: [],
    callback: [],
    upload: [],
  };
  // The order in which they were named must not change what is drawn.
  for (const name of Object.keys(shares).sort()) {
    const share = shares[name];
    if (typeof share !== "number" || !(share >= 0 && share <= 1)) {
      throw invalidOption(`chaos ${name} is a probability from 0 to 1, got ${String(share)}`);
    }
    const group = byOperation[operationOf(name, own)];
    group.push({ name, upTo: (group.at(-1)?.upTo ?? 0) + share });
  }
  for (const [operation, group] of Object.entries(byOperation)) {
    const sum = group.at(-1)?.upTo ?? 0;
    if (sum <= 1 + ROUNDING) continue;
    const names = group.map(({ name }) => name).join(", ");
    throw invalidOption(
      `chaos of one ${operation} adds up to ${Number(sum.toFixed(6))} (${names}): probabilities of one operation add up to 1 at most`,
    );
  }
  return { shares, byOperation };
}

/** The scenario that hits the call of a draw, or none. */
export function pickChaos(chaos: Chaos, operation: ScenarioOperation, draw: number): string | undefined {
  return chaos.byOperation[operation].find(({ upTo }) => draw < upTo)?.name;
}

function operationOf(name: string, scenarios: FileScenarios): ScenarioOperation {
  const asked = askedFor(name, "submit", scenarios);
  if (isUnknown(asked)) throw new KitError("UNKNOWN_SCENARIO", `chaos: ${asked.message}`);
  const own = asked.calls.some(({ isOwn }) => isOwn);
  const operation = own ? "submit" : (asked.calls[0]?.scenario.operation ?? "submit");
  if (operation === "upload") {
    throw invalidOption(
      `chaos ${name} hits uploads, where nothing is drawn: ask for it by header, by key or from the queue`,
    );
  }
  if (name.includes(":") && operation !== "download") {
    throw invalidOption(`chaos ${name} has a number of calls: chance decides how many, drop it`);
  }
  return operation;
}

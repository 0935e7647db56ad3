import type { ScenarioCall } from "./scenarios/scenario.js";
import { findScenario } from "./scenarios/scenario-catalogue.js";

/**
 * State of an account or key that a refusal speaks of, and that each of its calls would meet: the service turns all of
 * them down, it has no credits left, or it may use no model.
 */
export type AccountState = "refused" | "out-of-credits" | "without-models";

/** Codes of a 403 that speak of models; any other speaks of the key. */
const aboutModels: ReadonlySet<string> = new Set([
  "model_access_denied",
  "key_model_not_allowed",
  "model_unavailable",
]);

/** The state that an API key such as `sk-mock-unauthorized` or `sk-mock-http-402` stands for; `undefined` for none. */
export function accountState({ scenario: { operation, effect } }: ScenarioCall): AccountState | undefined {
  if (operation !== "submit" || effect.kind !== "answer") return undefined;
  const { status, code } = effect.entry;
  if (status === 402) return "out-of-credits";
  if (status === 403 && aboutModels.has(code)) return "without-models";
  return status === 401 || status === 403 ? "refused" : undefined;
}

/** The refusal of a submit as another operation words it; `undefined` where the table of that has none. */
export function asWordedBy(operation: "query" | "upload", call: ScenarioCall): ScenarioCall | undefined {
  const scenario = findScenario(operation, call.name);
  return scenario === undefined ? undefined : { ...call, scenario };
}

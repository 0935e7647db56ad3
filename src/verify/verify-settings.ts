import { bundledModels } from "../contract/bundled-models.js";
import { Contract } from "../contract/contract.js";
import { rules } from "../contract/rules/rule-list.js";
import { type ContractSettings, defaultSettings } from "../contract/settings.js";

/** Readings of the contract that the service is held to; where one is absent, every documented reading agrees. */
export type VerifySettings = Partial<
  Pick<ContractSettings, "unknownModel" | "promptOptional" | "longPrompt">
>;

/** The contract in every reading that the settings leave open. */
export function readingsOf(settings: VerifySettings): readonly Contract[] {
  const readings: ContractSettings[] = [];
  for (const unknownModel of options(settings.unknownModel, ["404", "403"] as const)) {
    for (const promptOptional of options(settings.promptOptional, [false, true])) {
      for (const longPrompt of options(settings.longPrompt, ["truncate", "reject"] as const)) {
        readings.push({ ...defaultSettings, unknownModel, promptOptional, longPrompt });
      }
    }
  }
  return readings.map((reading) => new Contract(bundledModels, rules, reading));
}

function options<Value>(chosen: Value | undefined, all: readonly Value[]): readonly Value[] {
  return chosen === undefined ? all : [chosen];
}

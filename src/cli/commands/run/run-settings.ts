import { invalidOption } from "../../../errors/kit-error.js";
import { PAID_API } from "../../../hosts/paid-host.js";
import type { MockConfig } from "../../../options/mock-options.js";
import type { Option } from "../../../options/option.js";
import type { Settings } from "../../settings/read-settings.js";
import { type OptionKey, optionEntries } from "../../settings/table-option.js";

/**
 * The settings that a run has a use for: those of a mock or, in a live run, those of a proxy, whose upstream is the paid
 * service by default. What a file or a variable has for the other kind is left out.
 *
 * @throws {KitError} `INVALID_OPTION` for a flag of the other kind
 */
export function settingsOfRun({ values, origins }: Settings, isLive: boolean): MockConfig {
  const used: Partial<Record<OptionKey, unknown>> = isLive ? { upstream: `https://${PAID_API}` } : {};
  for (const [key, entry] of optionEntries) {
    if (values[key] === undefined) continue;
    if (isOfRun(entry, isLive)) {
      used[key] = values[key];
      continue;
    }
    const origin = origins.get(key);
    if (origin?.from !== "flag") continue;
    throw invalidOption(
      isLive
        ? `${origin.name} has no effect with --live, where a service answers: leave it out`
        : `${origin.name} has no effect without --live: add --live, or leave ${origin.name} out`,
    );
  }
  return used as MockConfig;
}

function isOfRun({ scope = "mock", inProxy }: Option<unknown>, isLive: boolean): boolean {
  if (scope === "run" || scope === "contract" || inProxy === true) return true;
  return scope === (isLive ? "proxy" : "mock");
}

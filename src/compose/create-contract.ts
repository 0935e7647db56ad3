import { bundledModels } from "../contract/bundled-models.js";
import { Contract } from "../contract/contract.js";
import type { ModelContract } from "../contract/model-contract.js";
import { rules } from "../contract/rules/rule-list.js";
import { invalidOption } from "../errors/kit-error.js";
import type { MockOptions } from "../options/mock-options.js";
import { settingsOf } from "../options/read-options.js";
import type { MockHooks } from "./mock.js";

/**
 * The contract of the bundled documents alone.
 *
 * @internal
 */
export function bundledContract(options: MockOptions): Contract {
  return new Contract(bundledModels, rules, settingsOf(options));
}

/**
 * The contract of the bundled documents and those of `spec`, under the given settings.
 *
 * @throws {KitError} as `startMock`
 */
export async function createContract(options: MockOptions, hooks: MockHooks = {}): Promise<Contract> {
  const settings = settingsOf(options);
  const models: ModelContract[] = options.onlySpec === true ? [] : [...bundledModels];
  if (options.spec !== undefined && options.spec.length > 0) {
    const { loadDocuments } = await import("../adapters/documents/load-documents.js");
    const loaded = await loadDocuments(options.spec);
    for (const warning of loaded.warnings) (hooks.onWarning ?? console.error)(warning);
    models.push(...loaded.models);
  } else if (options.onlySpec === true) {
    throw invalidOption("--only-spec needs at least one --spec");
  }
  return new Contract(models, rules, settings);
}

import type { MockOptions } from "../options/mock-options.js";
import type { FileScenarios } from "../simulation/scenarios/file-scenario.js";
import { createContract } from "./create-contract.js";
import type { MockHooks } from "./mock.js";
import { scenarioFilesOf } from "./open-scenarios.js";

/**
 * The scenarios of the files of `scenarios`, in their order.
 *
 * @throws {KitError} `SCENARIOS_INVALID`, and as `createContract`
 */
export async function readScenarios(options: MockOptions, hooks: MockHooks = {}): Promise<FileScenarios> {
  let read: FileScenarios = new Map();
  const contract = await createContract(options, hooks);
  const models = contract.models.map(({ id }) => id);
  const files = await scenarioFilesOf(options, hooks, models, (own) => {
    read = own;
  });
  await files?.load();
  return read;
}

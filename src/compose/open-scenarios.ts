import type { ScenarioFiles } from "../adapters/scenario-files/scenario-files.js";
import { ChaosDraw } from "../engine/chaos-draw.js";
import type { ScenarioPicker } from "../engine/scenario-picker.js";
import { invalidOption } from "../errors/kit-error.js";
import type { MockOptions } from "../options/mock-options.js";
import type { NoteBook } from "../ports/notes.js";
import { readChaos } from "../simulation/scenarios/chaos.js";
import type { FileScenarios } from "../simulation/scenarios/file-scenario.js";
import { SeededChance } from "../stores/memory/seeded-chance.js";
import { createContract } from "./create-contract.js";
import type { MockHooks } from "./mock.js";

/**
 * Gives the picker the scenarios of files, once opened and after each change of them, and chaos.
 *
 * @throws {KitError} `UNKNOWN_SCENARIO`, `INVALID_OPTION` for chaos, when no files can bring its names
 */
export function openScenarios(
  options: MockOptions,
  hooks: MockHooks,
  {
    models,
    picker,
    seed,
    notes,
  }: { models: readonly string[]; picker: ScenarioPicker; seed: number; notes: NoteBook },
) {
  let { chaos: shares } = options;
  const chaosOf = (own: FileScenarios) => (shares === undefined ? undefined : readChaos(shares, own));
  const startChaos = () => {
    const draw = drawOf(chaosOf(picker.own), seed, notes);
    picker.setChaos(draw);
    return draw;
  };
  if ((options.scenarios ?? []).length === 0) startChaos();
  let files: ScenarioFiles | undefined;
  let isClosed = false;
  return {
    /**
     * Reads the files for the first time and watches them from then on; does nothing where none are named.
     *
     * @throws {KitError} `SCENARIOS_INVALID`, `UNKNOWN_SCENARIO` for a name of `chaos`
     */
    open: async () => {
      files = await scenarioFilesOf(options, hooks, models, (own) => {
        // A set in which chaos does not find its names is refused.
        chaosOf(own);
        picker.setOwn(own);
      });
      if (files === undefined) return;
      await files.load();
      startChaos();
      if (!isClosed) files.watch();
    },
    /**
     * Reads the files again; what was read before stays when they are broken.
     *
     * @throws {KitError} `SCENARIOS_INVALID`, `INVALID_OPTION` where no files are named
     */
    reload: async () => {
      if (files === undefined) {
        throw invalidOption("there are no scenario files to read: start with --scenarios FILE");
      }
      await files.load();
    },
    /**
     * Starts other chaos.
     *
     * @returns carries it out; until then nothing has changed
     * @throws {KitError} `UNKNOWN_SCENARIO`, `INVALID_OPTION`
     */
    changeChaos: (changed: MockOptions["chaos"]): (() => void) => {
      if (changed !== undefined) readChaos(changed, picker.own);
      return () => {
        shares = changed;
        startChaos()?.clear();
      };
    },
    /** Ends the watch. */
    close: () => {
      isClosed = true;
      files?.close();
    },
  };
}

function drawOf(
  chaos: ReturnType<typeof readChaos> | undefined,
  seed: number,
  notes: NoteBook,
): ChaosDraw | undefined {
  return chaos === undefined ? undefined : new ChaosDraw(chaos, new SeededChance(seed), notes);
}

/** The files of `scenarios`, not read yet; `undefined` when none are named. */
async function scenarioFilesOf(
  { scenarios: paths = [] }: MockOptions,
  { onWarning = console.error, onNotice = console.error }: MockHooks,
  models: readonly string[],
  use: (own: FileScenarios) => void,
): Promise<ScenarioFiles | undefined> {
  if (paths.length === 0) return undefined;
  const { ScenarioFiles } = await import("../adapters/scenario-files/scenario-files.js");
  return new ScenarioFiles({ paths, models, use, onWarning, onNotice });
}

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

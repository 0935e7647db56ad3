import { resolve } from "node:path";
import { Replay } from "../engine/replay.js";
import type { ScenarioPicker } from "../engine/scenario-picker.js";
import { invalidOption } from "../errors/kit-error.js";
import type { MockOptions } from "../options/mock-options.js";
import type { NoteBook } from "../ports/notes.js";
import type { FileScenarios } from "../simulation/scenarios/file-scenario.js";
import type { MockHooks } from "./mock.js";

/**
 * Whether recordings are to be replayed, by options that go together.
 *
 * @throws {KitError} `INVALID_OPTION`
 */
export function isReplaying({ replay = [], replayOnly = false, record }: MockOptions): boolean {
  if (replayOnly && replay.length === 0) {
    throw invalidOption("replayOnly refuses what no recording fits: name the recordings with replay");
  }
  const both = record === undefined ? undefined : replay.find((path) => resolve(path) === resolve(record));
  if (both !== undefined) {
    throw invalidOption(`record and replay both name ${both}: record into another folder`);
  }
  return replay.length > 0;
}

/** Recordings of one folder: each submit has a file. */
const MOST_RECORDINGS = 10_000;

/**
 * Reads the recordings of `replay` and gives them to the picker. A change of the files is not taken in.
 *
 * @throws {KitError} `SCENARIOS_INVALID`
 */
export async function openReplay(
  { replay = [], replayOnly = false }: MockOptions,
  { onWarning = console.error, onNotice = console.error }: MockHooks,
  {
    models,
    picker,
    notes,
  }: { readonly models: readonly string[]; readonly picker: ScenarioPicker; readonly notes: NoteBook },
): Promise<void> {
  const { ScenarioFiles } = await import("../adapters/scenario-files/scenario-files.js");
  const use = (own: FileScenarios) => {
    picker.setReplay(new Replay([...own.values()], { refusesOthers: replayOnly, notes }));
  };
  await new ScenarioFiles({
    paths: replay,
    mostFiles: MOST_RECORDINGS,
    models,
    use,
    onWarning,
    onNotice,
  }).load();
}

import type { Contract } from "../contract/contract.js";
import { invalidOption } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import { refuseUnknownKeys } from "../errors/refuse-unknown-keys.js";
import { type Coverage, type CoverageFilter, coverageOf } from "../insight/coverage/coverage.js";
import { CoverageTally } from "../insight/coverage/coverage-tally.js";
import type { HabitFinding } from "../insight/habits/habit-finding.js";
import type { MockOptions } from "../options/mock-options.js";
import type { Journal } from "../ports/journal.js";
import { coverageFileIn } from "../stores/disk/coverage-file.js";

/**
 * The coverage of one mock: counts what a journal tells.
 *
 * @param known.habits - findings about the client's behaviour, for the file
 * @throws {KitError} `INVALID_OPTION` for a path that cannot be a folder
 */
export function openCoverage(
  { coverage: folder = process.env["WAN_MOCK_COVERAGE"] }: MockOptions,
  onWarning: (sentence: string) => void,
  known: {
    readonly contract: Contract;
    readonly journal: Journal;
    readonly habits: () => readonly HabitFinding[];
  },
) {
  const { contract, journal, habits } = known;
  const tally = new CoverageTally(contract, journal.bounds.most);
  const leave =
    folder === undefined || folder === ""
      ? () => undefined
      : coverageFileIn(folder).add({
          get observed() {
            return tally.observed;
          },
          record: () => ({ ...tally.record(), habits: habits() }),
          onFailure: onWarning,
        });
  const unsubscribe = journal.subscribe((entry, body) => {
    // Also where another process was told to. Any other reset keeps it: a test that clears up after itself takes nothing from a suite.
    if (entry.kind === "reset" && entry.scope === "coverage") tally.clear();
    else tally.observe(entry, body);
  });
  return {
    /** @throws {KitError} `UNKNOWN_MODEL`, `INVALID_OPTION` */
    read: (filter: CoverageFilter = {}): Coverage => {
      refuseUnknownKeys(filter, ["models", "onlyUsedModels"], "options of coverage");
      const { models, onlyUsedModels } = filter;
      if (models !== undefined && !(Array.isArray(models) && models.every((id) => typeof id === "string"))) {
        throw invalidOption(`models is a list of model ids, got ${quoteForMessage(models)}`);
      }
      if (onlyUsedModels !== undefined && typeof onlyUsedModels !== "boolean") {
        throw invalidOption(`onlyUsedModels is true or false, got ${quoteForMessage(onlyUsedModels)}`);
      }
      return coverageOf(tally.record(), filter);
    },
    /** Counts no more, and writes the file where one is asked for. */
    close: () => {
      unsubscribe();
      leave();
    },
  };
}

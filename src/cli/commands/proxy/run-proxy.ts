import { unfinishedRecordings } from "../../../adapters/recordings/unfinished-recordings.js";
import { invalidOption } from "../../../errors/kit-error.js";
import { optionTable } from "../../../options/option-table.js";
import type { BudgetKeeper } from "../../../ports/budget-keeper.js";
import { plural } from "../../../text/plural.js";
import type { Settings } from "../../settings/read-settings.js";
import type { LoggedEnd, Terminal } from "../../terminal/terminal.js";
import type { ConfigSource } from "../serve/config-watch.js";
import {
  configFacts,
  type Greeting,
  type LabelledTexts,
  labelledLines,
  pageFact,
} from "../serve/greeting.js";
import { runServe } from "../serve/run-serve.js";
import { budgetLines, budgetText } from "./budget-text.js";

/**
 * Passes calls on to a service until SIGINT or SIGTERM.
 *
 * @returns as `runServe`
 * @throws {KitError} `INVALID_OPTION` without an upstream, and as `startMock`
 */
export async function runProxy(
  terminal: Terminal,
  settings: Settings,
  source: ConfigSource,
): Promise<LoggedEnd> {
  if (settings.values.upstream === undefined) {
    throw invalidOption(
      "proxy needs the service that calls are passed on to: name it, such as --upstream https://api.evolink.ai",
    );
  }
  return runServe(terminal, settings, source, {
    greet: ({ budget }) => greetingOf(budget()),
    lastLines: ({ budget }) => budgetLines(budget()),
  });
}

const checks: Readonly<Record<"refuse" | "warn" | "off", string>> = {
  refuse: "submits that the contract refuses are answered here and not sent",
  warn: "submits that the contract refuses are sent, and their findings stand in the answer",
  off: "submits are sent unchecked",
};

function greetingOf(keeper: BudgetKeeper | undefined): Greeting {
  return (mock, settings, { isWatched, colours }) => {
    const { upstream = "", check = optionTable.check.default } = settings.values;
    const { budgetFile = optionTable.budgetFile.default } = settings.values;
    const facts: LabelledTexts[] = [
      pageFact(mock),
      ["service", `${upstream} answers`],
      ["check", checks[check]],
      ...(keeper === undefined ? [] : [["budget", `${budgetText(keeper)}; kept in ${budgetFile}`] as const]),
      ...unfinishedFact(settings.values.record),
      ...configFacts(settings, isWatched),
    ];
    return [...labelledLines(facts, colours), ""];
  };
}

/** Files that are named. */
const MOST_NAMED = 5;

/** The recordings of earlier runs whose tasks had not ended, as after a kill. */
function unfinishedFact(folder: string | undefined): LabelledTexts[] {
  const files = folder === undefined ? [] : unfinishedRecordings(folder);
  if (files.length === 0) return [];
  const more = files.length > MOST_NAMED ? [`and ${files.length - MOST_NAMED} more`] : [];
  const what = `${plural(files.length, "recording")} of earlier runs in ${folder}:`;
  return [["unfinished", what, ...files.slice(0, MOST_NAMED), ...more]];
}

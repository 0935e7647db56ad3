import type { Journal, JournalEntry, RequestRoute } from "../ports/journal.js";
import type { FileScenarios } from "../simulation/scenarios/file-scenario.js";
import { isUnknown, parseScenario } from "../simulation/scenarios/scenario.js";
import { anyStatus, scenarios } from "../simulation/scenarios/scenario-catalogue.js";
import type { ScenarioOperation } from "../simulation/scenarios/scenario-effect.js";

const listed: ReadonlySet<string> = new Set(scenarios.map(({ name }) => name));

/**
 * Counts by scenario the answers that it had a part in, which are those that name it in `X-Wan-Mock-Scenario`, since the
 * start or the last reset of scenarios. Names are those of the list: of a file, of the catalogue, or
 * `http-STATUS[-code]` for all of that family.
 */
export class ScenarioUses {
  readonly #uses = new Map<string, number>();
  readonly #own: () => FileScenarios;

  /** @param own - the scenarios of files at the moment */
  constructor(journal: Pick<Journal, "subscribe">, own: () => FileScenarios) {
    this.#own = own;
    journal.subscribe((entry) => this.#observe(entry));
  }

  /** Answers counted for a scenario. */
  of(name: string): number {
    return this.#uses.get(name) ?? 0;
  }

  /** Every request comes by here. */
  #observe(entry: JournalEntry): void {
    if (entry.kind === "reset") {
      if (entry.scope === "all" || entry.scope === "scenarios") this.#uses.clear();
    } else if (entry.kind === "request" && entry.scenario !== undefined) {
      for (const text of entry.scenario.split(", ")) {
        const name = this.#nameOf(text, operationOf(entry.route));
        if (name !== undefined) this.#uses.set(name, this.of(name) + 1);
      }
    }
  }

  /** The name in the list of a scenario as it was asked for; `undefined` for one of a file that is no longer there. */
  #nameOf(text: string, operation: ScenarioOperation): string | undefined {
    const asked = text.replace(/:\d+$| \(by shape\)$/, "");
    if (this.#own().has(asked)) return asked;
    const call = parseScenario(asked, operation);
    if (isUnknown(call)) return undefined;
    return listed.has(call.scenario.name) ? call.scenario.name : anyStatus.name;
  }
}

/** The operation in whose table a route looks a name up. */
function operationOf(route: RequestRoute): ScenarioOperation {
  switch (route) {
    case "query":
    case "list":
    case "batch":
      return "query";
    case "download":
      return "download";
    case "submit":
    // An API key alone can ask here, and its text is that of a submit.
    case "credits":
    case "models":
    case "unknown":
      return "submit";
    case "uploadBase64":
    case "uploadUrl":
    case "uploadStream":
    case "fileList":
    case "fileQuota":
    case "fileDelete":
    case "fileDownload":
    case "fileLink":
      return "upload";
  }
}

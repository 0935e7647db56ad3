import { KitError } from "../../errors/kit-error.js";
import type { FileScenario, FileScenarios } from "../../simulation/scenarios/file-scenario.js";
import { PathWatch } from "../watch/path-watch.js";
import { parseScenarioText } from "./parse-scenario-text.js";
import { isScenarioFile, readScenarioTexts, type ScenarioText } from "./read-scenario-texts.js";
import { schemaChecker } from "./schema-faults.js";

export interface ScenarioFilesParts {
  /** Files, and folders of files. */
  readonly paths: readonly string[];
  /** Most files of one folder. Default 1000. */
  readonly mostFiles?: number;
  /** Ids of the models that are served; a match is not held against them when absent. */
  readonly models: readonly string[] | undefined;
  /** Takes a good set in; may refuse it with a `KitError`. */
  readonly use: (own: FileScenarios) => void;
  /** Called with one sentence about an odd place, or about a broken file after a change. */
  readonly onWarning: (sentence: string) => void;
  /** Called when a change was taken in. */
  readonly onNotice: (sentence: string) => void;
}

/** Faults in one message. */
const MOST_FAULTS = 10;

/** The scenarios of files, reloaded when the files change. A broken file leaves the last good set in place. */
export class ScenarioFiles {
  readonly #check = schemaChecker();
  #watch: PathWatch | undefined;
  /** The files as last read, good or broken. */
  #seen = "";
  /** The scenarios last taken in. */
  #own: FileScenarios = new Map();
  /** Reads wait for each other. */
  #reads: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(private readonly parts: ScenarioFilesParts) {}

  /**
   * Reads all files and takes their scenarios in, all or none.
   *
   * @returns how many there are
   * @throws {KitError} `SCENARIOS_INVALID` with file, line and column of what is wrong, up to 10 places; what
   * `use` refuses a set with
   */
  load(): Promise<number> {
    return this.#inTurn(() => this.#load());
  }

  /** Reads the files again if they have changed since, and reports the result. Never rejects. */
  refresh(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#isClosed()) return;
      const before = this.#own;
      try {
        const count = await this.#load(this.#seen);
        if (count !== undefined)
          this.parts.onNotice(`scenarios reloaded: ${changesBetween(before, this.#own)}`);
      } catch (error) {
        if (!(error instanceof KitError)) throw error;
        // The files may go together with the mock.
        if (this.#isClosed()) return;
        this.parts.onWarning(`scenarios not reloaded, the earlier ones stay: ${error.message}`);
      }
    });
  }

  /** Reads the files again whenever they change, until `close`; keeps no process alive. */
  watch(): void {
    this.#watch = new PathWatch({
      paths: this.parts.paths,
      isFileOfFolder: isScenarioFile,
      onChange: () => void this.refresh(),
      onTrouble: (folder, reason) => {
        this.parts.onWarning(
          `${folder} cannot be watched (${reason}): POST /_mock/scenarios/reload reloads its scenarios`,
        );
      },
    });
    this.#watch.start();
  }

  close(): void {
    this.#closed = true;
    this.#watch?.close();
  }

  #isClosed(): boolean {
    return this.#closed;
  }

  #load(): Promise<number>;
  #load(unlessSame: string): Promise<number | undefined>;
  async #load(unlessSame?: string): Promise<number | undefined> {
    const read = await readScenarioTexts(this.parts.paths, this.parts.mostFiles);
    this.#seen = JSON.stringify(read);
    if (this.#seen === unlessSame) return undefined;
    const { own, faults, warnings } = this.#joined(read.texts);
    const all = [...read.faults, ...faults];
    if (all.length > 0) throw invalid(all);
    this.parts.use(own);
    this.#own = own;
    for (const warning of [...read.warnings, ...warnings]) this.parts.onWarning(warning);
    return own.size;
  }

  #joined(texts: readonly ScenarioText[]): { own: FileScenarios; faults: string[]; warnings: string[] } {
    const own = new Map<string, FileScenario>();
    const faults: string[] = [];
    const warnings: string[] = [];
    for (const text of texts) {
      const parsed = parseScenarioText(text, { check: this.#check, models: this.parts.models });
      faults.push(...parsed.faults);
      warnings.push(...parsed.warnings);
      for (const scenario of parsed.scenarios) {
        const before = own.get(scenario.name);
        if (before === undefined) own.set(scenario.name, scenario);
        else {
          faults.push(
            `${scenario.source}: the name "${scenario.name}" is taken by ${before.source}: give this scenario another`,
          );
        }
      }
    }
    return { own, faults, warnings };
  }

  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const turn = this.#reads.then(act, act);
    this.#reads = turn.catch(() => undefined);
    return turn;
  }
}

/** `1 added, 2 changed`; where a scenario stands in its file is no part of it. */
function changesBetween(before: FileScenarios, after: FileScenarios): string {
  const textOf = (scenario: FileScenario) => JSON.stringify({ ...scenario, source: undefined });
  const added = [...after.keys()].filter((name) => !before.has(name)).length;
  const removed = [...before.keys()].filter((name) => !after.has(name)).length;
  const changed = [...after.values()].filter((scenario) => {
    const earlier = before.get(scenario.name);
    return earlier !== undefined && textOf(earlier) !== textOf(scenario);
  }).length;
  const parts = Object.entries({ added, changed, removed }).filter(([, count]) => count > 0);
  return parts.length === 0 ? "nothing changed" : parts.map(([what, count]) => `${count} ${what}`).join(", ");
}

function invalid(faults: readonly string[]): KitError {
  const lines = faults.slice(0, MOST_FAULTS);
  if (faults.length > MOST_FAULTS) lines.push(`and ${faults.length - MOST_FAULTS} more`);
  return new KitError("SCENARIOS_INVALID", lines.join("\n"));
}

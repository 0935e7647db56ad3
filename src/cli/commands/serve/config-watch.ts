import { isDeepStrictEqual } from "node:util";
import { PathWatch } from "../../../adapters/watch/path-watch.js";
import type { MockConfig } from "../../../options/mock-options.js";
import type { Settings } from "../../settings/read-settings.js";
import { safeSetting, settingText } from "../../settings/shown-setting.js";
import { type OptionKey, optionEntries } from "../../settings/table-option.js";

/** How the settings are read once more. */
export interface ConfigSource {
  /** Joins flags, environment and configuration file as at the start. */
  readonly read: () => Promise<Settings>;
  /** Where a configuration file lies, or may come to lie. */
  readonly paths: readonly string[];
}

export interface ConfigWatchParts extends ConfigSource {
  /**
   * Takes the settings over that a running mock can change; those that need a restart are as they were.
   *
   * @throws {KitError} where a value cannot be used; nothing has changed then
   */
  readonly apply: (values: MockConfig) => void;
  /** Called with one sentence about what was reloaded, or needs a restart. */
  readonly onNotice: (sentence: string) => void;
  /** Called with one sentence about a broken file, whose settings do not count. */
  readonly onWarning: (sentence: string) => void;
}

/** Reloads the configuration when its file changes. A broken file leaves the settings as they are. */
export class ConfigWatch {
  readonly #watch: PathWatch;
  /** The settings that the mock runs under. */
  #running: MockConfig;
  /** Those of the file as last read. */
  #seen: MockConfig;
  /** Reads wait for each other. */
  #reads: Promise<void> = Promise.resolve();
  #closed = false;
  #name: string | undefined;
  #lastWarning = "";

  constructor(
    { values, file }: Settings,
    private readonly parts: ConfigWatchParts,
  ) {
    this.#running = values;
    this.#seen = values;
    this.#name = file?.name;
    this.#watch = new PathWatch({
      paths: parts.paths,
      onChange: () => {
        this.#reads = this.#reads.then(() => this.#reload());
      },
      onTrouble: (folder, reason) =>
        parts.onWarning(`${folder} cannot be watched (${reason}): restart to reload the configuration`),
    });
  }

  start(): void {
    this.#watch.start();
  }

  close(): void {
    this.#closed = true;
    this.#watch.close();
  }

  async #reload(): Promise<void> {
    if (this.#closed) return;
    try {
      const { values, file } = await this.parts.read();
      if (file === undefined && this.#name !== undefined) {
        this.#warn(`${this.#name} is gone: its settings stay`);
        return;
      }
      this.#name = file?.name;
      this.#take(values);
      this.#lastWarning = "";
    } catch (error) {
      // A configuration in JavaScript throws whatever it likes.
      const why = error instanceof Error ? error.message : String(error);
      this.#warn(`configuration not reloaded, the earlier settings stay: ${why}`);
    }
  }

  /** One event of a file may come as several. */
  #warn(sentence: string): void {
    if (sentence !== this.#lastWarning) this.parts.onWarning(sentence);
    this.#lastWarning = sentence;
  }

  #take(values: MockConfig): void {
    const changed = optionEntries.filter(([key]) => !isDeepStrictEqual(values[key], this.#seen[key]));
    const live = changed.filter(([, { isLive }]) => isLive === true).map(([key]) => key);
    const restart = changed
      .filter(([key, { isLive }]) => isLive !== true && !isDeepStrictEqual(values[key], this.#running[key]))
      .map(([key]) => key);
    if (live.length > 0) {
      const next = withChanges(this.#running, values, live);
      this.parts.apply(next);
      this.#running = next;
    }
    this.#seen = values;
    const sentence = changeSentence(values, live, restart);
    if (sentence !== undefined) this.parts.onNotice(sentence);
  }
}

function withChanges(running: MockConfig, values: MockConfig, keys: readonly OptionKey[]): MockConfig {
  const changes = Object.fromEntries(keys.map((key) => [key, values[key]]));
  const all: Readonly<Record<string, unknown>> = { ...running, ...changes };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** `configuration reloaded: pace realistic; restart to apply port` */
function changeSentence(
  values: MockConfig,
  live: readonly OptionKey[],
  restart: readonly OptionKey[],
): string | undefined {
  const taken = live.map((key) => {
    const value = values[key];
    return `${key} ${value === undefined ? "back to its default" : settingText(safeSetting(key, value))}`;
  });
  const later = `restart to apply ${restart.join(", ")}`;
  if (taken.length === 0) return restart.length === 0 ? undefined : `configuration changed: ${later}`;
  return `configuration reloaded: ${taken.join(", ")}${restart.length === 0 ? "" : `; ${later}`}`;
}

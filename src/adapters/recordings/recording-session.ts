import type { RecordedScenario } from "../../insight/recordings/recorded-scenario.js";
import type { RecordedSubmit } from "../../insight/recordings/recording-watch.js";
import { clearImmediate, setImmediate } from "../../ports/real-timers.js";
import { RecordingFolder } from "./recording-folder.js";
import type { OpenResult, ResultSource } from "./result-videos.js";

/** What was written to a folder of recordings. */
export interface RecordingTotals {
  /** Files. */
  readonly recordings: number;
  /** Those of tasks that had not ended. */
  readonly unfinished: number;
  /** Sentences about what answers and contract disagree on, in the order of the submits. */
  readonly disagreements: readonly string[];
}

/** Writes what is told of submits to a folder, several changes of one turn of the event loop at once. */
export class RecordingSession {
  readonly #folder: RecordingFolder;
  readonly #changed = new Set<RecordedSubmit>();
  readonly #written = new Map<RecordedSubmit, Pick<RecordedScenario, "recording">>();
  /** Submits whose results were asked for. */
  readonly #asked = new WeakSet<RecordedSubmit>();
  #next: NodeJS.Immediate | undefined;
  /** Results are kept one after the other: each may take much memory to make. */
  #results: Promise<void> = Promise.resolve();

  /**
   * @param onFailure - called with one sentence about a file that cannot be written, or a result that cannot be had
   * @param results - where it is given, the results of completed tasks are kept beside their recordings
   * @throws {KitError} `INVALID_OPTION` for what cannot be a folder
   */
  constructor(
    folder: string,
    private readonly onFailure: (sentence: string) => void,
    private readonly results?: ResultSource,
  ) {
    this.#folder = new RecordingFolder(folder);
  }

  /** The folder's absolute path. */
  get path(): string {
    return this.#folder.path;
  }

  /** Has a submit written soon. */
  add(submit: RecordedSubmit): void {
    this.#changed.add(submit);
    this.#next ??= setImmediate(() => this.flush());
  }

  /** Writes what has changed at once. */
  flush(): void {
    clearImmediate(this.#next);
    this.#next = undefined;
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const submit of changed) this.#write(submit);
  }

  /** Writes what has changed, and waits for the results of tasks that have completed. */
  async settle(): Promise<void> {
    this.flush();
    await this.#results;
    this.flush();
  }

  get totals(): RecordingTotals {
    const written = [...this.#written.values()].map(({ recording }) => recording);
    return {
      recordings: written.length,
      unfinished: written.filter((recording) => recording?.unfinished === true).length,
      disagreements: written.flatMap((recording) => recording?.disagreements ?? []),
    };
  }

  /** Once for each submit. */
  #askForResult(submit: RecordedSubmit): void {
    const { task } = submit;
    if (this.results === undefined || task === undefined || this.#asked.has(submit)) return;
    this.#asked.add(submit);
    const open = this.results(task);
    if (open !== undefined) this.#results = this.#results.then(() => this.#keepResult(submit, open));
  }

  async #keepResult(submit: RecordedSubmit, open: OpenResult): Promise<void> {
    try {
      await this.#folder.writeResult(submit, open);
      this.add(submit);
    } catch (error) {
      this.onFailure(`the video of ${submit.task} was not kept: ${(error as Error).message}`);
    }
  }

  #write(submit: RecordedSubmit): void {
    try {
      const { recording } = this.#folder.write(submit);
      this.#written.set(submit, recording === undefined ? {} : { recording });
      if (recording?.end?.result !== undefined) this.#askForResult(submit);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      this.onFailure(`a recording cannot be written to ${this.path} (${code ?? message})`);
    }
  }
}

import { accessSync, constants, linkSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { invalidOption } from "../../errors/kit-error.js";
import { quoteForMessage } from "../../errors/quote-for-message.js";
import { makeFolder } from "../../files/make-folder.js";
import type { RecordedScenario } from "../../insight/recordings/recorded-scenario.js";
import type { RecordedSubmit } from "../../insight/recordings/recording-watch.js";
import type { RecordedVideo } from "../../simulation/recordings/recording.js";
import { nameInFile, recordingFile, recordingName, scenarioName } from "./recording-name.js";
import { recordingText } from "./recording-text.js";
import { type OpenResult, writeResult } from "./result-videos.js";

/** Where a recording is written. */
interface Place {
  readonly file: string;
  readonly name: string;
}

/** A folder of recordings: one file for each submit, put in place as a whole. */
export class RecordingFolder {
  readonly path: string;
  readonly #places = new WeakMap<RecordedSubmit, Place>();
  readonly #videos = new WeakMap<RecordedSubmit, RecordedVideo>();
  /** Names of the scenarios in the folder. */
  readonly #taken = new Set<string>();
  /** By name without number: the number of the last one. */
  readonly #numbers = new Map<string, number>();

  /** @throws {KitError} `INVALID_OPTION` for a path that is no folder and cannot become one that may be written */
  constructor(folder: string) {
    this.path = resolve(folder);
    try {
      makeFolder(this.path);
      accessSync(this.path, constants.W_OK);
      for (const file of readdirSync(this.path)) {
        const name = nameInFile(file);
        if (name !== undefined) this.#taken.add(scenarioName(name));
      }
    } catch (error) {
      const { code = "unknown" } = error as NodeJS.ErrnoException;
      throw invalidOption(
        `record is a folder for recordings, and ${quoteForMessage(folder)} cannot be one (${code}): name another`,
        { cause: error },
      );
    }
  }

  /**
   * Writes a recording as it stands, over what was written of the same submit before.
   *
   * @returns what was written
   * @throws the error of the file system
   */
  write(submit: RecordedSubmit): RecordedScenario {
    const scenario = withVideo(submit.scenario(), this.#videos.get(submit));
    const known = this.#places.get(submit);
    if (known === undefined) this.#places.set(submit, this.#add(submit, scenario));
    else this.#put(known, scenario, moveOver);
    return scenario;
  }

  /**
   * Writes the result of a submit that has a recording beside it; the next `write` puts it into the recording.
   *
   * @throws as `writeResult`
   */
  async writeResult(submit: RecordedSubmit, open: OpenResult): Promise<void> {
    const place = this.#places.get(submit);
    if (place === undefined) throw new Error("it has no recording");
    const file = place.file.replace(/\.yaml$/, ".mp4");
    this.#videos.set(submit, await writeResult(this.path, file, open));
  }

  /** Writes a file of a new name: of those of other processes, which may record here too, none is written over. */
  #add({ model, prompt }: RecordedSubmit, scenario: RecordedScenario): Place {
    const submitted = new Date(scenario.recording?.submitted ?? 0);
    for (;;) {
      const name = this.#free(recordingName(model, prompt));
      const place = { file: recordingFile(submitted, name), name: scenarioName(name) };
      this.#taken.add(place.name);
      if (this.#put(place, scenario, linkNew)) return place;
    }
  }

  /** @returns whether `move` has put the file in its place */
  #put(
    { file, name }: Place,
    scenario: RecordedScenario,
    move: (from: string, to: string) => boolean,
  ): boolean {
    const passing = join(this.path, `.${file}.${process.pid}.part`);
    try {
      writeFileSync(passing, recordingText({ name, ...scenario }));
      return move(passing, join(this.path, file));
    } finally {
      rmSync(passing, { force: true });
    }
  }

  /** The name with the first number that makes it new: names are unique in a folder, whatever the date. */
  #free(name: string): string {
    for (let number = this.#numbers.get(name) ?? 1; ; number++) {
      const numbered = number === 1 ? name : `${name}-${number}`;
      if (this.#taken.has(scenarioName(numbered))) continue;
      this.#numbers.set(name, number);
      return numbered;
    }
  }
}

function withVideo(scenario: RecordedScenario, video: RecordedVideo | undefined): RecordedScenario {
  const { recording } = scenario;
  if (video === undefined || recording?.end === undefined) return scenario;
  return { ...scenario, recording: { ...recording, end: { ...recording.end, video } } };
}

function moveOver(from: string, to: string): true {
  renameSync(from, to);
  return true;
}

/**
 * Puts a file in its place unless another is there; where a file system has no links, in place of the other.
 *
 * @returns whether it is there now
 */
function linkNew(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    return moveOver(from, to);
  }
}

import { createHash } from "node:crypto";
import type { RecordingSession, RecordingTotals } from "../adapters/recordings/recording-session.js";
import type { ResultSource } from "../adapters/recordings/result-videos.js";
import { invalidOption, KitError } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import { refuseUnknownKeys } from "../errors/refuse-unknown-keys.js";
import { type RecordedSubmit, RecordingWatch } from "../insight/recordings/recording-watch.js";
import type { RecordingSources } from "../insight/recordings/task-recording.js";
import type { MockOptions } from "../options/mock-options.js";
import type { Journal } from "../ports/journal.js";
import { recordedText } from "../simulation/recordings/recorded-text.js";

/** A recording under way. */
export interface MockRecording {
  /** Absolute path of the folder. */
  readonly folder: string;
  /** Writes the tasks that have not ended as `unfinished`, and records no more. Safe to call twice. */
  stop(): RecordingTotals;
}

/** What the recordings of a mock hold. */
export interface RecordedRun extends RecordingTotals {
  /** Absolute paths. */
  readonly folders: readonly string[];
}

/** Parts of a mock that recordings are made from. */
export interface RecordedParts {
  /** Submits that another process has recorded are that one's to write down. */
  readonly journal: Pick<Journal, "subscribe"> & { readonly isTellingArrived?: boolean };
  readonly taskOf: RecordingSources["taskOf"];
  /** Called with one sentence about a file that cannot be written. */
  readonly onWarning: (sentence: string) => void;
}

/** The recordings of one mock. */
export class Recordings {
  readonly #underWay = new Map<MockRecording, RecordingSession>();
  readonly #ended: (RecordingTotals & { readonly folder: string })[] = [];
  #isClosed = false;

  constructor(private readonly parts: RecordedParts) {}

  /** Sums of those that have ended; `undefined` where none has. */
  get totals(): RecordedRun | undefined {
    if (this.#ended.length === 0) return undefined;
    return {
      folders: [...new Set(this.#ended.map(({ folder }) => folder))],
      recordings: this.#ended.reduce((sum, { recordings }) => sum + recordings, 0),
      unfinished: this.#ended.reduce((sum, { unfinished }) => sum + unfinished, 0),
      disagreements: this.#ended.flatMap(({ disagreements }) => disagreements),
    };
  }

  /**
   * Records from now on.
   *
   * @param results - where it is given, the results of completed tasks are kept
   * @throws {KitError} `INVALID_OPTION`, `MOCK_CLOSED`
   */
  async start(options: { readonly to: string }, results?: ResultSource): Promise<MockRecording> {
    refuseUnknownKeys(options, ["to"], "options of record");
    const { to } = options;
    if (typeof to !== "string" || to === "") {
      throw invalidOption(`to is the path of a folder for recordings, got ${quoteForMessage(to)}`);
    }
    if (this.#isClosed) throw new KitError("MOCK_CLOSED", "this mock is closed and records nothing any more");
    const early: RecordedSubmit[] = [];
    let session: RecordingSession | undefined;
    const { journal, taskOf, onWarning } = this.parts;
    const watch = new RecordingWatch({ taskOf, hash }, (submit) => {
      if (session === undefined) early.push(submit);
      else session.add(submit);
    });
    const leave = journal.subscribe((entry, body) => {
      const isSubmit = entry.kind === "request" && entry.route === "submit";
      if (!isSubmit || journal.isTellingArrived !== true) watch.observe(entry, body);
    });
    try {
      const { RecordingSession } = await import("../adapters/recordings/recording-session.js");
      session = new RecordingSession(to, onWarning, results);
    } catch (error) {
      leave();
      throw error;
    }
    for (const submit of early) session.add(submit);
    return this.#underWayWith(session, () => {
      leave();
      watch.end();
    });
  }

  /** Waits for the results of tasks that have completed; before `close`. */
  async settle(): Promise<void> {
    await Promise.all([...this.#underWay.values()].map((session) => session.settle()));
  }

  /** Ends all of them. */
  close(): void {
    this.#isClosed = true;
    for (const recording of this.#underWay.keys()) recording.stop();
  }

  #underWayWith(session: RecordingSession, end: () => void): MockRecording {
    let totals: RecordingTotals | undefined;
    const recording: MockRecording = {
      folder: session.path,
      stop: () => {
        if (totals !== undefined) return totals;
        end();
        session.flush();
        totals = session.totals;
        this.#underWay.delete(recording);
        this.#ended.push({ ...totals, folder: session.path });
        return totals;
      },
    };
    this.#underWay.set(recording, session);
    // Closed meanwhile: what was seen until then is written.
    if (this.#isClosed) recording.stop();
    return recording;
  }
}

/**
 * Whether results are kept beside recordings.
 *
 * @throws {KitError} `INVALID_OPTION` without a folder for them
 */
export function keepsResults({ record, recordResults = false }: MockOptions): boolean {
  if (recordResults && record === undefined) {
    throw invalidOption("recordResults keeps videos beside recordings: name the folder with record");
  }
  return recordResults;
}

/** Hexadecimal digits of a hash: enough to tell the results of a project apart. */
const DIGITS = 16;

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(recordedText(text)).digest("hex").slice(0, DIGITS)}`;
}

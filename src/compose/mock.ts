import type { ControlChange } from "../adapters/http/control/control-parts.js";
import type { ServedParts } from "../adapters/http/mock-server.js";
import type { MockKit } from "../adapters/kit/mock-kit.js";
import type { Reachable } from "../adapters/kit/reachable-mock.js";
import type { Contract } from "../contract/contract.js";
import type { Timeline } from "../engine/timeline.js";
import type { HabitFinding } from "../insight/habits/habit-finding.js";
import type { MockOptions } from "../options/mock-options.js";
import type { BudgetKeeper } from "../ports/budget-keeper.js";
import type { Delivery } from "../ports/deliveries.js";
import type { PriceList } from "../simulation/pricing.js";
import type { MockRecording, RecordedRun } from "./open-recordings.js";

/** A running mock. Two mocks in one process share no state. */
export interface Mock extends MockKit, Reachable {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Seed of ids and jitter: the same seed gives the same ones again. */
  readonly seed: number;
  readonly contract: Contract;
  /** Virtual time as a test sees it. */
  readonly clock: Pick<Timeline, "now" | "mode" | "advance" | "set" | "next" | "freeze" | "resume" | "idle">;
  /** Deliveries with their attempts, oldest first; those of one task when `task` is given. */
  readonly callbacks: { deliveries(task?: string): readonly Delivery[] };
  readonly priceList: PriceList;
  /**
   * What happened so far as one HTML file, as `GET /_mock/report` gives it: tasks, requests, callbacks, credits, habits,
   * coverage. Media are not in it.
   *
   * @example
   * await writeFile("report.html", await mock.report());
   */
  report(): Promise<string>;
  /**
   * Records each submit from now on, with its task, as a scenario file for `replay`: when it is answered, and again with
   * what comes later.
   *
   * @param options.to - path of the folder, which is made; names of files are drawn up from date, model and prompt
   * @throws {KitError} `INVALID_OPTION` for what cannot be a folder, `MOCK_CLOSED`
   * @example
   * const recording = await mock.record({ to: "recordings" });
   * await client.generate("Rain");
   * recording.stop();
   */
  record(options: { readonly to: string }): Promise<MockRecording>;
}

/** Called with what no answer can carry; errors and warnings go to stderr by default. */
export interface MockHooks {
  /** A bug in the mock itself, with its stack. */
  readonly onBug?: (error: unknown) => void;
  /** A problem that does not stop the mock, as one sentence. */
  readonly onWarning?: (sentence: string) => void;
  /** Something that the mock did on its own, such as reloading a scenario file, as one sentence. */
  readonly onNotice?: (sentence: string) => void;
  /**
   * Called after a change by the control side that the journal does not tell.
   *
   * @internal
   */
  readonly onControlChange?: (change: ControlChange) => void;
  /**
   * Whether clients were told the base URL without having been asked whether they add `/v1` to it themselves.
   *
   * @internal
   */
  readonly takesBareBase?: boolean;
  /**
   * How long a replica may fall silent before others go on without it, in milliseconds.
   *
   * @internal
   */
  readonly leaseMs?: number;
  /**
   * Real time for the clock, in milliseconds since the Unix epoch.
   *
   * @internal
   */
  readonly realNow?: () => number;
}

/**
 * What a mock has found where its state is kept.
 *
 * @internal
 */
export interface FoundState {
  readonly tasks: number;
  /** Whether there was a state: its clock goes on. */
  readonly isOld: boolean;
}

/**
 * A mock that nobody can reach yet.
 *
 * @internal
 */
export interface ComposedMock extends Omit<Mock, keyof Reachable | "port"> {
  /** Habits that clients showed, those from before resets too; what they never did is judged as though they were done. */
  readonly everyHabit: () => readonly HabitFinding[];
  /**
   * Takes over the settings of other options that a running mock can change (`isLive` in the option table); all or none.
   *
   * @throws {KitError} as `startMock`
   */
  readonly reconfigure: (options: MockOptions) => void;
  /** What all recordings hold, once they have ended; `undefined` where there are none. */
  readonly recorded: () => RecordedRun | undefined;
  /** What there is of the state; `undefined` where it lives in memory alone. */
  readonly found: () => FoundState | undefined;
  /** The budget of a proxy that has one. */
  readonly budget: () => BudgetKeeper | undefined;
  /** The parts that the HTTP side serves. */
  readonly parts: ServedParts;
  /** Reads what only an await can: scenario files and recordings; begins to record. */
  readonly open: () => Promise<void>;
  /** Waits for results that are being kept beside recordings; before `release`. */
  readonly settle: () => Promise<void>;
  /** Drops the work that waits, the connections kept for callbacks, and the watch over scenario files; closes the state. */
  readonly release: () => Promise<void>;
}

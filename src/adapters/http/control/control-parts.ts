import type { ControlContext } from "../../../engine/control/control-context.js";
import type { Coverage, CoverageFilter } from "../../../insight/coverage/coverage.js";
import type { HabitWatch } from "../../../insight/habits/habit-watch.js";
import type { ScenarioUses } from "../../../insight/scenario-uses.js";
import type { ResultFiles } from "../vendor/result-files.js";
import type { ControlPolicy } from "./control-guard.js";
import type { EventStream } from "./event-stream.js";
import type { PrometheusMetrics } from "./metrics.js";

/** A call of the control side that changed something and has no journal entry of its own. */
export interface ControlChange {
  readonly method: string;
  /** API keys in it are shown by their label. */
  readonly path: string;
  /** The members of its body; what may hold an API key is left out. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** The parts that the control side answers from. */
export interface ControlParts extends ControlContext {
  readonly policy: ControlPolicy;
  /** Judges a body, for `POST /_mock/lint`; corrects one with errors as well where that is asked for. */
  readonly lint: (text: string, corrects: boolean) => unknown;
  /** The rule catalogue. */
  readonly rules: () => readonly unknown[];
  /** Coverage of the contract by the clients. */
  readonly coverage: (filter: CoverageFilter) => Coverage;
  /** The answer to `GET /_mock/health`. */
  readonly health: () => object;
  /** The OpenAPI documents of both sides. */
  readonly documents: { readonly vendor: () => Promise<object>; readonly control: () => Promise<object> };
  /** Reloads the scenario files. */
  readonly reloadScenarios: () => Promise<void>;
  /** Called after each change. */
  readonly onChange?: ((change: ControlChange) => void) | undefined;
  /** Result videos. */
  readonly files: Pick<ResultFiles, "send">;
  readonly events: EventStream;
  readonly metrics: PrometheusMetrics;
  /** Counts the answers that scenarios had a part in. */
  readonly scenarioUses: Pick<ScenarioUses, "of">;
  /** Finds costly habits of clients. */
  readonly habits: Pick<HabitWatch, "findings">;
}

import type { Contract } from "../../../contract/contract.js";
import type { CallbackDeliveries } from "../../../engine/callback-deliveries.js";
import type { StateReset } from "../../../engine/control/state-reset.js";
import type { ScenarioPicker } from "../../../engine/scenario-picker.js";
import type { TaskLifecycle } from "../../../engine/task-lifecycle.js";
import type { Timeline } from "../../../engine/timeline.js";
import type { Coverage, CoverageFilter } from "../../../insight/coverage/coverage.js";
import type { HabitWatch } from "../../../insight/habits/habit-watch.js";
import type { Accounts } from "../../../ports/accounts.js";
import type { Journal } from "../../../ports/journal.js";
import type { TaskStore } from "../../../ports/task-store.js";
import type { PriceList } from "../../../simulation/pricing.js";
import type { ControlPolicy } from "./control-guard.js";
import type { EventStream } from "./event-stream.js";
import type { Metrics } from "./metrics.js";

/** What the control side needs. */
export interface ControlParts {
  readonly contract: Contract;
  readonly timeline: Timeline;
  readonly store: TaskStore;
  readonly accounts: Accounts;
  readonly tasks: TaskLifecycle;
  readonly callbacks: CallbackDeliveries;
  readonly journal: Journal;
  readonly priceList: PriceList;
  readonly scenarios: ScenarioPicker;
  readonly policy: ControlPolicy;
  /** What a body would be told, for `POST /_mock/lint`. */
  readonly lint: (text: string) => unknown;
  /** The rule catalogue. */
  readonly rules: () => readonly unknown[];
  /** What was exercised of the contract. */
  readonly coverage: (filter: CoverageFilter) => Coverage;
  /** What `GET /_mock/health` answers. */
  readonly health: () => object;
  /** The OpenAPI documents of both sides. */
  readonly documents: { readonly vendor: () => Promise<object>; readonly control: () => Promise<object> };
  /** Reads the scenario files again. */
  readonly reloadScenarios: () => Promise<void>;
  readonly events: EventStream;
  readonly metrics: Metrics;
  /** Tells what clients have the habit of. */
  readonly habits: Pick<HabitWatch, "findings">;
  readonly resets: StateReset;
}

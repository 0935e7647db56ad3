import type { Contract } from "../contract/contract.js";
import type { Accounts } from "../ports/accounts.js";
import type { AssetSource } from "../ports/asset-source.js";
import type { IdSource } from "../ports/id-source.js";
import type { IdempotencyKeys } from "../ports/idempotency-keys.js";
import type { TaskStore } from "../ports/task-store.js";
import type { Transactions } from "../ports/transactions.js";
import type { Pace } from "../simulation/pace.js";
import type { PriceList } from "../simulation/pricing.js";
import type { SharedTerms } from "../simulation/shared-terms.js";
import type { ScenarioPicker } from "./scenario-picker.js";
import type { TaskLifecycle } from "./task-lifecycle.js";
import type { TaskRoom } from "./task-room.js";
import type { Timeline } from "./timeline.js";

/** Everything an engine needs from outside; each use case takes its part. */
export interface EngineParts {
  readonly contract: Contract;
  readonly timeline: Timeline;
  readonly tasks: TaskLifecycle;
  readonly room: TaskRoom;
  readonly store: TaskStore;
  readonly accounts: Accounts;
  readonly idempotencyKeys: IdempotencyKeys;
  readonly scenarios: ScenarioPicker;
  readonly assets: AssetSource;
  readonly ids: IdSource;
  readonly priceList: PriceList;
  readonly pace: Pace;
  /** Whether recorded tasks take as long as the pace says. Default: as long as they took. */
  readonly replaysAtPace?: boolean;
  readonly terms: SharedTerms;
  readonly transactions: Transactions;
}

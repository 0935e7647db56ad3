import type { Contract } from "../../contract/contract.js";
import type { LocalAccounts } from "../../ports/accounts.js";
import type { Journal } from "../../ports/journal.js";
import type { Transactions } from "../../ports/transactions.js";
import type { PriceList } from "../../simulation/pricing.js";
import type { CallbackDeliveries } from "../callback-deliveries.js";
import type { ScenarioPicker } from "../scenario-picker.js";
import type { Timeline } from "../timeline.js";
import type { StateReset } from "./state-reset.js";
import type { TaskCommands } from "./task-commands.js";

/** The parts of a mock that its control side and its kit both work on. */
export interface ControlContext {
  readonly contract: Contract;
  readonly timeline: Timeline;
  readonly accounts: LocalAccounts;
  readonly tasks: TaskCommands;
  readonly callbacks: CallbackDeliveries;
  readonly journal: Journal;
  readonly priceList: PriceList;
  readonly scenarios: ScenarioPicker;
  readonly resets: StateReset;
  readonly transactions: Transactions;
}

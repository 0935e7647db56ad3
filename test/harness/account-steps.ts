import { createHash } from "node:crypto";
import { type Account, type Ending, labelOf, type NewTask } from "../../src/ports/accounts.js";

export const DAY_MS = 86_400_000;

/** The account of a key, as every store of accounts has it. */
export function accountFor(key: string): Account {
  const id = createHash("sha256").update(key).digest("hex").slice(0, 32);
  return { id, label: labelOf(id) };
}

/** A task that asks to live, without end or daily limit unless told. */
export function asked(task: string, amount: number, more: Partial<NewTask> = {}): NewTask {
  return { at: 5, task, model: "m", amount, endsAt: undefined, dailyLimit: undefined, ...more };
}

/** The end of a task that was admitted; `cost` is `undefined` where it did not complete. */
export function endingOf(key: string, { task, amount, at }: NewTask, cost: number | undefined): Ending {
  return { account: accountFor(key).id, task, model: "m", reserved: amount, submittedAt: at, cost };
}

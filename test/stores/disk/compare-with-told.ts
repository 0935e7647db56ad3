import { expect } from "vitest";
import type { Receiver } from "../../harness/receiver.js";
import { type Clients, keys, type Told } from "./told-clients.js";

interface AttemptJson {
  readonly again?: true;
}

/** A task as the control side shows it. */
interface TaskItem {
  readonly id: string;
  readonly key: string;
  readonly status: string;
  readonly request: { readonly prompt: string };
  readonly billing: { readonly reserved: number; readonly charged: number | null };
  readonly deliveries: readonly { readonly state: string; readonly attempts: readonly AttemptJson[] }[];
}

interface AccountJson {
  readonly key: string;
  readonly balance: number | null;
  readonly reserved: number;
  readonly used: number;
  readonly ledger: readonly { readonly kind: string; readonly amount: number }[];
}

/** Compares a mock that was started again with what clients were told before. */
export async function compareWithTold(clients: Clients, told: Told): Promise<void> {
  const clock = (await clients.ask("/_mock/clock")) as { now: string; mode: string };
  expect(clock.mode).toBe("frozen");
  expect(clock.now >= told.now).toBe(true);
  const tasks = await tasksOf(clients);
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const lost = [...told.tasks].filter(([id, { prompt }]) => byId.get(id)?.request.prompt !== prompt);
  expect(lost).toEqual([]);
  const undone = [...told.completed.keys()].filter((id) => byId.get(id)?.status !== "completed");
  expect(undone).toEqual([]);
  const prompts = tasks.map(({ request }) => request.prompt);
  expect(new Set(prompts).size).toBe(prompts.length);
  await compareAccounts(clients, told, tasks);
}

/** Credits are what tasks hold and have cost, and the ledger says how they came to be so. */
async function compareAccounts(clients: Clients, told: Told, tasks: readonly TaskItem[]): Promise<void> {
  for (const key of keys) {
    const account = (await clients.ask(`/_mock/accounts/${key}`)) as AccountJson;
    const own = tasks.filter((task) => task.key === account.key);
    const live = own.filter(({ billing }) => billing.charged === null);
    expect(micro(account.reserved)).toBe(sumOf(live.map(({ billing }) => billing.reserved)));
    expect(micro(account.used)).toBe(sumOf(own.map(({ billing }) => billing.charged ?? 0)));
    const sum = sumOf(account.ledger.map(({ amount }) => amount));
    expect(sum).toBe(micro(account.balance ?? 0 - account.reserved - account.used));
    if (account.balance !== null) expect(balancesIn(account)).toEqual(expect.arrayContaining(told.balances));
  }
}

/** What the balance was after each grant. */
function balancesIn({ ledger }: AccountJson): readonly number[] {
  let balance = 0;
  return ledger.flatMap(({ kind, amount }) => {
    balance += micro(amount);
    return kind === "grant" ? [balance / 1e6] : [];
  });
}

/**
 * Once nothing waits any more: each task has called back, and more often than was written down only where an attempt is
 * marked as one that was made again.
 */
export async function compareCallbacks(clients: Clients, { received }: Receiver): Promise<void> {
  const counts = new Map<string, number>();
  for (const { body } of received) {
    const { id } = JSON.parse(body) as { id: string };
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  for (const { id, status, deliveries } of await tasksOf(clients)) {
    const attempts = deliveries.flatMap((delivery) => delivery.attempts);
    const count = counts.get(id) ?? 0;
    const states = deliveries.map(({ state }) => state);
    expect([id, status, states]).toEqual([id, "completed", ["delivered"]]);
    if (attempts.some(({ again }) => again === true)) expect(count).toBeGreaterThanOrEqual(1);
    else expect([id, count]).toEqual([id, attempts.length]);
  }
}

async function tasksOf(clients: Clients): Promise<readonly TaskItem[]> {
  const tasks: TaskItem[] = [];
  for (let after = ""; ; ) {
    const page = (await clients.ask(`/_mock/tasks?limit=1000${after}`)) as {
      items: readonly TaskItem[];
      next: string | null;
    };
    tasks.push(...page.items);
    if (page.next === null) return tasks;
    after = `&after=${page.next}`;
  }
}

const micro = (credits: number): number => Math.round(credits * 1e6);

const sumOf = (credits: readonly number[]): number => credits.reduce((sum, one) => sum + micro(one), 0);

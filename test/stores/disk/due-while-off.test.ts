import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Mock } from "../../../src/compose/mock.js";
import { startMock } from "../../../src/compose/start-mock.js";
import type { MockOptions } from "../../../src/options/mock-options.js";
import type { TaskJson } from "../../harness/describe-matrix.js";
import { type Receiver, startReceiver } from "../../harness/receiver.js";
import { submit } from "../../harness/replicas.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";

const START = Date.UTC(2027, 0, 1);
const HOUR = 3_600_000;
const callback_url = "https://hooks.example.com/done";

/** Mocks of one folder after another, with real time in the hands of the test. */
async function mocksOf(options: MockOptions) {
  const time = { now: START };
  const replies: ("hangs" | number)[] = [];
  const receiver = await startReceiver((response) => {
    const reply = replies.shift() ?? 204;
    if (reply !== "hangs") response.writeHead(reply).end();
  });
  onTestFinished(() => receiver.close());
  const folder = temporaryFolder().path;
  const start = async (data: string): Promise<Mock> => {
    const always = { data: join(folder, data), port: 0, seed: 7, balance: 1000, pace: "10s" } as const;
    const unexpected = (problem: unknown) => {
      throw new Error("not expected", { cause: problem });
    };
    const hooks = { realNow: () => time.now, onBug: unexpected, onWarning: unexpected };
    const mock = await startMock({ ...always, ...options, forwardTo: receiver.url }, hooks);
    onTestFinished(() => mock.close());
    return mock;
  };
  /** What a folder would be had its mock been killed at this moment. */
  const copy = (from: string, to: string): void => {
    mkdirSync(join(folder, to));
    copyFileSync(join(folder, from, "state-000001.log"), join(folder, to, "state-000001.log"));
  };
  return { time, replies, receiver, start, copy };
}

const submitted = async (
  mock: Mock,
  members: object = { callback_url },
  scenario?: string,
): Promise<string> =>
  (await submit(mock.url, members, scenario === undefined ? {} : { "x-wan-mock-scenario": scenario })).body
    .id;

/** The tasks that a receiver was called back about, by the names that a test gave them. */
const calledBack = ({ received }: Receiver, names: Readonly<Record<string, string>>): string[] =>
  received.map(({ body }) => nameOf((JSON.parse(body) as TaskJson).id, names));

const nameOf = (id: string, names: Readonly<Record<string, string>>): string =>
  Object.entries(names).find(([, named]) => named === id)?.[0] ?? id;

/** What a journal tells of tasks from a place on. */
function told(mock: Mock, after: number, names: Readonly<Record<string, string>>): string[] {
  return mock.journal.entries().flatMap((entry) => {
    if (entry.sequence <= after) return [];
    const seconds = (entry.at - START) / 1000;
    if (entry.kind === "task") return [`${seconds} ${nameOf(entry.task, names)} ${entry.step}`];
    if (entry.kind === "callback")
      return [`${seconds} ${nameOf(entry.task, names)} ${entry.state} at attempt ${entry.attempt}`];
    if (entry.kind !== "settle" && entry.kind !== "refund") return [];
    return [`${seconds} ${nameOf(entry.task, names)} ${entry.kind}`];
  });
}

const lastOf = (mock: Mock): number => mock.journal.entries().at(-1)?.sequence ?? 0;

const attemptsOf = (mock: Mock, task: string) =>
  mock.callbacks
    .deliveries(task)
    .flatMap(({ attempts }) =>
      attempts.map(({ due, again, status }) => ({ at: due - START, again, status })),
    );

test("what fell due while a mock was off happens at its next start, in order of its instants", async () => {
  const { time, replies, receiver, start } = await mocksOf({});
  const first = await start("data");
  const names: Record<string, string> = { called: await submitted(first) };
  names["settled late"] = await submitted(first, { callback_url }, "callback-before-settle");
  time.now += 2000;
  names["charged"] = await submitted(first);
  time.now += 1000;
  names["failed"] = await submitted(first, {}, "status-cancelled");
  replies.push(500);
  time.now = START + 10_000;
  await first.clock.idle();
  // Then wait: a second attempt at 11 s, ends at 12 s and 13 s, a settlement at 15 s.
  await first.close();
  const before = lastOf(first);
  time.now = START + HOUR;
  const second = await start("data");
  await second.clock.idle();
  const entries = told(second, before, names);
  expect(entries.slice(0, -2)).toEqual([
    "3600 charged ended",
    "3600 failed ended",
    "3600 charged settle",
    "3600 failed refund",
    "3600 settled late settle",
  ]);
  // They are sent in order, but answered at the same time.
  expect(entries.slice(-2).sort()).toEqual([
    "3600 called delivered at attempt 2",
    "3600 charged delivered at attempt 1",
  ]);
  expect(calledBack(receiver, names).sort()).toEqual(["called", "called", "charged", "settled late"]);
  expect(attemptsOf(second, names["called"] ?? "")).toEqual([
    { at: 10_000, status: 500 },
    { at: 11_000, status: 204 },
  ]);
  const { ledger, reserved } = second.account("key-a");
  expect(reserved).toBe(0);
  expect(ledger.slice(-3).map(({ task = "" }) => nameOf(task, names))).toEqual([
    ...["charged", "failed", "settled late"],
  ]);
  // Once.
  const after = lastOf(second);
  await second.close();
  time.now += HOUR;
  const third = await start("data");
  await third.clock.idle();
  expect(told(third, after, names)).toEqual([]);
  expect(receiver.received).toHaveLength(4);
});

test("for a frozen clock no time passes while its mock is off", async () => {
  const { time, receiver, start } = await mocksOf({ clock: "frozen", now: START });
  const first = await start("data");
  const names = { one: await submitted(first), other: "" };
  await first.clock.advance("4s");
  names.other = await submitted(first);
  await first.close();
  const before = lastOf(first);
  time.now += HOUR;
  const second = await start("data");
  await second.clock.idle();
  expect([second.clock.now() - START, told(second, before, names)]).toEqual([4000, []]);
  await second.clock.advance("1m");
  expect(told(second, before, names)).toEqual([
    ...["10 one ended", "10 one settle", "10 one delivered at attempt 1"],
    ...["14 other ended", "14 other settle", "14 other delivered at attempt 1"],
  ]);
  expect(calledBack(receiver, names)).toEqual(["one", "other"]);
});

test("an attempt that was under way when a mock was killed is made again at its next start", async () => {
  const { time, replies, receiver, start, copy } = await mocksOf({});
  const first = await start("data");
  const names = { "under way": await submitted(first), later: "" };
  time.now += 2000;
  names.later = await submitted(first);
  replies.push("hangs");
  time.now = START + 10_000;
  const idle = first.clock.idle();
  await expect.poll(() => receiver.received.length).toBe(1);
  copy("data", "killed");
  const before = lastOf(first);
  time.now = START + HOUR;
  const second = await start("killed");
  await second.clock.idle();
  expect(told(second, before, names).sort()).toEqual([
    ...["3600 later delivered at attempt 1", "3600 later ended", "3600 later settle"],
    "3600 under way delivered at attempt 1",
  ]);
  expect(calledBack(receiver, names).sort()).toEqual(["later", "under way", "under way"]);
  expect(attemptsOf(second, names["under way"])).toEqual([{ at: 10_000, again: true, status: 204 }]);
  await first.close();
  await idle;
});

test.each(["frozen", "running"] as const)(
  "a %s clock that was being moved when its mock was killed goes on from where it stood",
  async (mode) => {
    const { replies, receiver, start, copy } = await mocksOf({ clock: mode, callbackPatience: "50s" });
    const first = await start("data");
    const names = { "under way": await submitted(first), later: "" };
    await first.clock.advance("2s");
    names.later = await submitted(first);
    replies.push("hangs");
    const moving = first.clock.advance("1h");
    await expect.poll(() => receiver.received.length).toBe(1);
    copy("data", "killed");
    const before = lastOf(first);
    const second = await start("killed");
    await second.clock.idle();
    expect([second.clock.mode, second.clock.now() - START]).toEqual([mode, 10_000]);
    expect(told(second, before, names)).toEqual(["10 under way delivered at attempt 1"]);
    expect(attemptsOf(second, names["under way"])).toEqual([{ at: 10_000, again: true, status: 204 }]);
    await second.clock.advance("2s");
    expect(told(second, before, names).slice(1)).toEqual([
      ...["12 later ended", "12 later settle", "12 later delivered at attempt 1"],
    ]);
    await first.close();
    await moving;
  },
);

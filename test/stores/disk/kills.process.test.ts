import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { startReceiver } from "../../harness/receiver.js";
import { program, serveProgram } from "../../harness/run-program.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";
import { compareCallbacks, compareWithTold } from "./compare-with-told.js";
import { Clients, Told } from "./told-clients.js";

/** Folders at a time, each with clients of its own, and kills of each. */
const LANES = 4;
const KILLS = 50;
/** Answers and callbacks after which a mock is killed at the latest. */
const MOST_EVENTS = 30;
/** One start in so many is killed before it listens, within so many milliseconds. */
const KILLED_STARTS = 8;
const START_MS = 250;

const below = (most: number): number => Math.floor(Math.random() * most);

/** Calls back at the end of a countdown. */
class Countdown {
  #left = Number.POSITIVE_INFINITY;
  #end = (): void => undefined;

  start(count: number, end: () => void): void {
    this.#left = count;
    this.#end = end;
  }

  readonly step = (): void => {
    if (--this.#left === 0) this.#end();
  };
}

test(`mocks that are killed ${LANES * KILLS} times under load keep all that clients were told`, async () => {
  const folder = temporaryFolder().path;
  const mocks = new StartedMocks();
  const lanes = Array.from({ length: LANES }, (_, lane) => killAgainAndAgain(join(folder, `${lane}`), mocks));
  // Where one fails, the others go on.
  onTestFinished(async () => {
    mocks.end();
    await Promise.allSettled(lanes);
  });
  await Promise.all(lanes);
}, 600_000);

/** The processes of a test, none of which outlives it. */
class StartedMocks {
  readonly #children = new Set<ChildProcess>();
  #isOver = false;

  /** Starts a mock, and waits until it listens. */
  async serve(args: readonly string[]): ReturnType<typeof serveProgram> {
    const served = await serveProgram(args);
    this.#take(served.child);
    return served;
  }

  /** Starts a mock that nobody listens to. */
  spawn(args: readonly string[]): ChildProcess {
    const child = spawn(process.execPath, [program, ...args, "--port", "0"], { stdio: "ignore" });
    this.#take(child);
    return child;
  }

  /** Ends all that are there, and those that are started yet. */
  end(): void {
    this.#isOver = true;
    for (const child of this.#children) child.kill("SIGKILL");
  }

  #take(child: ChildProcess): void {
    this.#children.add(child);
    child.once("exit", () => this.#children.delete(child));
    if (!this.#isOver) return;
    child.kill("SIGKILL");
    throw new Error("the test is over");
  }
}

async function killAgainAndAgain(folder: string, mocks: StartedMocks): Promise<void> {
  const countdown = new Countdown();
  const known = new Set<string>();
  const hooks = await startReceiver((response, count) => {
    // Before the answer: the attempt is under way.
    countdown.step();
    const { body = "" } = hooks.received[count - 1] ?? {};
    const isTakenAtOnce = known.has(body) || known.size % 7 !== 0;
    known.add(body);
    response.writeHead(isTakenAtOnce ? 204 : 500).end();
  });
  onTestFinished(() => hooks.close());
  const args = ["--data", folder, "--clock", "frozen", "--now", "2027-01-01T00:00:00Z"];
  args.push("--forward-to", hooks.url, "--log", "quiet");
  const told = new Told();
  for (let kills = 0; kills < KILLS; kills++) {
    if (below(KILLED_STARTS) === 0) await killStart(mocks.spawn(args));
    else await killUnderLoad(await mocks.serve(args), told, countdown);
  }
  const served = await mocks.serve(args);
  const clients = new Clients(served.url, told);
  await clients.replayUnanswered();
  await clients.advance("1h");
  await compareWithTold(clients, told);
  await compareCallbacks(clients, hooks);
  expect(told.tasks.size).toBeGreaterThan(KILLS);
  expect((await served.stop()).code).toBe(0);
}

/** Compares a mock that was started again with what was told, and kills it while clients go on. */
async function killUnderLoad(
  served: Awaited<ReturnType<StartedMocks["serve"]>>,
  told: Told,
  countdown: Countdown,
): Promise<void> {
  const clients = new Clients(served.url, told);
  // The ledger begins with it.
  if (told.balances.length === 0) await clients.grant();
  await compareWithTold(clients, told);
  await clients.replayUnanswered();
  countdown.start(1 + below(MOST_EVENTS), () => served.child.kill("SIGKILL"));
  await new Clients(served.url, told, countdown.step).untilKilled();
  expect((await served.stop("SIGKILL")).stderr).toMatch(/^$|^wan-mock: .* was cut while it was written/);
}

/** Kills a mock at some moment of its start. */
async function killStart(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  await setTimeout(below(START_MS));
  child.kill("SIGKILL");
  await gone;
}

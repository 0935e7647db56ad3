import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pc from "picocolors";
import { afterEach, describe, expect, it } from "vitest";
import { summaryLine, TaskListener } from "../../src/cli/commands/listen/task-listener.js";
import { runCli as runCommandLine } from "../../src/cli/program.js";
import type { Mock } from "../../src/compose/mock.js";
import { startMock } from "../../src/compose/start-mock.js";
import type { MockOptions } from "../../src/options/mock-options.js";
import { VirtualClock } from "../../src/stores/memory/virtual-clock.js";
import { START, STILL } from "../harness/describe-matrix.js";
import { OutputLines } from "../harness/program-output.js";
import { startReceiver, status } from "../harness/receiver.js";
import { runCli, testTerminal } from "../harness/run-cli.js";

const KEY = "sk-very-secret";

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function receiver(answer: Parameters<typeof startReceiver>[0]) {
  const started = await startReceiver(answer);
  open.push(started);
  return started;
}

async function upstream(options: MockOptions = {}): Promise<Mock> {
  const mock = await startMock({ ...STILL, pace: "30s", ...options });
  open.push(mock);
  return mock;
}

async function submit(mock: Mock): Promise<string> {
  const reply = await fetch(`${mock.url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
    body: JSON.stringify({ model: "wan2.7-text-to-video", prompt: "x" }),
  });
  return ((await reply.json()) as { id: string }).id;
}

/** Starts to listen, with time that stands still until the test moves it. */
function listen(base: string, forwardTo: string, tasks: readonly string[]) {
  const lines = new OutputLines();
  const listener = new TaskListener({
    ...{ base, forwardTo, key: KEY, fetch: globalThis.fetch },
    clock: new VirtualClock({ start: START, frozen: true }),
    write: (line) => lines.add(`${line}\n`),
    colours: pc.createColors(false),
    onBug: (error) => expect.unreachable(String(error)),
  });
  const stop = new AbortController();
  return {
    lines,
    timeline: listener.timeline,
    stop: () => stop.abort(),
    ended: listener.listen(tasks, stop.signal).then(summaryLine),
  };
}

/** The log without its times, and without the line with the date. */
const logOf = ({ lines }: { readonly lines: OutputLines }) =>
  lines.text
    .trimEnd()
    .split("\n")
    .filter((line) => !line.endsWith("(UTC)"))
    .map((line) => line.replace(/^\S+ {2}/, ""));

/** A receiver's address, whose port differs each time, as `HOOKS`. */
const withoutPort = (text: string, url: string) => text.replaceAll(url, "HOOKS");

it("polls a task to its end and delivers the query's body", async () => {
  const mock = await upstream();
  const hooks = await receiver(status(204));
  const id = await submit(mock);
  const listening = listen(mock.url, `${hooks.url}/in`, [id]);
  await listening.lines.find(/next query in 5 s/);
  await mock.clock.advance("5s");
  await listening.timeline.advance("5s");
  await listening.lines.find(/next query in 10 s/);
  await mock.clock.advance("25s");
  await listening.timeline.advance("10s");
  expect(await listening.ended).toBe("wan-mock listened to 1 task: 1 delivered");
  const query = await fetch(`${mock.url}/v1/tasks/${id}`, { headers: { authorization: `Bearer ${KEY}` } });
  expect(hooks.received.map(({ path, body }) => [path, body])).toEqual([["/in", await query.text()]]);
  expect(hooks.received[0]?.headers["content-type"]).toBe("application/json");
  expect(logOf(listening).map((line) => withoutPort(line, hooks.url))).toEqual([
    `${id} pending 0 %, next query in 5 s`,
    `${id} processing 1 %, next query in 10 s`,
    `${id} completed`,
    `callback of ${id} to HOOKS/in, attempt 1: 204`,
  ]);
});

it("tries a callback 1, 2 and 4 s after each failure, and then gives it up", async () => {
  const mock = await upstream({ pace: "instant" });
  const hooks = await receiver(status(500));
  const id = await submit(mock);
  const listening = listen(mock.url, hooks.url, [id]);
  for (const [attempt, wait] of [
    [1, 1],
    [2, 2],
    [3, 4],
  ]) {
    await listening.lines.find(new RegExp(`attempt ${attempt}: 500, next try in ${wait} s$`));
    await listening.timeline.advance(Number(wait) * 1000 - 1);
    expect(hooks.received).toHaveLength(Number(attempt));
    await listening.timeline.advance(1);
  }
  expect(await listening.ended).toBe("wan-mock listened to 1 task: 0 delivered, 1 given up");
  expect(hooks.received).toHaveLength(4);
  expect(logOf(listening).at(-1)).toMatch(/, attempt 4: 500, given up$/);
});

it("says why a service shows no task, what to change, and goes on with the others", async () => {
  const mock = await upstream({ pace: "instant", keys: [KEY, "other"] });
  const hooks = await receiver(status(204));
  const [id, unknown] = [await submit(mock), "task-unified-1-unknown0"];
  const listening = listen(mock.url, hooks.url, [id, unknown]);
  expect(await listening.ended).toBe("wan-mock listened to 2 tasks: 1 delivered, 1 refused by the service");
  expect(logOf(listening)).toContain(
    `${unknown} is not polled any more: it answered 404 (task_not_found: The requested task could not be found); check its id, and that --upstream is where it was submitted`,
  );
  expect(hooks.received).toHaveLength(1);
});

it("never shows the key, not even where the service repeats it", async () => {
  const server = createServer((_request, response) => {
    const error = { code: "unauthorized", message: `${KEY} is no key` };
    response.writeHead(401).end(JSON.stringify({ error }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push({ close: () => server.close() });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const listening = listen(base, "http://127.0.0.1:1", ["task-unified-1-a"]);
  await listening.ended;
  expect(logOf(listening)).toEqual([
    "task-unified-1-a is not polled any more: it answered 401 (unauthorized: *** is no key); give the key that submitted the task, with --key or EVOLINK_API_KEY",
  ]);
});

it("goes on through trouble, and stops when it is told to", async () => {
  const mock = await upstream({ pace: "instant" });
  const ids = [await submit(mock), await submit(mock)];
  const hooks = await receiver(status(503));
  const gone = await receiver(status(204));
  await gone.close();
  open.splice(open.indexOf(gone), 1);
  const listening = listen(mock.url, hooks.url, ids);
  for (const id of ids) await listening.lines.find(new RegExp(`${id}.* attempt 1: 503`));
  listening.stop();
  expect(await listening.ended).toBe("wan-mock listened to 2 tasks: 0 delivered, 2 unfinished");
  const unreachable = listen(gone.url, hooks.url, ids);
  for (const id of ids) await unreachable.lines.find(new RegExp(`${id} .*nothing listens there, next query`));
  unreachable.stop();
  expect(await unreachable.ended).toBe("wan-mock listened to 2 tasks: 0 delivered, 2 unfinished");
});

describe("the command", () => {
  const args = (base: string, hooks: string, ...more: string[]) => [
    ...["listen", "--upstream", base, "--forward-to", hooks],
    ...more,
  ];

  it("exits 0 when every callback was delivered; a task that is named twice counts once", async () => {
    const mock = await upstream({ pace: "instant" });
    const hooks = await receiver(status(204));
    const id = await submit(mock);
    const { code, stdout, stderr } = await runCli(args(mock.url, hooks.url, id, id), {
      env: { EVOLINK_API_KEY: KEY },
    });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/\nwan-mock listened to 1 task: 1 delivered\n$/);
    expect(stdout).not.toContain(KEY);
    expect(hooks.received).toHaveLength(1);
  });

  it("exits 1 when a task is not the key's", async () => {
    const mock = await upstream({ pace: "instant" });
    const hooks = await receiver(status(204));
    const id = await submit(mock);
    const { code, stdout } = await runCli(args(mock.url, hooks.url, "--key", "another", id));
    expect(code).toBe(1);
    expect(stdout).toContain("it answered 403");
    expect(stdout).toMatch(/\nwan-mock listened to 1 task: 0 delivered, 1 refused by the service\n$/);
    expect(hooks.received).toEqual([]);
  });

  it.each(["SIGINT", "SIGTERM"])("ends with a summary on %s", async (signal) => {
    const mock = await upstream();
    const id = await submit(mock);
    const { terminal, stdout } = testTerminal({});
    const ended = runCommandLine(args(mock.url, "http://127.0.0.1:1", "--key", KEY, id), terminal);
    await stdout.output.find(/pending 0 %, next query in 5 s$/);
    terminal.signals.emit(signal);
    expect((await ended).exitCode).toBe(1);
    expect(stdout.output.text).toMatch(/\nwan-mock listened to 1 task: 0 delivered, 1 unfinished\n$/);
    expect(["SIGINT", "SIGTERM"].map((name) => terminal.signals.listenerCount(name))).toEqual([0, 0]);
  });

  it.each<[string, string[], string]>([
    [
      "a service elsewhere without --yes-live",
      args("https://api.evolink.ai", "http://localhost:1", "--key", "sk-one-1", "task-unified-1-a"),
      "--upstream https://api.evolink.ai is not on this machine: to query tasks there, give --yes-live and --key (or EVOLINK_API_KEY)",
    ],
    [
      "a service elsewhere without a key",
      args("https://api.evolink.ai", "http://localhost:1", "--yes-live", "task-unified-1-a"),
      "--upstream https://api.evolink.ai is not on this machine: to query tasks there, give --yes-live and --key (or EVOLINK_API_KEY)",
    ],
    [
      "a receiver elsewhere",
      args("http://localhost:1", "https://hooks.example.com/in", "task-unified-1-a"),
      "--forward-to leads to hooks.example.com, which is not on this machine: give --yes-live to send callbacks there",
    ],
    [
      "a route in the address of the service",
      args("http://localhost:1/v1/tasks", "http://localhost:1", "task-unified-1-a"),
      '--upstream is "http://localhost:1/v1/tasks": leave out /v1/tasks, each request adds its own path',
    ],
    [
      "what is no task",
      args("http://localhost:1", "http://localhost:1", "task-unified-1-a", "1-a"),
      '"1-a" is no task: ids begin with task-unified-',
    ],
    [
      "a key that no header can carry",
      args("http://localhost:1", "http://localhost:1", "--key", "a b", "task-unified-1-a"),
      "--key must be letters, digits and signs of ASCII without a space",
    ],
    [
      "no service",
      ["listen", "--forward-to", "http://localhost:1", "task-unified-1-a"],
      "required option '--upstream <url>' not specified",
    ],
  ])("refuses %s", async (_name, given, sentence) => {
    expect(await runCli(given)).toEqual({ code: 2, stdout: "", stderr: `wan-mock: ${sentence}\n` });
  });
});

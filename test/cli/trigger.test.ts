import { afterEach, describe, expect, it } from "vitest";
import { runTrigger } from "../../src/cli/commands/trigger/run-trigger.js";
import { allModels } from "../../src/contract/models/model-ids.js";
import { taskFailures } from "../../src/contract/task-failures.js";
import type { Timeline } from "../../src/engine/timeline.js";
import { VirtualClock } from "../../src/stores/memory/virtual-clock.js";
import { START, type TaskJson } from "../harness/describe-matrix.js";
import { misfitsOf } from "../harness/documented-answers.js";
import { type Receiver, startReceiver, status } from "../harness/receiver.js";
import { runCli, testTerminal } from "../harness/run-cli.js";

const open: Receiver[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function receiver(answer: Parameters<typeof startReceiver>[0] = status(204)): Promise<Receiver> {
  const started = await startReceiver(answer);
  open.push(started);
  return started;
}

/** Triggers a callback; the body that arrived, and how the command ended. */
async function trigger(...args: string[]) {
  const hooks = await receiver();
  const run = await runCli(["trigger", ...args, "--to", `${hooks.url}/in`]);
  const body = hooks.received[0]?.body ?? "";
  return { run, hooks, text: body, task: JSON.parse(body) as TaskJson };
}

describe("the callback", () => {
  it.each(allModels)("of a completed task of %s is what a query of it answers", async (model) => {
    const { text, task, hooks } = await trigger("completed", "--model", model);
    expect(misfitsOf({ path: `/v1/tasks/${task.id}` }, { status: 200, headers: {}, text })).toEqual([]);
    expect(task).toMatchObject({ model, status: "completed", progress: 100 });
    expect(task.results).toEqual([`https://cdn.example.com/files/${task.id}.mp4`]);
    expect(hooks.received.map(({ path, headers }) => [path, headers["content-type"]])).toEqual([
      ["/in", "application/json"],
    ]);
  });

  it.each(Object.entries(taskFailures))("of a task that failed with %s", async (code, message) => {
    const { text, task } = await trigger("failed", "--code", code);
    expect(misfitsOf({ path: `/v1/tasks/${task.id}` }, { status: 200, headers: {}, text })).toEqual([]);
    expect(task).toMatchObject({ status: "failed", error: { code, message, type: "task_error" } });
    expect(task.results).toBeUndefined();
  });

  it("of a cancelled task says what the vendor says: failed, request_cancelled", async () => {
    const { task } = await trigger("cancelled");
    expect(task).toMatchObject({ status: "failed", error: { code: "request_cancelled" } });
  });

  it("names the task that it is told to, in the link too", async () => {
    const { task } = await trigger("completed", "--task", "task-unified-1-mine");
    expect([task.id, task.results]).toEqual([
      "task-unified-1-mine",
      ["https://cdn.example.com/files/task-unified-1-mine.mp4"],
    ]);
  });

  it("is the same for the same seed, but for its time", async () => {
    const shown = async (seed: string) => {
      const { task } = await trigger("completed", "--seed", seed);
      return [task.id.split("-").at(-1), task.usage];
    };
    expect(await shown("3")).toEqual(await shown("3"));
    expect(await shown("4")).not.toEqual(await shown("3"));
  });
});

describe("what is printed", () => {
  it("is the request and the answer", async () => {
    const { run, task, hooks } = await trigger("completed");
    expect([run.code, run.stderr]).toEqual([0, ""]);
    const [request, ...answer] = run.stdout.split(/(?<=\n\}\n)/);
    expect(request).toBe(`POST ${hooks.url}/in\n${JSON.stringify(task, null, 2)}\n`);
    expect(answer.join("")).toMatch(/^204 \(\d+ ms\)\n$/);
  });

  it("is the beginning of an answer, its control characters spelt out; exit code 1", async () => {
    const hooks = await receiver((response) => {
      response.writeHead(500).end(`broken \u001b[31m${"x".repeat(5000)}`);
    });
    const { code, stdout } = await runCli(["trigger", "failed", "--to", hooks.url]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/\n500 \(\d+ ms\)\nbroken \\u001b\[31mx{2036}\n$/);
    expect(hooks.received).toHaveLength(1);
  });

  it("is why there is no answer; exit code 1", async () => {
    const hooks = await receiver();
    await hooks.close();
    open.pop();
    const { code, stdout } = await runCli(["trigger", "failed", "--to", hooks.url]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/\nconnection refused: nothing listens there \(\d+ ms\)\n$/);
  });

  it("is JSON for a program", async () => {
    const hooks = await receiver(status(302));
    const { code, stdout } = await runCli(["trigger", "failed", "--to", hooks.url, "--format", "json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      to: hooks.url,
      body: JSON.parse(hooks.received[0]?.body ?? "") as unknown,
      delivered: false,
      attempts: [{ status: 302, milliseconds: expect.any(Number) as number, answer: "seen" }],
    });
  });
});

it("repeats a failed attempt after 1, 2 and 4 s with --retry", async () => {
  const hooks = await receiver((response, count) => {
    status(count < 4 ? 503 : 200)(response);
  });
  const { terminal, stdout } = testTerminal({});
  const flags = {
    to: hooks.url,
    model: "wan2.7-text-to-video",
    seed: 1,
    retry: true,
    format: "pretty",
  } as const;
  let timeline: Timeline | undefined;
  const ended = runTrigger(terminal, "completed", flags, {
    clock: new VirtualClock({ start: START, frozen: true }),
    onTimeline: (time) => {
      timeline = time;
    },
  });
  for (const seconds of [1, 2, 4]) {
    await stdout.output.find(new RegExp(`^503 \\(0 ms\\), next attempt in ${seconds} s$`));
    await timeline?.advance(`${seconds}s`);
  }
  expect(await ended).toBe(0);
  expect(stdout.output.text).toMatch(/\n200 \(0 ms\)\nseen\n$/);
  expect(new Set(hooks.received.map(({ body }) => body)).size).toBe(1);
});

describe("usage", () => {
  const to = ["--to", "http://localhost:1"];
  it.each<[string[], string]>([
    [["completed"], "required option '--to <url>' not specified"],
    [["done", ...to], '"done" is no end of a task: use completed, failed, cancelled'],
    [
      ["completed", "--to", "localhost:3000"],
      '--to is "localhost:3000": it must be an address such as http://localhost:3000/hooks',
    ],
    [
      ["completed", "--to", "http://me:secret@localhost:3000"],
      "--to holds a user name or password: leave it out, callbacks carry none",
    ],
    [
      ["completed", "--to", "https://hooks.example.com/in"],
      "--to leads to hooks.example.com, which is not on this machine: give --yes-live to send callbacks there",
    ],
    [
      ["cancelled", "--code", "service_error", ...to],
      "--code is for failed tasks alone: leave it out, or trigger failed",
    ],
    [
      ["failed", "--code", "service_errors", ...to],
      '--code is "service_errors", and no page documents it: did you mean service_error?',
    ],
    [
      ["failed", "--model", "wan2.7-text-to-vid", ...to],
      '--model is "wan2.7-text-to-vid": did you mean wan2.7-text-to-video?',
    ],
    [
      ["failed", "--task", "42", ...to],
      '--task is "42": an id begins with task-unified- and has letters, digits, - and _',
    ],
  ])("of %j is refused in one sentence", async (args, sentence) => {
    expect(await runCli(["trigger", ...args])).toEqual({
      code: 2,
      stdout: "",
      stderr: `wan-mock: ${sentence}\n`,
    });
  });
});

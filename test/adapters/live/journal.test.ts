import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  LIVE_KEY,
  liveBody,
  queryAt,
  startProxyTo,
  startService,
  submitTo,
} from "../../harness/live-proxy.js";
import { rawUpstream } from "../../harness/raw-upstream.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";

test("a request that is passed on stands in the journal with the facts of its answer", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url);
  const { id } = (await (await submitTo(proxy.url)).json()) as { id: string };
  await service.clock.advance("1h");
  await queryAt(proxy.url, id);
  await queryAt(proxy.url, "task-unified-0-missing0");
  const { label } = proxy.account(LIVE_KEY);
  expect(proxy.journal.requests()).toMatchObject([
    {
      live: true,
      route: "submit",
      status: 200,
      task: id,
      model: liveBody.model,
      key: label,
      body: liveBody,
      credits: 29.24,
    },
    {
      live: true,
      route: "query",
      status: 200,
      task: id,
      model: liveBody.model,
      key: label,
      shown: "completed",
      progress: 100,
    },
    {
      live: true,
      route: "query",
      status: 404,
      code: "task_not_found",
      message: "The requested task could not be found",
    },
  ]);
  expect(proxy.journal.requests()[0]?.requestId).toBe(service.journal.requests()[0]?.requestId);
});

test("the control side shows it with the mark", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url);
  await submitTo(proxy.url);
  const shown = await (await fetch(`${proxy.url}/_mock/journal`)).text();
  expect(JSON.parse(shown)).toMatchObject({
    items: [{ kind: "request", live: true, credits_reserved: 29.24 }],
  });
  expect(shown).not.toContain(LIVE_KEY);
});

test("a list shows its tasks", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url);
  const { id } = (await (await submitTo(proxy.url)).json()) as { id: string };
  await fetch(`${proxy.url}/v1/tasks`, { headers: { authorization: `Bearer ${LIVE_KEY}` } });
  expect(proxy.journal.requests()[1]).toMatchObject({
    route: "list",
    seen: [{ task: id, status: "pending" }],
  });
});

test("coverage counts what the service answered", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url);
  await submitTo(proxy.url);
  await queryAt(proxy.url, "task-unified-0-missing0");
  const { missing } = proxy.coverage({ models: ["wan2.7-text-to-video"] });
  expect(missing).not.toContain("model/wan2.7-text-to-video");
  expect(missing).not.toContain("error/query/404/task_not_found");
  expect(missing).toContain("error/submit/429/rate_limit_exceeded");
});

test("habits of the client show, and none about results that are fetched elsewhere", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url);
  const { id } = (await (await submitTo(proxy.url)).json()) as { id: string };
  for (let times = 0; times < 25; times++) await queryAt(proxy.url, id);
  await service.clock.advance("1h");
  await queryAt(proxy.url, id);
  expect(proxy.habits().map(({ habit }) => habit)).toEqual(["polls-too-often"]);
});

test("a result that is only looked at once is no habit", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url);
  const { id } = (await (await submitTo(proxy.url)).json()) as { id: string };
  await service.clock.advance("1h");
  await queryAt(proxy.url, id);
  expect(proxy.habits()).toEqual([]);
});

test("a body may be submitted again when its task has ended", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url);
  const { id } = (await (await submitTo(proxy.url)).json()) as { id: string };
  await service.clock.advance("1h");
  await queryAt(proxy.url, id);
  await submitTo(proxy.url);
  expect(proxy.habits()).toEqual([]);
});

test("a body that is submitted again while its task is unfinished is told", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url);
  await submitTo(proxy.url);
  await submitTo(proxy.url);
  expect(proxy.habits().map(({ habit }) => habit)).toEqual(["submits-twice-while-unfinished"]);
});

test("an API key that a service answers with is hidden in journal, budget file and recordings", async () => {
  const task = JSON.stringify({ id: `task-${LIVE_KEY}`, model: liveBody.model, status: "pending" });
  const refusal = JSON.stringify({ error: { code: `bad-${LIVE_KEY}`, message: `unknown key ${LIVE_KEY}` } });
  const answers = [
    `200 OK\r\nContent-Length: ${task.length}`,
    task,
    `400 No\r\nContent-Length: ${refusal.length}`,
    refusal,
  ];
  const service = await rawUpstream((socket) => {
    const [head, body] = answers.splice(0, 2);
    socket.end(`HTTP/1.1 ${head}\r\nX-Request-Id: req-${LIVE_KEY}\r\n\r\n${body}`);
  });
  const { path } = temporaryFolder();
  const kept = {
    budget: "100credits",
    budgetFile: join(path, "budget.jsonl"),
    record: join(path, "recordings"),
  };
  const proxy = await startProxyTo(service.url, kept);
  await submitTo(proxy.url);
  await submitTo(proxy.url);
  expect(proxy.journal.requests()).toMatchObject([
    { requestId: "req-KEY", task: "task-KEY" },
    { requestId: "req-KEY", code: "bad-KEY", message: "unknown key KEY" },
  ]);
  await proxy.close();
  const recordings = readdirSync(kept.record).map((file) => join(kept.record, file));
  expect(recordings).toHaveLength(2);
  for (const file of [kept.budgetFile, ...recordings])
    expect(readFileSync(file, "utf8")).not.toContain(LIVE_KEY);
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { MockOptions } from "../../../src/options/mock-options.js";
import type { BudgetEvent } from "../../../src/simulation/budget.js";
import { liveBody, startProxyTo, startService, submitTo } from "../../harness/live-proxy.js";
import { rawUpstream } from "../../harness/raw-upstream.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";

/** What a submit of `liveBody` reserves. */
const PRICE = 29.24;

function budgetOf(credits: number, more: MockOptions = {}) {
  const budgetFile = join(temporaryFolder().path, "budget.jsonl");
  return { budget: `${credits}credits`, budgetFile, ...more };
}

function eventsIn(file: string): readonly BudgetEvent[] {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as BudgetEvent);
}

const messageOf = async (reply: Response) =>
  ((await reply.json()) as { error: { message: string } }).error.message;

test("of 50 submits at once exactly those go out that fit", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url, budgetOf(20 * PRICE));
  const replies = await Promise.all(Array.from({ length: 50 }, () => submitTo(proxy.url)));
  const statuses = replies.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(20);
  expect(statuses.filter((status) => status === 402)).toHaveLength(30);
  expect(service.journal.requests()).toHaveLength(20);
});

test("what does not fit is a 402 that names budget, sums and price", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url, budgetOf(50));
  expect((await submitTo(proxy.url)).status).toBe(200);
  const reply = await submitTo(proxy.url);
  expect(reply.status).toBe(402);
  expect(reply.headers.get("x-wan-mock-hint")).toMatch(/raise --budget/);
  expect(await reply.json()).toEqual({
    error: {
      code: "insufficient_quota",
      message:
        "wan-mock proxy: this submit was not sent, as its 29.24 credits do not fit into the budget of 50credits per run: of 50.00 credits 29.24 spent",
      type: "insufficient_quota",
    },
  });
  expect(service.journal.requests()).toHaveLength(1);
  expect(proxy.journal.requests()[1]?.live).toBeUndefined();
});

test("dollars are credits of the price list", async () => {
  const service = await startService();
  const options = { ...budgetOf(1), budget: "0.43usd" };
  const proxy = await startProxyTo(service.url, options);
  expect((await submitTo(proxy.url)).status).toBe(200);
  expect(await messageOf(await submitTo(proxy.url))).toContain(
    "of 0.43usd per run: of 29.24 credits 29.24 spent",
  );
});

test("what the service reserved counts, not the estimate", async () => {
  const service = await startService({ prices: { "wan2.7-text-to-video": { creditsPerTask: 10 } } });
  const proxy = await startProxyTo(service.url, budgetOf(40));
  expect((await submitTo(proxy.url)).status).toBe(200);
  expect((await submitTo(proxy.url)).status).toBe(200);
  expect(await messageOf(await submitTo(proxy.url))).toContain("of 40.00 credits 20.00 spent");
});

test.each([
  ["a refusal", { "x-odd": "1" }, "HTTP/1.1 429 Too Many Requests\r\ncontent-length: 0\r\n\r\n"],
  ["a redirect", {}, "HTTP/1.1 301 Moved\r\nlocation: /x\r\ncontent-length: 0\r\n\r\n"],
  [
    "a failure in the vendor's envelope",
    {},
    `HTTP/1.1 500 Oops\r\ncontent-length: 40\r\n\r\n${'{"error":{"code":"internal_error"}}'.padEnd(40)}`,
  ],
])("%s gives the credits back", async (_what, headers, answer) => {
  const service = await rawUpstream((socket) => socket.end(answer));
  const options = budgetOf(PRICE);
  const proxy = await startProxyTo(service.url, options);
  await submitTo(proxy.url, liveBody, headers);
  await submitTo(proxy.url, liveBody, headers);
  expect(service.requests).toHaveLength(2);
  expect(eventsIn(options.budgetFile).map(({ kind }) => kind)).toEqual([
    "hold",
    "release",
    "hold",
    "release",
  ]);
});

test.each([
  ["a connection that breaks", ""],
  ["an answer that is cut", 'HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{"id":'],
  ["a gateway that gave up", "HTTP/1.1 504 Gateway Timeout\r\ncontent-length: 2\r\n\r\n{}"],
])("%s leaves them held, as a task may have been made", async (_what, answer) => {
  const service = await rawUpstream((socket) => socket.end(answer));
  const proxy = await startProxyTo(service.url, budgetOf(PRICE));
  await submitTo(proxy.url).then((reply) => reply.text().catch(() => ""));
  expect(await messageOf(await submitTo(proxy.url))).toMatch(
    /0\.00 spent and 29\.24 held for submits without an answer$/,
  );
  expect(service.requests).toHaveLength(1);
});

test("an upstream that cannot be reached costs nothing", async () => {
  const service = await startService();
  const options = budgetOf(PRICE);
  const proxy = await startProxyTo(service.url, options);
  await service.close();
  expect((await submitTo(proxy.url)).status).toBe(502);
  expect((await submitTo(proxy.url)).status).toBe(502);
});

test("the same task for a repeated key counts once", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url, budgetOf(2 * PRICE));
  const key = { "idempotency-key": "one-key-for-one-video" };
  for (let times = 0; times < 3; times++) expect((await submitTo(proxy.url, liveBody, key)).status).toBe(200);
  expect(await service.tasks.list()).toHaveLength(1);
});

test("a submit whose cost cannot be estimated is not sent", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url, budgetOf(PRICE, { check: "off" }));
  const reply = await submitTo(proxy.url, { ...liveBody, duration: 16 });
  expect(reply.status).toBe(402);
  expect(await messageOf(reply)).toMatch(/the contract refuses it \(duration must be at most 15, got 16\)$/);
  expect(service.journal.requests()).toEqual([]);
});

test("a regular end ends the run, and the next one starts at nothing", async () => {
  const service = await startService();
  const options = budgetOf(PRICE);
  const first = await startProxyTo(service.url, options);
  expect((await submitTo(first.url)).status).toBe(200);
  await first.close();
  const second = await startProxyTo(service.url, options);
  expect((await submitTo(second.url)).status).toBe(200);
});

test("one proxy at a time has a budget file", async () => {
  const service = await startService();
  const options = budgetOf(PRICE);
  await startProxyTo(service.url, options);
  await expect(startProxyTo(service.url, options)).rejects.toThrow(
    `is used by the process ${process.pid}: stop that one, or name another --budget-file`,
  );
});

test("a broken budget file is refused, a line that was cut is not", async () => {
  const service = await startService();
  const hold = `{"kind":"hold","at":${Date.now()},"id":"a","amount":29240000}\n`;
  const folder = temporaryFolder();
  const broken = folder.write("broken.jsonl", `${hold}nonsense\n`);
  await expect(startProxyTo(service.url, { budget: "30credits", budgetFile: broken })).rejects.toThrow(
    /broken\.jsonl, line 2 is no event of a budget/,
  );
  const cut = folder.write("cut.jsonl", `${hold}{"kind":"hold","at":17`);
  const proxy = await startProxyTo(service.url, { budget: "30credits", budgetFile: cut });
  expect(await messageOf(await submitTo(proxy.url))).toMatch(/29\.24 held/);
});

import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { certificateFor } from "../../src/adapters/proxy/temporary-authority.js";
import { startService, submitTo } from "../harness/live-proxy.js";
import { rawUpstream } from "../harness/raw-upstream.js";
import { serveProgram } from "../harness/run-program.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

/** Starts a proxy of its own process, which is gone after the test. */
async function startProxy(upstream: string, flags: readonly string[] = [], env: Record<string, string> = {}) {
  const proxy = await serveProgram(["proxy", "--upstream", upstream, ...flags], env);
  onTestFinished(() => void proxy.child.kill("SIGKILL"));
  return proxy;
}

const messageOf = async (reply: Response) =>
  ((await reply.json()) as { error: { message: string } }).error.message;

test("a proxy that was killed knows what was spent", async () => {
  const service = await startService();
  const file = join(temporaryFolder().path, "budget.jsonl");
  const flags = ["--budget", "50credits", "--budget-file", file];
  const first = await startProxy(service.url, flags);
  expect((await submitTo(first.url)).status).toBe(200);
  await first.stop("SIGKILL");
  const second = await startProxy(service.url, flags);
  expect(await messageOf(await submitTo(second.url))).toContain("29.24 spent");
  expect(await service.tasks.list()).toHaveLength(1);
});

test("and what was under way", async () => {
  const file = join(temporaryFolder().path, "budget.jsonl");
  const flags = ["--budget", "50credits", "--budget-file", file];
  let arrived = () => undefined as unknown;
  const arrival = new Promise((resolve) => {
    arrived = () => resolve(undefined);
  });
  const service = await rawUpstream(() => arrived());
  const first = await startProxy(service.url, flags);
  const lost = submitTo(first.url);
  lost.catch(() => undefined);
  await arrival;
  await first.stop("SIGKILL");
  const second = await startProxy(service.url, flags);
  expect(await messageOf(await submitTo(second.url))).toContain("29.24 held for submits without an answer");
});

const canLimitFiles = spawnSync("prlimit", ["--version"]).status === 0;

test.skipIf(!canLimitFiles)(
  "a disk with room for a part of a line takes no submit, and keeps whole lines",
  async () => {
    const service = await startService();
    const file = join(temporaryFolder().path, "budget.jsonl");
    const flags = ["--budget", "100credits", "--budget-file", file];
    const first = await startProxy(service.url, flags);
    const limitFiles = (bytes: string) =>
      execFileSync("prlimit", ["--pid", String(first.child.pid), `--fsize=${bytes}:`]);
    // With the end of the answer its credits are on the disk.
    await (await submitTo(first.url)).text();
    const before = readFileSync(file, "utf8");
    limitFiles(String(before.length + 20));
    const refused = await submitTo(first.url);
    expect(refused.status).toBe(503);
    expect(await messageOf(refused)).toContain("budget.jsonl cannot be written (the disk is full)");
    expect(readFileSync(file, "utf8")).toBe(before);
    limitFiles("unlimited");
    await (await submitTo(first.url)).text();
    expect(await service.tasks.list()).toHaveLength(2);
    await first.stop("SIGKILL");
    const second = await startProxy(service.url, flags);
    expect((await second.stop()).stdout).toContain("58.48 of 100.00 credits spent");
  },
);

test("a service with a certificate that is trusted is reached over TLS", async () => {
  const { authority, certificate: cert, key } = certificateFor(["localhost"], "localhost");
  const server = createServer({ cert, key }, (_request, response) => response.end('{"data":[]}'));
  server.listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const trusted = temporaryFolder().write("authority.pem", authority);
  const upstream = `https://localhost:${(server.address() as AddressInfo).port}`;
  const proxy = await startProxy(upstream, [], { NODE_EXTRA_CA_CERTS: trusted });
  const reply = await fetch(`${proxy.url}/v1/credits`);
  expect([reply.status, await reply.text()]).toEqual([200, '{"data":[]}']);
});

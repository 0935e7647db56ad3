import { join } from "node:path";
import { expect, test } from "vitest";
import { liveBody, queryAt, startService, submitTo } from "../harness/live-proxy.js";
import { runCli, serveCli } from "../harness/run-cli.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

test("it passes calls on, and tells what it does and what was spent", async () => {
  const service = await startService();
  const file = join(temporaryFolder().path, "budget.jsonl");
  const proxy = await serveCli([
    ...["proxy", "--upstream", service.url, "--budget", "50credits", "--budget-file", file],
  ]);
  expect((await submitTo(proxy.url)).status).toBe(200);
  expect((await submitTo(proxy.url)).status).toBe(402);
  expect(await service.tasks.list()).toHaveLength(1);
  const { code, stdout } = await proxy.stop();
  expect(code).toBe(0);
  expect(stdout).toContain(`service  ${service.url} answers`);
  expect(stdout).toContain("check    submits that the contract refuses are answered here and not sent");
  expect(stdout).toContain(`budget   50credits per run: 0.00 of 50.00 credits spent; kept in ${file}`);
  expect(stdout).toContain("the service reserved 29.24 credits (0.43 USD");
  expect(stdout).toMatch(/ {2}budget 50credits per run: 29\.24 of 50\.00 credits spent\n$/);
  expect(stdout).not.toContain("sk-live-secret-key");
});

test("it records what passes through it, and says so at the end", async () => {
  const service = await startService({ pace: "instant" });
  const folder = join(temporaryFolder().path, "recordings");
  const proxy = await serveCli(["proxy", "--upstream", service.url, "--record", folder]);
  const { id } = (await (await submitTo(proxy.url)).json()) as { id: string };
  await queryAt(proxy.url, id);
  const { stdout } = await proxy.stop();
  expect(stdout).toContain(`  1 recording in ${folder}\n`);
});

test("at the start it names the recordings of earlier runs whose tasks had not ended", async () => {
  const service = await startService({ pace: "instant" });
  const folder = join(temporaryFolder().path, "recordings");
  const command = ["proxy", "--upstream", service.url, "--record", folder];
  const first = await serveCli(command);
  await submitTo(first.url, { ...liveBody, prompt: "Left alone" });
  const { id } = (await (await submitTo(first.url)).json()) as { id: string };
  await queryAt(first.url, id);
  expect((await first.stop()).stdout).not.toContain("unfinished  ");
  const { stdout } = await (await serveCli(command)).stop();
  expect(stdout).toMatch(
    /unfinished {2}1 recording of earlier runs in \S+recordings:\n +\d{4}-\d\d-\d\d-wan2\.7-text-to-video-left-alone\.yaml\n/,
  );
});

test("it needs a service", async () => {
  const { code, stderr } = await runCli(["proxy"]);
  expect(code).toBe(2);
  expect(stderr).toContain(
    "proxy needs the service that calls are passed on to: name it, such as --upstream",
  );
});

test("a service on another machine needs --yes-live", async () => {
  const { code, stderr } = await runCli(["proxy", "--port", "0", "--upstream", "https://api.evolink.ai"]);
  expect(code).toBe(2);
  expect(stderr).toContain("is not on this machine and may charge: allow it with --yes-live");
});

test("settings of a mock alone are no options of it, and left out where a file has them", async () => {
  const service = await startService();
  const { code, stderr } = await runCli(["proxy", "--upstream", service.url, "--pace", "instant"]);
  expect([code, stderr]).toEqual([2, expect.stringContaining("--pace")]);
  const folder = temporaryFolder();
  folder.write("wan-mock.config.json", JSON.stringify({ pace: "instant", check: "warn" }));
  const proxy = await serveCli(["proxy", "--upstream", service.url], {}, { cwd: folder.path });
  const { stdout } = await proxy.stop();
  expect(stdout).toContain("their findings stand in the answer");
});

test("tasks that were not called back are named at the end", async () => {
  const service = await startService();
  const proxy = await serveCli([
    ...["proxy", "--upstream", service.url, "--forward-to", "http://localhost:9/hooks"],
  ]);
  const reply = await submitTo(proxy.url, { ...liveBody, callback_url: "https://hooks.example.com/in" });
  const { id } = (await reply.json()) as { id: string };
  const { code, stderr } = await proxy.stop();
  expect(code).toBe(0);
  expect(stderr).toContain(`warning: the proxy stopped before 1 task had been called back: ${id}; deliver`);
});

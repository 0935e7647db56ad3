import { join } from "node:path";
import { expect, it } from "vitest";
import { runCli, serveCli } from "../harness/run-cli.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

const GOOD = "scenarios:\n  - { name: crowded-monday, match: {}, use: rate-limited }\n";
const BROKEN = "scenarios:\n  - { name: crowded-monday, match: {}, use: rate-limted }\n";

async function submit(url: string): Promise<number> {
  const body = JSON.stringify({ model: "wan2.7-text-to-video", prompt: "rain" });
  const headers = { authorization: "Bearer k", "content-type": "application/json" };
  return (await fetch(`${url}/v1/videos/generations`, { method: "POST", headers, body })).status;
}

it("ends with code 2 and the place when a scenario file is broken", async () => {
  const file = temporaryFolder().write("own.yaml", BROKEN);
  for (const command of [["serve", "--port", "0"], ["scenarios"]]) {
    const { code, stdout, stderr } = await runCli([...command, "--scenarios", file]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(
      `wan-mock: ${file}:2:45: there is no scenario "rate-limted": did you mean rate-limited or query/rate-limited?\n`,
    );
  }
});

it("lists the scenarios of files before the built-in ones", async () => {
  const file = temporaryFolder().write("own.yaml", GOOD);
  const { code, stdout } = await runCli(["scenarios", "--scenarios", file]);
  expect([code, stdout.split("\n")[0]]).toEqual([
    0,
    expect.stringMatching(/^crowded-monday +file +rate-limited$/),
  ]);
  const json = await runCli(["scenarios", "--format", "json"], { env: { WAN_MOCK_SCENARIOS: file } });
  expect((JSON.parse(json.stdout) as { scenarios: object[] }).scenarios[0]).toEqual({
    name: "crowded-monday",
    kind: "file",
    operation: "submit",
    summary: "rate-limited",
    source: `${file}:2:13`,
  });
});

it("finds what a configuration file names beside itself, and its chaos", async () => {
  const folder = temporaryFolder();
  folder.write("own.yaml", GOOD);
  const config = folder.write(
    "wan-mock.config.yaml",
    "scenarios: own.yaml\nchaos: { crowded-monday: 0.25, query/http-503: 0.5 }\n",
  );
  const server = await serveCli(["--config", config]);
  expect(await submit(server.url)).toBe(429);
  const health = (await (await fetch(`${server.url}/_mock/health`)).json()) as { chaos: object };
  expect(health.chaos).toEqual({ "crowded-monday": 0.25, "query/http-503": 0.5 });
  expect(await server.line(/^ {2}files {3}/)).toBe(`  files   ${join(folder.path, "own.yaml")}`);
  expect(await server.line(/^ {2}chaos {3}/)).toBe("  chaos   crowded-monday=0.25, query/http-503=0.5");
  expect((await server.stop()).code).toBe(0);
});

it.each([
  [["--chaos", "rate-limited"], /Write it as NAME=0\.05, with a probability from 0 to 1/],
  [["--chaos", "rate-limited=1.5"], /Write it as NAME=0\.05/],
  [["--chaos", "rate-limited=0.7,reset=0.4"], /chaos of one submit adds up to 1\.1 \(rate-limited, reset\)/],
  [["--chaos", "rate-limited=0.7", "--chaos", "reset=0.4"], /adds up to 1\.1/],
  [["--chaos", "ratelimited=0.1"], /there is no scenario "ratelimited": did you mean rate-limited/],
])("refuses %j", async (flags, sentence) => {
  const { code, stdout, stderr } = await runCli(["serve", "--port", "0", ...flags]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(sentence);
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Mock } from "../../../src/compose/mock.js";
import { startMock } from "../../../src/compose/start-mock.js";
import { runClient } from "./run-client.js";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

const required = {
  NODE_OPTIONS: `--require=${new URL("../../../dist/register.cjs", import.meta.url).pathname}`,
};

/** What each worker or program said, by its kind. */
function outcomes(stdout: string): Record<string, string> {
  const lines = stdout.trim().split("\n");
  return Object.fromEntries(lines.map((line) => [line.replace(/ \S+$/, ""), line.replace(/.* /, "")]));
}

const workers = [
  "text",
  "text, env",
  "text, SHARE_ENV",
  "text, execArgv",
  "text, env and execArgv",
  "text of a module",
  "data URL",
  "data URL, env",
  "data URL, execArgv",
  "in a worker",
  "in a worker, env",
  "class of its own",
  "options replaced",
  "vm",
  "module hooks",
];

describe.each([
  ["required by NODE_OPTIONS", { env: required, preloads: [] }],
  ["imported", { env: {}, flags: ["--expose-gc", "--conditions=development"] }],
])("workers of a program with the preload %s", (_manner, how) => {
  it("reach the mock, whatever they are made of", async () => {
    const env = { ...how.env, WAN_MOCK_URL: mock.url };
    const { stdout, stderr } = await runClient("workers", { ...how, env });
    expect(outcomes(stdout)).toEqual(Object.fromEntries(workers.map((kind) => [kind, "200"])));
    expect(stderr).toBe("");
  });
});

it("workers go nowhere without WAN_MOCK_URL", async () => {
  const { stdout } = await runClient("workers");
  const lines = stdout.trim().split("\n");
  expect(lines).toHaveLength(workers.length);
  for (const line of lines) expect(line).toContain("WAN_MOCK_URL is not set");
});

it("programs in Node reach the mock, whatever environment they are started with", async () => {
  const { stdout, stderr } = await runClient("programs", { env: { WAN_MOCK_URL: mock.url } });
  const ways = "spawn,fork,exec,spawnSync,execFileSync,execSync,cluster,options replaced".split(",");
  expect(outcomes(stdout)).toEqual(Object.fromEntries(ways.map((way) => [way, "200"])));
  expect(stderr).toBe("");
});

import { expect, it } from "vitest";
import type { ErrorJson, TaskJson } from "../harness/describe-matrix.js";
import { runCli, serveCli } from "../harness/run-cli.js";
import { plainBody } from "../harness/sample-bodies.js";

const headers = { "content-type": "application/json", connection: "close" };

function submit(url: string, key: string, body: object = plainBody): Promise<Response> {
  return fetch(`${url}/v1/videos/generations`, {
    method: "POST",
    headers: { ...headers, authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  });
}

const facts = async (response: Response) => [
  response.status,
  ((await response.json()) as ErrorJson).error.code,
  response.headers.get("retry-after"),
];

it("takes rate limits, live tasks and balance by flag", async () => {
  const frozen = ["--clock", "frozen", "--pace", "manual"];
  const limits = [
    "--rate-limit",
    "2/h",
    "--rate-limit-queries",
    "1/min",
    "--concurrency",
    "1",
    "--balance",
    "30",
  ];
  const served = await serveCli([...frozen, ...limits]);
  const { id } = (await (await submit(served.url, "key-a")).json()) as TaskJson;
  expect(await facts(await submit(served.url, "key-a"))).toEqual([429, "rate_limit_exceeded", "10"]);
  expect(await facts(await submit(served.url, "key-a"))).toEqual([429, "rate_limit_exceeded", "3600"]);
  expect(await facts(await submit(served.url, "key-b", { ...plainBody, duration: 15 }))).toEqual([
    402,
    "insufficient_quota",
    null,
  ]);
  const query = () =>
    fetch(`${served.url}/v1/tasks/${id}`, { headers: { ...headers, authorization: "Bearer key-a" } });
  expect((await query()).status).toBe(200);
  expect(await facts(await query())).toEqual([429, "rate_limit_exceeded", "60"]);
  expect((await served.stop()).code).toBe(0);
});

it("takes house rules and accounts by flag and by variable", async () => {
  const served = await serveCli(["--policy", "longest-duration=5"], {
    WAN_MOCK_ACCOUNTS: '{"sk-team-a": {"policy": null, "balance": 1}}',
  });
  const long = { ...plainBody, duration: 6 };
  expect((await submit(served.url, "key-a", long)).status).toBe(400);
  expect((await submit(served.url, "sk-team-a", long)).status).toBe(402);
  expect(await served.line(/policy-longest-duration/)).toContain(
    "duration must be at most 5 (house policy), got 6",
  );
  const { stdout, stderr } = await served.stop();
  expect(stdout + stderr).not.toContain("sk-team-a");
});

it.each([
  [["--rate-limit", "fast"], /rate limit is 1 to 100000 calls/],
  [["--rate-limit-queries", "0/s"], /rate limit is 1 to 100000 calls/],
  [["--concurrency", "0"], /concurrency is a whole number of tasks from 1/],
  [["--balance", "-1"], /must be credits such as 100/],
  [["--policy", "allowed-qualities=8k"], /policy\.allowedQualities names "8k": known are 720p, 1080p/],
  [["--accounts", '{"sk-secret": {"models": ["x"]}}'], /accounts\.key_\w{8}\.models names "x"/],
  [["--deliveries", "0"], /must be a whole number from 1/],
  [["--tasks", "0"], /must be a whole number from 1/],
])("refuses to serve with %j", async (args, message) => {
  const { code, stdout, stderr } = await runCli(["--port", "0", ...args]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/secret|\n\s+at /);
});

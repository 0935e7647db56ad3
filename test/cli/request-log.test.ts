import { afterEach, expect, it } from "vitest";
import type { TaskJson } from "../harness/describe-matrix.js";
import { type Receiver, startReceiver, status } from "../harness/receiver.js";
import { type ServedCli, serveCli } from "../harness/run-cli.js";
import { plainBody } from "../harness/sample-bodies.js";

const STILL = ["--seed", "7", "--clock", "frozen", "--now", "2027-01-01T00:00:00Z"];

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function serve(...args: readonly string[]): Promise<ServedCli> {
  const served = await serveCli([...STILL, ...args]);
  open.push({ close: () => served.stop() });
  return served;
}

async function receiver(...answers: readonly number[]): Promise<Receiver> {
  const made = await startReceiver((response, count) => status(answers[count - 1] ?? 200)(response));
  open.push(made);
  return made;
}

const json = { "content-type": "application/json", connection: "close" };

async function submit({ url }: ServedCli, body: object = {}, headers: object = {}): Promise<string> {
  const response = await fetch(`${url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer key-a", ...json, ...headers },
    body: JSON.stringify({ ...plainBody, ...body }),
  });
  return ((await response.json()) as Partial<TaskJson>).id ?? "";
}

const query = ({ url }: ServedCli, id: string) =>
  fetch(`${url}/v1/tasks/${id}`, { headers: { authorization: "Bearer key-a", ...json } });

const control = ({ url }: ServedCli, path: string, body: object, method = "POST") =>
  fetch(`${url}/_mock/${path}`, { method, headers: json, body: JSON.stringify(body) });

/** The log without its greeting and sums: times and milliseconds as they are, the URL of the receiver as RECEIVER. */
async function logOf(served: ServedCli, { url = "none" }: Partial<Receiver> = {}): Promise<string[]> {
  const { stdout } = await served.stop();
  const lines = stdout.split("\n");
  return lines
    .slice(
      lines.indexOf("") + 1,
      lines.findIndex((line) => line.startsWith("wan-mock stopped")),
    )
    .filter((line) => !/ {2}habit {2}/.test(line))
    .map((line) => line.replace(/\d+\.\d ms/, "1.0 ms").replace(url, "RECEIVER"));
}

it("shows the status and percent that a query was shown, task ends, clock moves and days", async () => {
  const served = await serve("--pace", "20s");
  const id = await submit(served);
  await query(served, id);
  await control(served, "clock", { advance: "10s" });
  await query(served, id);
  await control(served, "clock", { advance: "24h" });
  await query(served, id);
  await control(served, "clock", { resume: true });
  expect((await logOf(served)).slice(0, 10)).toEqual([
    "2027-01-01 (virtual time, UTC)",
    `00:00:00.000  POST  /v1/videos/generations  wan2.7-text-to-video  200  1.0 ms  ${id}`,
    `00:00:00.000  GET   /v1/tasks/${id}  wan2.7-text-to-video  200  1.0 ms  pending 0 %`,
    "00:00:10.000  clock advanced to 2027-01-01T00:00:10.000Z",
    expect.stringMatching(
      new RegExp(
        `^00:00:10\\.000 {2}GET {3}/v1/tasks/${id} {2}wan2\\.7-text-to-video {2}200 {2}1\\.0 ms {2}processing \\d\\d %$`,
      ),
    ),
    expect.stringMatching(new RegExp(`^00:00:\\d\\d\\.\\d{3} {2}task ${id} completed$`)),
    "2027-01-02 (virtual time, UTC)",
    "00:00:10.000  clock advanced to 2027-01-02T00:00:10.000Z",
    `00:00:10.000  GET   /v1/tasks/${id}  wan2.7-text-to-video  200  1.0 ms  completed 100 %`,
    "00:00:10.000  clock runs on from 2027-01-02T00:00:10.000Z",
  ]);
});

it("tells each callback attempt with its answer and the next try, and a redelivery as one", async () => {
  const hooks = await receiver(500, 503);
  const served = await serve("--pace", "instant", "--forward-to", hooks.url);
  const id = await submit(served, { callback_url: "https://hooks.example.com/done" });
  await control(served, "clock", { advance: "1m" });
  await control(served, `tasks/${id}/redeliver`, {});
  await control(served, "clock", { advance: "1m" });
  const callback = `callback of ${id} to RECEIVER`;
  expect((await logOf(served, hooks)).filter((line) => /callback|control/.test(line))).toEqual([
    `00:00:00.000  ${callback}, attempt 1: 500, next try in 1 s`,
    `00:00:01.000  ${callback}, attempt 2: 503, next try in 2 s`,
    `00:00:03.000  ${callback}, attempt 3: 200`,
    `00:01:00.000  control  POST /_mock/tasks/${id}/redeliver`,
    `00:01:00.000  ${callback}, delivery 2, attempt 1: 200`,
  ]);
});

it("says when a callback is given up", async () => {
  const hooks = await receiver(500, 500, 500, 500);
  const served = await serve("--pace", "instant", "--forward-to", hooks.url);
  const id = await submit(served, { callback_url: "https://hooks.example.com/done" });
  await control(served, "clock", { advance: "1m" });
  expect((await logOf(served, hooks)).filter((line) => line.includes("attempt 4"))).toEqual([
    `00:00:07.000  callback of ${id} to RECEIVER, attempt 4: 500, given up`,
  ]);
});

it("shows what a scenario forced apart from what went its way", async () => {
  const served = await serve("--log", "pretty");
  const scenario = (name: string) => ({ "x-wan-mock-scenario": name });
  await submit(served, {}, scenario("rate-limited"));
  await submit(served, {}, scenario("answer-lost")).catch(() => undefined);
  await submit(served, {}, scenario("reset")).catch(() => undefined);
  await submit(served, { prompt: "other" }, scenario("slow"));
  const requests = (await logOf(served)).filter((line) => line.includes("POST"));
  expect(requests.map((line) => line.split("  ").slice(4, 7))).toEqual([
    ["429", "1.0 ms", "forced by rate-limited"],
    ["200 lost, connection reset", "1.0 ms", "forced by answer-lost"],
    ["no answer", "1.0 ms", "forced by reset"],
    ["200", "1.0 ms", "scenario slow"],
  ]);
});

it("tells changes by the control side, and no API key in them", async () => {
  const served = await serve("--pace", "manual");
  const id = await submit(served);
  await control(served, `tasks/${id}`, { progress: 42 }, "PATCH");
  await control(served, `tasks/${id}/fail`, { code: "service_error" });
  await control(served, "accounts/key-a", { balance: 100 }, "PUT");
  await control(served, "scenarios/next", { name: "reset", match: { key: "key-a" } });
  await control(served, "lint", plainBody);
  await control(served, `tasks/${id}/fail`, { code: "service_error" });
  await control(served, "reset", { scope: "tasks" });
  await control(served, "reset", {});
  const log = await logOf(served);
  expect(log.slice(2)).toEqual([
    `00:00:00.000  task ${id} set to processing 42 %`,
    `00:00:00.000  control  PATCH /_mock/tasks/${id}  {"progress":42}`,
    `00:00:00.000  task ${id} failed: service_error`,
    `00:00:00.000  control  POST /_mock/tasks/${id}/fail  {"code":"service_error"}`,
    expect.stringMatching(
      /^00:00:00\.000 {2}control {2}PUT \/_mock\/accounts\/key_[0-9a-f]{8} {2}\{"balance":100\}$/,
    ),
    '00:00:00.000  control  POST /_mock/scenarios/next  {"name":"reset"}',
    "00:00:00.000  reset of tasks",
    "00:00:00.000  reset of all state",
  ]);
});

it("says that a client sends the text of a variable that is not set as its key", async () => {
  const served = await serve();
  await submit(served, {}, { authorization: "Bearer undefined" });
  expect((await logOf(served)).filter((line) => line.includes("unset"))).toEqual([
    "    warn   Authorization holds the text that an unset variable leaves in place of an API key: set the variable, the service answers 401  api-key-is-set",
  ]);
});

it("greets with what differs from the defaults, and where that comes from", async () => {
  const served = await serveCli(["--pace", "realistic", "--seed", "7", "--key", "key-a"], {
    WAN_MOCK_FORWARD_TO: "http://localhost:3000/hooks",
  });
  await served.line(/TASK_ID/);
  const { stdout } = await served.stop();
  expect(stdout.split("\n").slice(1, 8)).toEqual([
    expect.stringMatching(
      /^ {2}page {4}http:\/\/127\.0\.0\.1:\d+\/ in a browser shows what your client did$/,
    ),
    "  models  wan2.7-text-to-video, wan2.7-image-to-video, wan2.7-reference-video, wan2.7-video-edit",
    "  seed    7 (start with --seed 7 for the same ids)",
    "  set     pace realistic (--pace)",
    expect.stringMatching(/^ {10}keys key_[0-9a-f]{8} \(--key\)$/),
    "          forwardTo http://localhost:3000/hooks (WAN_MOCK_FORWARD_TO)",
    "  try it",
  ]);
});

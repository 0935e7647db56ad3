import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { documentFolder, miniDocument } from "../adapters/documents/mini-document.js";
import type { TaskJson } from "../harness/describe-matrix.js";
import { plainEnvironment, type Variables } from "../harness/plain-environment.js";
import { runCli, serveCli } from "../harness/run-cli.js";
import { plainBody } from "../harness/sample-bodies.js";

const run = promisify(execFile);

function submit(url: string, body: object = plainBody, key = "key-a"): Promise<Response> {
  return fetch(`${url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json", connection: "close" },
    body: JSON.stringify(body),
  });
}

async function health(url: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/_mock/health`, { headers: { connection: "close" } });
  return (await response.json()) as Record<string, unknown>;
}

it("says where it listens first, then how to try it, and nothing in colour", async () => {
  const served = await serveCli(["--seed", "7"]);
  await served.line(/\/v1\/tasks\/TASK_ID/);
  await submit(served.url);
  await submit(served.url, { model: "nothing" });
  await served.line(/ 404 /);
  const { code, stdout, stderr } = await served.stop();
  expect(code).toBe(0);
  expect(stderr).toBe("");
  expect(stdout).toMatch(
    /^wan-mock listening on http:\/\/127\.0\.0\.1:\d+\n {2}page {4}http.*\n {2}models {2}wan2\.7-text-to-video, /,
  );
  expect(stdout).toContain("  seed    7 (start with --seed 7 for the same ids)\n");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes are control characters
  expect(stdout).not.toMatch(/\u001b/);
});

const curl = spawnSync("curl", ["--version"]).status === 0;

it.skipIf(!curl)("prints curl lines that work when pasted", async () => {
  const served = await serveCli(["--pace", "instant", "--key", "my-key"]);
  const submitLine = await served.line(/curl .*\/v1\/videos\/generations/);
  const queryLine = await served.line(/curl .*TASK_ID/);
  const shell = async (command: string) =>
    JSON.parse((await run("sh", ["-c", command], { env: plainEnvironment() })).stdout) as TaskJson;
  const submitted = await shell(submitLine.trim());
  expect(submitted.status).toBe("pending");
  const queried = await shell(queryLine.trim().replace("TASK_ID", submitted.id));
  expect(queried.status).toBe("completed");
  await served.stop();
});

it("tells each request in a line: time, method, route, model, status, milliseconds, task", async () => {
  const served = await serveCli();
  const { id } = (await (await submit(served.url)).json()) as TaskJson;
  expect(await served.line(/POST/)).toMatch(
    new RegExp(
      `^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} {2}POST {2}/v1/videos/generations {2}wan2\\.7-text-to-video {2}200 {2}\\d+\\.\\d ms {2}${id}$`,
    ),
  );
  await fetch(`${served.url}/v1/tasks/${id}`, { headers: { authorization: "Bearer key-a" } });
  expect(await served.line(/GET {3}/)).toMatch(
    new RegExp(`GET {3}/v1/tasks/${id} {2}wan2\\.7-text-to-video {2}200 {2}\\d+\\.\\d ms {2}pending 0 %$`),
  );
  await served.stop();
});

it("says under a refusal what is wrong and what to change", async () => {
  const served = await serveCli(["--max-body", "400", "--key", "key-a"]);
  const told = async (body: object, pattern: RegExp, key?: string) => {
    await submit(served.url, body, key);
    return served.line(pattern);
  };
  expect(await told({ ...plainBody, duration: 16 }, /schema\/maximum/)).toMatch(
    /^ {4}error {2}duration must be at most 15, got 16 {2}schema\/maximum$/,
  );
  expect(
    await told({ ...plainBody, callback_url: "http://localhost:3000/x" }, /^ {4}try .*callbacks/),
  ).toContain("--allow-local-callbacks");
  expect(await told({ ...plainBody, model: "wan2.6-text-to-video" }, /unknown-model/)).toContain(
    "wan2.7-text-to-video",
  );
  expect(await told({ ...plainBody, prompt: "x".repeat(400) }, /^ {4}try .*larger/)).toContain("--max-body");
  expect(await told(plainBody, /^ {4}try .*not accepted/, "stranger")).toBe(
    "    try    send an API key that --key or accounts lists: this one is not accepted",
  );
  await fetch(`${served.url}/v1/credits`);
  expect(await served.line(/^ {4}try .*Bearer/)).toBe("    try    send the header Authorization: Bearer KEY");
  await fetch(`${served.url}/v1/tasks/task-unified-1-aaaaaaaa`, {
    headers: { authorization: "Bearer key-a" },
  });
  expect(await served.line(/^ {4}try .*forgets its tasks/)).toBeDefined();
  await fetch(`${served.url}/v1/videos/generations/task-unified-1-aaaaaaaa`);
  expect(await served.line(/^ {4}try {4}use GET \/v1\/tasks\/\{task_id\}$/)).toBeDefined();
  await served.stop();
});

it("keeps control characters of a request out of the terminal", async () => {
  const served = await serveCli();
  await submit(served.url, { ...plainBody, model: "x\u001b[2Jy\r\nfaked line" });
  await served.line(/404/);
  const { stdout } = await served.stop();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the point
  expect(stdout).not.toMatch(/[\u001b\r]/);
  expect(stdout).not.toMatch(/^faked/m);
});

it("logs JSON lines with --log json", async () => {
  const served = await serveCli(["--log", "json", "--now", "2027-01-01T00:00:00Z", "--clock", "frozen"]);
  await submit(served.url, { ...plainBody, colour: 1 });
  await submit(served.url, { ...plainBody, duration: 16 });
  await served.line(/"status":400/);
  const { stdout } = await served.stop();
  const [first, ...lines] = stdout.trimEnd().split("\n");
  expect(first).toMatch(/^wan-mock listening on /);
  const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(entries).toEqual([
    expect.objectContaining({ kind: "task", step: "created", status: "pending" }),
    expect.objectContaining({
      time: "2027-01-01T00:00:00.000Z",
      method: "POST",
      path: "/v1/videos/generations",
      status: 200,
      model: "wan2.7-text-to-video",
      credits: 29.24,
      findings: [
        expect.objectContaining({ rule: "no-unknown-parameter", severity: "warn", pointer: "/colour" }),
      ],
    }),
    expect.objectContaining({ kind: "habit", habit: "sends-unknown-parameters", evidence: [2] }),
    expect.objectContaining({
      status: 400,
      findings: [expect.objectContaining({ rule: "schema/maximum", pointer: "/duration" })],
    }),
  ]);
  expect(stdout).not.toContain("key-a");
});

it("logs no requests with --log quiet", async () => {
  const served = await serveCli(["--log", "quiet"]);
  await submit(served.url);
  const { stdout } = await served.stop();
  expect(stdout.split("\n").map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
    "wan-mock listening",
    "wan-mock stopped:",
    " ",
    "",
  ]);
});

it("warns of an odd document on stderr and serves it", async () => {
  const folder = documentFolder();
  const file = folder.write("older.yaml", miniDocument({ info: ", contact: 5" }));
  const served = await serveCli(["--spec", file, "--only-spec"]);
  expect(await health(served.url)).toMatchObject({ models: ["wan2.6-text-to-video"] });
  const { code, stderr } = await served.stop();
  folder.remove();
  expect(code).toBe(0);
  expect(stderr).toMatch(/^wan-mock: warning: \S+older\.yaml: \/info\/contact: .+$/m);
  expect(stderr).toMatch(/^wan-mock: warning: not on the price list/m);
});

const paces: readonly (readonly [what: string, args: readonly string[], env: Variables, pace: string])[] = [
  ["the default", [], {}, "quick"],
  ["a variable before the default", [], { WAN_MOCK_PACE: "polls:3" }, "polls:3"],
  ["a flag before a variable", ["--pace", "20s"], { WAN_MOCK_PACE: "polls:3" }, "20s"],
  ["the default for an empty variable", [], { WAN_MOCK_PACE: "", WAN_MOCK_HOST: "" }, "quick"],
];
for (const [what, args, env, pace] of paces) {
  it(`takes ${what}`, async () => {
    const served = await serveCli(args, env);
    expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:/);
    expect(await health(served.url)).toMatchObject({ pace });
    await served.stop();
  });
}

it("takes --port before WAN_MOCK_PORT before PORT", async () => {
  const [first, second] = await Promise.all([serveCli(), serveCli()]);
  const [a, b] = [new URL(first.url).port, new URL(second.url).port];
  await Promise.all([first.stop(), second.stop()]);
  const byPort = await serveCli([], { PORT: a });
  expect(new URL(byPort.url).port).toBe(a);
  await byPort.stop();
  const byVariable = await serveCli([], { PORT: a, WAN_MOCK_PORT: b });
  expect(new URL(byVariable.url).port).toBe(b);
  const byFlag = await serveCli(["--port", a], { PORT: b, WAN_MOCK_PORT: b });
  expect(new URL(byFlag.url).port).toBe(a);
  await Promise.all([byVariable.stop(), byFlag.stop()]);
});

it("reads switches and lists from variables", async () => {
  const served = await serveCli([], {
    WAN_MOCK_STRICT: "1",
    WAN_MOCK_KEY: "only",
    WAN_MOCK_UNKNOWN_MODEL: "403",
    WAN_MOCK_RULE: "callback-url-is-https=off",
    WAN_MOCK_ALLOW_LOCAL_CALLBACKS: "false",
  });
  expect((await submit(served.url)).status).toBe(401);
  expect((await submit(served.url, { ...plainBody, colour: 1 }, "only")).status).toBe(400);
  expect((await submit(served.url, { ...plainBody, model: "x" }, "only")).status).toBe(403);
  expect(
    (await submit(served.url, { ...plainBody, callback_url: "http://hooks.example.com/" }, "only")).status,
  ).toBe(200);
  await served.stop();
  const mild = await serveCli([], { WAN_MOCK_STRICT: "false" });
  expect((await submit(mild.url, { ...plainBody, colour: 1 })).status).toBe(200);
  await mild.stop();
});

it("says in one sentence that its port is taken, and exits 2", async () => {
  const served = await serveCli();
  const { port } = new URL(served.url);
  expect(await runCli(["--port", port])).toEqual({
    code: 2,
    stdout: "",
    stderr: `wan-mock: 127.0.0.1:${port} is taken: stop what listens there, or choose another with --port (0 takes any free one)\n`,
  });
  await served.stop();
});

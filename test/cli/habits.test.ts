import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { habits } from "../../src/insight/habits/habit-list.js";
import { runCli, serveCli } from "../harness/run-cli.js";
import { plainBody } from "../harness/sample-bodies.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

const finding = {
  habit: "polls-too-often",
  severity: "warn",
  message: "task-1 was asked for 21 times at one instant; wait 5 s",
  at: Date.UTC(2027, 0, 1),
  key: "key_f10f7812",
  task: "task-1",
  evidence: [3, 4, 23],
};
const worse = {
  ...finding,
  habit: "stops-polling",
  severity: "error",
  message: "task-1 has failed",
  evidence: [7],
};

const empty = {
  format: "wan-mock-coverage",
  version: 1,
  contract: { models: [], rules: {} },
  items: {},
};
const coverage = (found: readonly object[]) => JSON.stringify({ ...empty, habits: found });

async function submit(url: string, more: object): Promise<string> {
  const answer = await fetch(`${url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer key-a", "content-type": "application/json" },
    body: JSON.stringify({ ...plainBody, ...more }),
  });
  return ((await answer.json()) as { id: string }).id;
}

describe("wan-mock habits", () => {
  it("tells what coverage files hold, one by one and without numbers of a journal that is gone, and ends with 1", async () => {
    const folder = temporaryFolder();
    const one = folder.write("coverage-1.json", coverage([finding]));
    folder.write("coverage-2.json", coverage([worse, { ...worse, message: "it has failed" }]));
    folder.write("all.json", "not looked at");
    expect(await runCli(["habits", one])).toEqual({
      code: 1,
      stdout:
        "warn   polls-too-often  task-1 was asked for 21 times at one instant; wait 5 s\n1 bad habit: 0 errors, 1 warning\n",
      stderr: "",
    });
    const { code, stdout } = await runCli(["habits", folder.path, one]);
    expect([code, stdout]).toEqual([
      1,
      [
        one,
        "warn   polls-too-often  task-1 was asked for 21 times at one instant; wait 5 s",
        `${folder.path}/coverage-2.json`,
        "error  stops-polling  task-1 has failed",
        "error  stops-polling  it has failed  (task-1)",
        "2 bad habits: 2 errors, 1 warning",
        "",
      ].join("\n"),
    ]);
  });

  it("tells in one line what holds for many tasks, with their number", async () => {
    const many = Array.from({ length: 58 }, (_, task) => ({
      ...finding,
      message: `task-unified-1798804800-${String(task).padStart(8, "a")} was asked for ${21 + task} times at one instant; wait 5 s`,
    }));
    const unknown = (name: string) => ({ ...finding, message: `${name} is not a parameter` });
    const file = temporaryFolder().write(
      "1.json",
      coverage([...many, unknown("colour"), worse, unknown("style")]),
    );
    expect((await runCli(["habits", file])).stdout.split("\n")).toEqual([
      "warn   polls-too-often  58 findings, the first: task-unified-1798804800-aaaaaaa0 was asked for 21 times at one instant; wait 5 s  (task-1)",
      "warn   polls-too-often  colour is not a parameter  (task-1)",
      "error  stops-polling  task-1 has failed",
      "warn   polls-too-often  style is not a parameter  (task-1)",
      "2 bad habits: 1 error, 60 warnings",
      "",
    ]);
    const { stdout } = await runCli(["habits", file, "--format", "json"]);
    expect((JSON.parse(stdout) as { habits: object[] }).habits).toHaveLength(61);
  });

  it("says what has taken the place of a habit that is gone", async () => {
    const file = temporaryFolder().write("1.json", coverage([finding]));
    expect(await runCli(["habits", file, "--except", "interval-never-grows"])).toEqual({
      code: 2,
      stdout: "",
      stderr:
        'wan-mock: there is no habit "interval-never-grows" any more: use polls-too-often, which counts queries\n',
    });
  });

  it("puts up with the habits of --except, and ends with 0 when none is left", async () => {
    const file = temporaryFolder().write("1.json", coverage([finding, worse]));
    const some = await runCli(["habits", file, "--except", "polls-too-often"]);
    expect([some.code, some.stdout]).toEqual([
      1,
      expect.stringContaining("1 bad habit: 1 error, 0 warnings\n"),
    ]);
    const none = await runCli(["habits", file, "--except", "polls-too-often", "--except", "stops-polling"]);
    expect(none).toEqual({ code: 0, stdout: "no bad habits\n", stderr: "" });
  });

  it("prints for machines", async () => {
    const file = temporaryFolder().write("1.json", coverage([finding]));
    const { code, stdout } = await runCli(["habits", file, "--format", "json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({ habits: [{ source: file, ...finding }] });
  });

  it("takes a coverage file without habits as one without findings", async () => {
    const file = temporaryFolder().write("1.json", JSON.stringify(empty));
    expect(await runCli(["habits", file])).toMatchObject({ code: 0, stdout: "no bad habits\n" });
  });

  it("lists the habits", async () => {
    const { code, stdout } = await runCli(["habits", "--list"]);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.slice(0, -1).map((line) => line.split(" ")[0])).toEqual(habits.map(({ id }) => id));
    expect(lines.at(-1)).toBe(
      `${habits.length} habits; "wan-mock habits ID" explains one, --format json tells costs, advice and sources`,
    );
    const json = JSON.parse((await runCli(["habits", "--list", "--format", "json"])).stdout) as object;
    expect(json).toMatchObject({ habits: habits.map(({ id, meta }) => ({ id, advice: meta.advice })) });
  });

  it.each([
    ["{", "is no JSON"],
    ["[]", "is no coverage of wan-mock"],
    [
      JSON.stringify({ ...empty, version: 2 }),
      "is written in version 2 of the format, this wan-mock reads version 1: merge it with the wan-mock that wrote it",
    ],
    [JSON.stringify({ ...empty, items: undefined }), "is broken: items must be an object of hits by item"],
    [JSON.stringify({ ...empty, habits: {} }), "is broken: habits must be a list of findings"],
    [coverage([finding, { habit: "x" }]), "is broken: habits must be a list of findings, and item 1 is none"],
  ])("refuses %s with the sentence that coverage has for it", async (text, sentence) => {
    const file = temporaryFolder().write("1.json", text);
    for (const command of ["habits", "coverage"])
      expect(await runCli([command, file])).toEqual({
        code: 2,
        stdout: "",
        stderr: `wan-mock: ${file} ${sentence}\n`,
      });
  });

  it("refuses unknown habits and formats", async () => {
    const said = async (...args: string[]) => {
      const { code, stdout, stderr } = await runCli(["habits", ...args]);
      expect([code, stdout]).toEqual([2, ""]);
      return stderr;
    };
    expect(await said("--except", "polls-to-often")).toMatch(
      /there is no habit "polls-to-often": did you mean polls-too-often/,
    );
    expect(await said("--format", "xml")).toContain("Allowed choices");
  });

  it("refuses sources that are none, as coverage does", async () => {
    const folder = temporaryFolder();
    const cases: readonly (readonly [source: string, sentence: string])[] = [
      [`${folder.path}/none.json`, `${folder.path}/none.json does not exist: check its name`],
      [
        folder.path,
        `${folder.path} holds no coverage files: run the tests with WAN_MOCK_COVERAGE=${folder.path} first`,
      ],
      [
        "http://127.0.0.1:2",
        'http://127.0.0.1:2 cannot be reached: nothing listens there; start one with "wan-mock", or name its URL or coverage files',
      ],
      [
        "http://127.0.0.1:2/?model=x",
        "http://127.0.0.1:2/?model=x has a query: leave out what follows the ?",
      ],
      [
        "http://me:secret@127.0.0.1:2",
        "http://127.0.0.1:2/ has a user name, which a mock does not use: leave it out",
      ],
      ["", '"" is no source: name a file, a folder or a URL'],
    ];
    for (const [source, sentence] of cases)
      for (const command of ["habits", "coverage"])
        expect(await runCli([command, source])).toEqual({
          code: 2,
          stdout: "",
          stderr: `wan-mock: ${sentence}\n`,
        });
  });

  it("writes no report in the place of what it reads", async () => {
    const folder = temporaryFolder();
    const file = folder.write("coverage-1.json", coverage([finding]));
    expect(await runCli(["habits", folder.path, "--output", file])).toEqual({
      code: 2,
      stdout: "",
      stderr: `wan-mock: --output ${file}: this is a file to read, name another\n`,
    });
  });

  it("looks into the folder of WAN_MOCK_COVERAGE before it asks a mock", async () => {
    const folder = temporaryFolder();
    folder.write("coverage-1.json", coverage([worse]));
    const env = { WAN_MOCK_COVERAGE: folder.path, WAN_MOCK_URL: "http://127.0.0.1:2" };
    expect((await runCli(["habits"], { env })).stdout).toContain("stops-polling");
    expect((await runCli(["habits"], { env: { ...env, WAN_MOCK_COVERAGE: "" } })).stderr).toContain(
      "http://127.0.0.1:2 cannot be reached",
    );
  });

  it("refuses a server that is no mock", async () => {
    const server = createServer((_request, response) => response.end("<html>")).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await runCli(["habits", url])).toEqual({
      code: 2,
      stdout: "",
      stderr: `wan-mock: ${url} is no wan-mock of this version: its answer to /_mock/habits is no JSON\n`,
    });
  });
});

describe("beside a running mock", () => {
  it("tells a habit in the log when it first shows, to whoever asks, and at the end", async () => {
    const served = await serveCli(["--seed", "7"]);
    for (const prompt of ["one", "two"]) await submit(served.url, { prompt, colour: "red" });
    expect(await served.line(/sends-unknown-parameters$/)).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} {2}habit {2}colour is not a parameter of wan2\.7-text-to-video and is ignored; leave it out {2}sends-unknown-parameters$/,
    );
    const told = {
      code: 1,
      stdout:
        "warn   sends-unknown-parameters  colour is not a parameter of wan2.7-text-to-video and is ignored; leave it out  (journal 2, 5)\n1 bad habit: 0 errors, 1 warning\n",
      stderr: "",
    };
    for (const path of ["/", "/_mock/", "/_mock/habits", "/_mock/coverage"])
      expect(await runCli(["habits", `${served.url}${path}`])).toEqual(told);
    expect(await runCli(["habits"], { env: { WAN_MOCK_URL: served.url } })).toEqual(told);
    const { stdout } = await served.stop();
    expect(stdout.match(/habit {2}colour/g)).toHaveLength(1);
    expect(stdout).toContain("\n  1 bad habit of the client: sends-unknown-parameters\n");
  });

  it("tells at the end what only the end shows, and as many habits as whoever asked before", async () => {
    const served = await serveCli(["--pace", "instant", "--log", "pretty"]);
    const headers = { authorization: "Bearer key-a" };
    for (const prompt of ["one", "two", "three"]) {
      const id = await submit(served.url, { prompt, colour: "red" });
      await fetch(`${served.url}/v1/tasks/${id}`, { headers });
    }
    const asked = await runCli(["habits", served.url]);
    expect(asked.stdout).toMatch(
      /^warn {3}never-fetches-result {2}3 findings, the first: task-unified-\S+ has completed.*\(journal \d+, \d+\)$/m,
    );
    expect(asked.stdout).toMatch(/^2 bad habits: 0 errors, 4 warnings$/m);
    const { stdout } = await served.stop("SIGINT");
    expect(stdout).toMatch(
      /\n\S+ {2}habit {2}3 findings, the first: task-unified-\S+ has completed.* {2}never-fetches-result\nwan-mock stopped: /,
    );
    expect(stdout).toContain(
      "\n  2 bad habits of the client: sends-unknown-parameters, never-fetches-result\n",
    );
  });

  it("tells it as a JSON line and as an event", async () => {
    const served = await serveCli(["--log", "json"]);
    const events = await fetch(`${served.url}/_mock/events`);
    await submit(served.url, { colour: "red" });
    const line = JSON.parse(await served.line(/"kind":"habit"/)) as object;
    expect(line).toMatchObject({
      kind: "habit",
      habit: "sends-unknown-parameters",
      sequence: 3,
      evidence: [2],
    });
    let heard = "";
    for await (const part of events.body ?? []) {
      heard += Buffer.from(part as Uint8Array).toString();
      if (heard.includes("event: habit")) break;
    }
    expect(heard).toMatch(
      /id: 2\nevent: request\n[^]*id: 3\nevent: habit\ndata: \{"at":"[^"]+","kind":"habit"/,
    );
    await served.stop();
  });

  it("asks with the token of the control side", async () => {
    const token = "a-token-of-sixteen-or-more";
    const served = await serveCli(["--control-token", token]);
    onTestFinished(() => void served.stop());
    expect((await runCli(["habits", served.url, "--control-token", token])).code).toBe(0);
    expect((await runCli(["habits", served.url], { env: { WAN_MOCK_CONTROL_TOKEN: token } })).code).toBe(0);
  });
});

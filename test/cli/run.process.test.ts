import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { plainEnvironment } from "../harness/plain-environment.js";
import { program, runProgram } from "../harness/run-program.js";

const preload = fileURLToPath(new URL("../../dist/register.cjs", import.meta.url));
const pipeline = fileURLToPath(new URL("../adapters/register/clients/pipeline.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "wan-mock run "));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program in a folder whose name has spaces. */
function write(name: string, source: string): string {
  const file = join(folder, name);
  writeFileSync(file, source);
  return file;
}

const node = process.execPath;

/** What a program run beside a mock sees of its environment. */
async function seenEnvironment(
  env: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<Record<string, string>> {
  const { stdout } = await runProgram(
    ["run", ...flags, "--", node, "-e", "console.log(JSON.stringify(process.env))"],
    { env },
  );
  return JSON.parse(stdout);
}

it("lets a client with the paid host in its source submit, poll and download", async () => {
  const { code, stdout, stderr } = await runProgram(["run", "--pace", "polls:2", "--", node, pipeline]);
  const [facts = "", box] = stdout.split("\n");
  expect(JSON.parse(facts)).toEqual({
    status: "completed",
    result: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/files\/task-unified-/),
    type: "video/mp4",
  });
  expect(box).toBe("ftyp");
  expect(code).toBe(7);
  expect(stderr).toBe(
    "wan-mock stopped: 1 task, 0 of 4 requests refused\n" +
      "  the paid service would have reserved 29.24 credits (0.43 USD, price list 2026-05)\n",
  );
});

describe("the report of a run", () => {
  it("is written when the program has ended, whose exit code stays", async () => {
    const file = join(folder, "reports", "run.html");
    const { code } = await runProgram(["run", "--report", file, "--pace", "polls:2", "--", node, pipeline]);
    expect(code).toBe(7);
    expect(readFileSync(file, "utf8")).toMatch(/^<!doctype html>[^]*"\/_mock\/tasks\/task-unified-/);
  });

  it.each([
    ["-", 'wan-mock: --report takes the name of a file, got "-"\n'],
    [folder, `wan-mock: --report ${folder}: it is a folder: name a file\n`],
  ])("is refused before the program starts where it cannot be written: %s", async (file, message) => {
    const trace = join(folder, "started");
    const { code, stderr } = await runProgram(["run", "--report", file, "--", "touch", trace]);
    expect([code, stderr]).toEqual([2, message]);
    expect(existsSync(trace)).toBe(false);
  });
});

describe("the environment of the program", () => {
  it("names the mock, the preload and a key", async () => {
    const env = await seenEnvironment();
    const url = env["WAN_MOCK_URL"];
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(env).toMatchObject({
      EVOLINK_BASE_URL: url,
      EVOLINK_API_BASE: url,
      EVOLINK_API_BASE_URL: url,
      EVOLINK_API_KEY: "wan-mock-run",
      EVOLINK_API_TOKEN: "wan-mock-run",
      NODE_OPTIONS: `--require=${preload}`,
      BUN_OPTIONS: `--preload=${preload}`,
    });
  });

  it("keeps the options of Node and Bun and the keys that are set", async () => {
    const env = await seenEnvironment({
      NODE_OPTIONS: "--no-warnings",
      BUN_OPTIONS: "--smol",
      EVOLINK_API_KEY: "sk-own",
      EVOLINK_API_TOKEN: "sk-other",
    });
    expect(env).toMatchObject({
      NODE_OPTIONS: `--require=${preload} --no-warnings`,
      BUN_OPTIONS: `--preload=${preload} --smol`,
      EVOLINK_API_KEY: "sk-own",
      EVOLINK_API_TOKEN: "sk-other",
    });
  });

  it("names a base that takes paths with and without /v1, which the paid host does not", async () => {
    const file = write(
      "bases.mjs",
      `const { EVOLINK_BASE_URL: base, EVOLINK_API_TOKEN: token } = process.env;
       const headers = { authorization: "Bearer " + token, "content-type": "application/json" };
       const body = JSON.stringify({ model: "wan2.7-text-to-video", prompt: "Rain" });
       const statuses = [];
       for (const url of [base, base + "/v1", "https://api.evolink.ai/v1", "https://api.evolink.ai"]) {
         const answer = await fetch(url + "/videos/generations", { method: "POST", headers, body });
         const { id } = await answer.json();
         const others = ["/tasks/" + id, "/credits", "/models?x"].map((path) => fetch(url + path, { headers }));
         const all = await Promise.all(others);
         statuses.push([answer, ...all].map(({ status }) => status).join(" "));
       }
       console.log(JSON.stringify(statuses));`,
    );
    const curl = `"${node}" "${file}" && curl -s -o /dev/null -w "%{http_code}" https://api.evolink.ai/models`;
    const { stdout } = await runProgram(["run", "--", "sh", "-c", curl]);
    const found = "200 200 200 200";
    expect(stdout).toBe(`${JSON.stringify([found, found, found, "404 404 404 404"])}\n404`);
  });

  it("has a key that the mock accepts", async () => {
    expect(
      await seenEnvironment({ EVOLINK_API_KEY: "" }, ["--key", "sk-first", "--key", "sk-second"]),
    ).toMatchObject({ EVOLINK_API_KEY: "sk-first" });
  });

  it("leads calls through the proxy that answers for the paid host, those to this machine excepted", async () => {
    const env = await seenEnvironment({
      https_proxy: "http://proxy.test:1",
      no_proxy: "internal.test, evolink.ai",
    });
    const proxy = env["WAN_MOCK_PROXY"];
    expect(proxy).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(env).toMatchObject({
      https_proxy: proxy,
      HTTPS_PROXY: proxy,
      http_proxy: proxy,
      HTTP_PROXY: proxy,
    });
    for (const name of ["no_proxy", "NO_PROXY"]) {
      expect(env[name]?.split(",")).toEqual(["internal.test", "localhost", "127.0.0.1", "::1"]);
    }
  });

  it("leaves PORT to the program and takes WAN_MOCK_PORT", async () => {
    const busy = createServer().listen(0, "127.0.0.1");
    await once(busy, "listening");
    const port = String((busy.address() as AddressInfo).port);
    const env = await seenEnvironment({ PORT: port });
    expect(env["PORT"]).toBe(port);
    busy.close();
    await once(busy, "close");
    expect((await seenEnvironment({ WAN_MOCK_PORT: port }))["WAN_MOCK_URL"]).toBe(`http://127.0.0.1:${port}`);
  });
});

it("hands input and arguments on as they are, and writes nothing of its own to stdout", async () => {
  const file = write(
    "echo all.mjs",
    'process.stdout.write(process.argv.slice(2).join("|") + "\\n"); process.stdin.pipe(process.stdout);',
  );
  const { stdout } = await runProgram(
    ["run", "--log", "pretty", "--", node, file, "--port", "x", "a b", "--", "$HOME"],
    {
      input: "line\n",
    },
  );
  expect(stdout).toBe("--port|x|a b|--|$HOME\nline\n");
});

it("reaches Node programs that the program starts", async () => {
  const file = write(
    "parent.cjs",
    `require("node:child_process").spawn(process.execPath, [${JSON.stringify(pipeline)}], { stdio: "inherit" })
       .on("exit", (code) => { process.exitCode = code + 1; });`,
  );
  const { code, stdout } = await runProgram(["run", "--pace", "instant", "--", node, file]);
  expect(stdout).toContain("ftyp");
  expect(code).toBe(8);
});

describe("what is told on stderr", () => {
  const file = write(
    "two calls.mjs",
    `const url = "https://api.evolink.ai/v1/videos/generations";
     const headers = { authorization: "Bearer k", "content-type": "application/json" };
     for (const body of ['{"model":"wan2.7-text-to-video","prompt":"x"}', '{"model":"wan2.7-text-to-video","prompt":"x","duration":99}'])
       await fetch(url, { method: "POST", headers, body });`,
  );
  const stderrOf = async (...flags: string[]) =>
    (await runProgram(["run", ...flags, "--", node, file])).stderr;

  it("is refused requests, with the reason, and the summary", async () => {
    const stderr = await stderrOf();
    expect(stderr).toMatch(/POST {2}\/v1\/videos\/generations .*400/);
    expect(stderr).toMatch(/error {2}duration must be/);
    expect(stderr).not.toMatch(/ 200 /);
    expect(stderr).toContain("wan-mock stopped: 1 task, 1 of 2 requests refused");
  });

  it("is every request with --log pretty", async () => {
    expect(await stderrOf("--log", "pretty")).toMatch(/POST .* 200 [^]*POST .* 400 [^]*wan-mock stopped/);
  });

  it("is JSON lines alone with --log json", async () => {
    const entries = (await stderrOf("--log", "json"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { kind: string; status?: number });
    expect(entries.filter(({ kind }) => kind === "request").map(({ status }) => status)).toEqual([200, 400]);
  });

  it("is the summary alone with --log quiet", async () => {
    expect(await stderrOf("--log", "quiet")).toMatch(/^wan-mock stopped: .*\n {2}the paid service .*\n$/);
  });
});

describe("a command that cannot be run", () => {
  it.each([[["run"]], [["run", "--"]], [["run", "--pace", "instant", "--", ""]]])(
    "is asked for: %j",
    async (args) => {
      const { code, stderr } = await runProgram(args);
      expect(code).toBe(2);
      expect(stderr).toBe(
        "wan-mock: run needs a command: write it behind two dashes, such as wan-mock run -- npm start\n",
      );
    },
  );

  it("ends with 127 when there is none of that name", async () => {
    const { code, stderr } = await runProgram(["run", "--", "no-such-command", "x"]);
    expect(code).toBe(127);
    expect(stderr).toContain('wan-mock: there is no command "no-such-command": check its spelling');
  });

  it("ends with 126 when it may not be run", async () => {
    const file = write("plain.txt", "text");
    chmodSync(file, 0o644);
    const { code, stderr } = await runProgram(["run", "--", file]);
    expect(code).toBe(126);
    expect(stderr).toContain("may not be run: make the file executable");
  });

  it("is not started when the mock cannot be", async () => {
    const { code, stdout, stderr } = await runProgram(["run", "--pace", "hasty", "--", node, "-p", "1"]);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^wan-mock: .*hasty/);
  });
});

describe("signals", () => {
  const waiting = (listener: string) =>
    `${listener} setInterval(() => {}, 1000); process.stdout.write("ready\\n");`;

  /** Starts a program beside a mock and waits until it says that it is ready. */
  async function startReady(source: string): Promise<ChildProcess> {
    const child = spawn(node, [program, "run", "--", node, "-e", source], { env: plainEnvironment() });
    await once(child.stdout, "data");
    return child;
  }

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "%s reaches the program, whose exit code counts",
    async (signal) => {
      const child = await startReady(waiting(`process.on("${signal}", () => process.exit(3));`));
      const ended = Promise.all([once(child, "close"), text(child.stderr!)]);
      child.kill(signal);
      const [[code], stderr] = await ended;
      expect(code).toBe(3);
      expect(stderr).toContain("wan-mock stopped: 0 tasks");
    },
  );

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("a program that %s kills ends with %i", async (signal, expected) => {
    const child = await startReady(waiting(""));
    child.kill(signal);
    const [code] = await once(child, "close");
    expect(code).toBe(expected);
  });
});

it("is a mock that ends with the program", async () => {
  const { stdout } = await runProgram(["run", "--", node, "-p", "process.env.WAN_MOCK_URL"]);
  await expect(fetch(`${stdout.trim()}/_mock/health`)).rejects.toThrow("fetch failed");
});

it("has the settings of serve, from the environment and a file", async () => {
  const config = write("settings.yaml", "pace: manual\nkeys: [sk-file]\n");
  const source = `const { pace } = await (await fetch(process.env.WAN_MOCK_URL + "/_mock/health")).json();
    console.log(pace, process.env.EVOLINK_API_KEY);`;
  const file = write("health.mjs", source);
  const { stdout } = await runProgram(["run", "--config", config, "--", node, file], {
    env: { WAN_MOCK_PACE: "instant" },
  });
  expect(stdout).toBe("instant sk-file\n");
});

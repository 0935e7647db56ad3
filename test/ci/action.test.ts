import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { ActionJob, type Used } from "../harness/action-job.js";
import type { Variables } from "../harness/run-cli.js";

const program = fileURLToPath(new URL("../../dist/bin/wan-mock.js", import.meta.url));

/** A client of the paid service that reads its base URL as such clients do. */
const submitting = `node -e '
  fetch(process.env.EVOLINK_BASE_URL + "/v1/videos/generations", {
    method: "POST",
    headers: { authorization: "Bearer " + process.env.EVOLINK_API_KEY, "content-type": "application/json" },
    body: JSON.stringify({ model: "wan2.7-text-to-video", prompt: "Rain" }),
  }).then(async (answer) => { console.log("submitted", answer.status, await answer.text()); process.exitCode = answer.ok ? 0 : 1; });'`;

/** A job whose uses of the action run the program as built; nothing of it stays. */
function job() {
  const made = new ActionJob();
  onTestFinished(async () => {
    await made.use({ mode: "stop" });
    made.close();
  });
  const use = (inputs: Variables): Promise<Used> =>
    made.use(inputs["mode"] === "stop" ? inputs : { program, ...inputs });
  return { made, use };
}

const answers = (url: string) =>
  fetch(`${url}/_mock/health`).then(
    ({ ok }) => ok,
    () => false,
  );

/** A program that stands for wan-mock: a server and a command `coverage` that writes down what it is asked. */
function programWithCoverage(folder: string, exitCode: number): string {
  const file = join(folder, "with-coverage.sh");
  const script = `#!/bin/sh
case "$1" in
  --help) node ${program} --help; echo "  coverage [options] <from...>  tell what was exercised" ;;
  coverage) echo "$@" > ${folder}/asked; curl -sf "$2/_mock/health" > /dev/null && echo "|covered|" >> "$GITHUB_STEP_SUMMARY"; exit ${exitCode} ;;
  *) echo "wan-mock: warning: something odd" >&2; exec node ${program} "$@" ;;
esac
`;
  writeFileSync(file, script);
  chmodSync(file, 0o755);
  return file;
}

describe("action.yml with a command", () => {
  it("runs it beside a mock, adds a summary and ends the mock", async () => {
    const { made, use } = job();
    const used = await use({
      command: `${submitting}\necho "$WAN_MOCK_URL" > url`,
      args: "--seed 7\n--strict",
    });
    expect(used).toMatchObject({
      outcome: "success",
      steps: { start: "success", command: "success", finish: "success" },
    });
    expect(used.printed).toContain("submitted 200");
    expect(used.outputs["url"]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(readFileSync(join(made.workspace, "url"), "utf8")).toBe(`${used.outputs["url"] ?? ""}\n`);
    expect(made.summary).toMatch(
      /^## wan-mock coverage\n\n[^]*\n### wan-mock\n\n```text\nwan-mock stopped: 1 task, 0 of 1 request refused\n/,
    );
    expect(await answers(used.outputs["url"] ?? "")).toBe(false);
    expect(readFileSync(used.outputs["log"] ?? "", "utf8")).toContain("seed 7");
  });

  it("fails with the command, and ends the mock all the same", async () => {
    const { made, use } = job();
    const used = await use({ command: "false\necho not reached" });
    expect(used).toMatchObject({
      outcome: "failure",
      steps: { start: "success", command: "failure", finish: "success" },
    });
    expect(used.printed).not.toContain("not reached");
    expect(made.summary).toContain("wan-mock stopped: 0 tasks");
    expect(await answers(used.outputs["url"] ?? "")).toBe(false);
  });

  it("takes what the inputs hold for text and not for commands", async () => {
    const { made, use } = job();
    const odd = `$(touch ${made.workspace}/injected) \`touch ${made.workspace}/injected\` "; touch ${made.workspace}/injected; "`;
    for (const name of [
      "args",
      "port",
      "start-timeout",
      "version",
      "program",
      "mode",
      "min-coverage",
      "export-env",
    ]) {
      const used = await use({ [name]: odd, command: "true" });
      expect({ name, outcome: used.outcome }).toEqual({ name, outcome: "failure" });
      expect(used.printed).toContain("::error title=wan-mock::");
    }
    expect(existsSync(join(made.workspace, "injected"))).toBe(false);
  });

  it("runs in the working directory, with the wan-mock of the project there", async () => {
    const { made, use } = job();
    const folder = join(made.workspace, "app/node_modules/.bin");
    mkdirSync(folder, { recursive: true });
    symlinkSync(program, join(folder, "wan-mock"));
    writeFileSync(join(made.workspace, "app/wan-mock.config.yaml"), "seed: 11\n");
    const used = await use({ program: "", "working-directory": "app", command: "pwd" });
    expect(used.outcome).toBe("success");
    expect(used.printed).toContain(`${made.workspace}/app\n`);
    expect(readFileSync(used.outputs["log"] ?? "", "utf8")).toContain("seed 11");
  });
});

describe("action.yml in two steps", () => {
  it("starts a mock for the steps that follow, and ends it when told", async () => {
    const { made, use } = job();
    const started = await use({ mode: "start" });
    expect(started).toMatchObject({ outcome: "success", steps: { command: "skipped", finish: "skipped" } });
    const url = started.outputs["url"] ?? "";
    expect(made.env).toEqual({
      WAN_MOCK_URL: url,
      EVOLINK_BASE_URL: url,
      EVOLINK_API_BASE: url,
      EVOLINK_API_BASE_URL: url,
    });
    expect(await answers(url)).toBe(true);
    const again = await use({});
    expect(again.outcome).toBe("failure");
    expect(again.printed).toContain(`a mock runs already, at ${url}: end it with mode: stop first`);

    expect(await use({ mode: "stop" })).toMatchObject({ outcome: "success", steps: { start: "skipped" } });
    expect(await answers(url)).toBe(false);
    expect(made.summary).toContain("wan-mock stopped: 0 tasks");
  });

  it("keeps the URL to itself when told so", async () => {
    const { made, use } = job();
    expect((await use({ "export-env": "false" })).outcome).toBe("success");
    expect(made.env).toEqual({});
  });

  it("says that there is nothing to end", async () => {
    const used = await job().use({ mode: "stop" });
    expect(used.outcome).toBe("failure");
    expect(used.printed).toContain("::error title=wan-mock::no mock runs");
  });

  it("tells when the mock did not live to the end", async () => {
    const { made, use } = job();
    await use({});
    process.kill(Number(readFileSync(join(made.temp, "wan-mock/pid"), "utf8")), "SIGKILL");
    const used = await use({ mode: "stop" });
    expect(used.outcome).toBe("failure");
    expect(used.printed).toContain("ended before the tests did");
  });
});

describe("action.yml when the mock does not start", () => {
  it("shows why, in the log and as an annotation, and runs no command", async () => {
    const { use } = job();
    const taken = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void taken.close());
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as { port: number };
    const used = await use({ port: String(port), command: "echo reached" });
    expect(used).toMatchObject({
      outcome: "failure",
      steps: { start: "failure", command: "skipped", finish: "skipped" },
    });
    expect(used.printed).toMatch(
      /^::error title=wan-mock::wan-mock ended before it listened: .* is taken: /m,
    );
    expect(used.printed).not.toContain("reached");
  });

  it("leaves nothing behind when the job is cancelled", async () => {
    const { made, use } = job();
    const silent = join(made.workspace, "silent.js");
    writeFileSync(
      silent,
      'require("node:fs").writeFileSync("pid", `${process.pid}`);\nsetInterval(() => {}, 1000);\n',
    );
    const used = use({ program: silent, "start-timeout": "300" });
    const pid = await expect
      .poll(
        () => existsSync(join(made.workspace, "pid")) && readFileSync(join(made.workspace, "pid"), "utf8"),
      )
      .toMatch(/\d/)
      .then(() => Number(readFileSync(join(made.workspace, "pid"), "utf8")));
    made.cancel();
    expect(await used).toMatchObject({ outcome: "failure", steps: { start: "failure" } });
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    expect(existsSync(join(made.temp, "wan-mock"))).toBe(false);
  });

  it("tells a runner of Windows what to do instead", async () => {
    const { made, use } = job();
    made.env = { RUNNER_OS: "Windows" };
    const used = await use({ command: "echo reached" });
    expect(used).toMatchObject({ outcome: "failure", steps: { start: "failure", command: "skipped" } });
    expect(used.printed).toContain("on Windows a step does the same: npx wan-mock run -- COMMAND");
  });

  it("gives up after the time it is given", async () => {
    const { made, use } = job();
    const silent = join(made.workspace, "silent.js");
    writeFileSync(silent, 'console.log("::set-env name=A::b");\nsetInterval(() => {}, 1000);\n');
    const used = await use({ program: silent, "start-timeout": "1", command: "true" });
    expect(used.outcome).toBe("failure");
    expect(used.printed).toContain("wan-mock did not listen within 1 s");
    // Nothing that a program prints is a command to the runner.
    const [, token = ""] = /^::stop-commands::(\S+)$/m.exec(used.printed) ?? [];
    const guarded = used.printed.slice(used.printed.indexOf(token), used.printed.lastIndexOf(`::${token}::`));
    expect(guarded).toContain("::set-env name=A::b");
  });

  it.each([
    [{ mode: "strat" }, "mode is start or stop, got 'strat'"],
    [{ mode: "%0A::x" }, "mode is start or stop, got '%250A::x'"],
    [{ port: "http" }, "port is a number from 0 to 65535, got 'http'"],
    [{ "start-timeout": "0" }, "start-timeout is a whole number of seconds, 1 or more, got '0'"],
    [{ "min-coverage": "101" }, "min-coverage is a number from 0 to 100, got '101'"],
    [{ "export-env": "yes" }, "export-env is true or false, got 'yes'"],
    [{ program: "no/such/file.js" }, "program: there is no file no/such/file.js in "],
    [{ args: "--sede 7" }, "unknown option '--sede'"],
  ] as [Variables, string][])("refuses %j", async (inputs, told) => {
    const used = await job().use({ command: "true", ...inputs });
    expect(used.outcome).toBe("failure");
    expect(used.printed).toContain(told);
  });
});

describe("action.yml and coverage", () => {
  it("has the table added while the mock still runs, and hands the bound on", async () => {
    const { made, use } = job();
    const own = programWithCoverage(made.workspace, 0);
    const used = await use({ program: own, command: submitting, "min-coverage": "12.5" });
    expect(used.outcome).toBe("success");
    const asked = readFileSync(join(made.workspace, "asked"), "utf8");
    expect(asked).toBe(`coverage ${used.outputs["url"] ?? ""} --format github --min 12.5\n`);
    expect(made.summary).toMatch(/^\|covered\|\n### wan-mock/);
  });

  it("fails where too little was exercised, and ends the mock", async () => {
    const { made, use } = job();
    const own = programWithCoverage(made.workspace, 1);
    const used = await use({ program: own, command: "true", "min-coverage": "80" });
    expect(used).toMatchObject({ outcome: "failure", steps: { command: "success", finish: "failure" } });
    expect(await answers(used.outputs["url"] ?? "")).toBe(false);
    expect(made.summary).toContain("wan-mock stopped");
  });

  it("asks for no bound where none is given", async () => {
    const { made, use } = job();
    const own = programWithCoverage(made.workspace, 0);
    await use({ program: own, command: "true" });
    expect(readFileSync(join(made.workspace, "asked"), "utf8")).toMatch(/ --format github\n$/);
  });
});

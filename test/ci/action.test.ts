import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { ActionJob, type Used } from "../harness/action-job.js";
import type { Variables } from "../harness/plain-environment.js";

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

/** The program, with a line for each time it was started in `asked`. */
function programThatIsWatched(folder: string): string {
  const file = join(folder, "watched.sh");
  writeFileSync(file, `#!/bin/sh\necho "$@" >> ${folder}/asked\nexec node ${program} "$@"\n`);
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
      /^## wan-mock coverage\n[^]*^### wan-mock\n\n```text\nwan-mock stopped: 1 task, 0 of 1 request refused\n/m,
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
      "fail-on-habits",
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
    expect(isRunning(pid)).toBe(false);
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
    [{ "fail-on-habits": "1" }, "fail-on-habits is true or false, got '1'"],
    [{ program: "no/such/file.js" }, "program: there is no file no/such/file.js in "],
    [{ args: "--sede 7" }, "unknown option '--sede'"],
  ] as [Variables, string][])("refuses %j", async (inputs, told) => {
    const used = await job().use({ command: "true", ...inputs });
    expect(used.outcome).toBe("failure");
    expect(used.printed).toContain(told);
  });
});

describe("action.yml and coverage", () => {
  it("has the tables of what was exercised and of habits added while the mock still runs", async () => {
    const { made, use } = job();
    const used = await use({
      program: programThatIsWatched(made.workspace),
      command: submitting.replace('prompt: "Rain"', 'prompt: "Rain", colour: "red"'),
      "min-coverage": "1.5",
    });
    expect(used.outcome).toBe("success");
    expect(readFileSync(join(made.workspace, "asked"), "utf8").split("\n")).toEqual([
      "serve --port 0",
      `coverage ${used.outputs["url"] ?? ""} --format github --min 1.5`,
      "",
    ]);
    expect(made.summary).toMatch(/^## wan-mock coverage\n\ncontract coverage \d/);
    expect(made.summary).toContain("| Models | 1 | 4 | 25.0 % |\n");
    expect(made.summary).toMatch(
      /^\| sends-unknown-parameters \| warn \| 1 \| colour is not a parameter of .* \|$/m,
    );
    expect(made.summary).toContain("### wan-mock\n\n```text\nwan-mock stopped: 1 task");
    expect(used.printed).toContain(
      "::warning title=wan-mock coverage%3A sends-unknown-parameters::Habits: sends-unknown-parameters: colour",
    );
  });

  it("fails where too little was exercised, and ends the mock", async () => {
    const { made, use } = job();
    const used = await use({ command: submitting, "min-coverage": "80" });
    expect(used).toMatchObject({ outcome: "failure", steps: { command: "success", finish: "failure" } });
    expect(used.printed).toMatch(
      /^::error title=wan-mock coverage%3A minimum::.*at least 80 %25 are wanted/m,
    );
    expect(await answers(used.outputs["url"] ?? "")).toBe(false);
    expect(made.summary).toContain("wan-mock stopped");
  });

  it("asks for no bound where none is given", async () => {
    const { made, use } = job();
    const used = await use({ program: programThatIsWatched(made.workspace), command: "true" });
    expect(used.outcome).toBe("success");
    expect(readFileSync(join(made.workspace, "asked"), "utf8")).toMatch(/ --format github\n$/);
  });
});

describe("action.yml and habits", () => {
  const careless = submitting.replace('prompt: "Rain"', 'prompt: "Rain", colour: "red"');

  it("fails by a bad habit when told so, and lists it", async () => {
    const { made, use } = job();
    const used = await use({ command: careless, "fail-on-habits": "true" });
    expect(used).toMatchObject({ outcome: "failure", steps: { command: "success", finish: "failure" } });
    expect(made.summary).toContain("## wan-mock habits\n\n1 bad habit: 0 errors, 1 warning\n");
    expect(await answers(used.outputs["url"] ?? "")).toBe(false);
  });

  it("passes with good habits when told so", async () => {
    const { made, use } = job();
    const used = await use({ command: submitting, "fail-on-habits": "true" });
    expect(used.outcome).toBe("success");
    expect(made.summary).toContain("## wan-mock habits\n\nno bad habits\n");
  });

  it("fails by it in the step that ends the mock, of two", async () => {
    const { made, use } = job();
    await use({ mode: "start" });
    await fetch(`${made.env["WAN_MOCK_URL"] ?? ""}/v1/videos/generations`, {
      method: "POST",
      headers: { authorization: "Bearer ci", "content-type": "application/json" },
      body: JSON.stringify({ model: "wan2.7-text-to-video", prompt: "Rain", colour: "red" }),
    });
    expect((await use({ mode: "stop", "fail-on-habits": "true" })).outcome).toBe("failure");
  });
});

/** Whether a process runs; one that has ended and that nobody has collected yet does not. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (!existsSync("/proc/self/status")) return true;
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

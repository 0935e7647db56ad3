import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Coverage } from "../../src/insight/coverage/coverage.js";
import { habits as catalogue } from "../../src/insight/habits/habit-list.js";
import { runCli, serveCli } from "../harness/run-cli.js";
import { plainBody } from "../harness/sample-bodies.js";
import { temporaryFolder } from "../harness/temporary-folder.js";
import { fileOf, four } from "./coverage-file.js";

const submit = (url: string, body: object = plainBody) =>
  fetch(`${url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer key-a", "content-type": "application/json" },
    body: JSON.stringify(body),
  });

interface Told extends Coverage {
  readonly sources: readonly string[];
  readonly notes: readonly string[];
}

async function told(...args: readonly string[]): Promise<Told> {
  const { stdout } = await runCli(["coverage", ...args, "--format", "json"]);
  return JSON.parse(stdout) as Told;
}

it("reads a running mock by its URL, with its token", async () => {
  const mock = await serveCli(["--control-token", "secret"]);
  await submit(mock.url);
  const refused = await runCli(["coverage", mock.url]);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("give its --control-token")]);
  const { items } = await told(mock.url, "--control-token", "secret");
  expect(items.find(({ id }) => id === "model/wan2.7-text-to-video")?.hits).toBe(1);
  await mock.stop();
});

it("takes the folder of a configuration file from where the file lies", async () => {
  const { path, write } = temporaryFolder();
  const mock = await serveCli(["--config", write("settings.yaml", "coverage: ./found\n")]);
  await submit(mock.url);
  await mock.stop();
  expect(readdirSync(join(path, "found"))).toHaveLength(1);
});

it("refuses to serve where the folder cannot be one", async () => {
  const file = temporaryFolder().write("coverage.json", "{}");
  const { code, stderr } = await runCli(["serve", "--port", "0", "--coverage", file]);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/coverage is a folder.*it is a file/)]);
});

it("shows a bar for each section and some of what is missing", async () => {
  const file = temporaryFolder().write("a.json", fileOf({ ...four, "bound/m1/duration/maximum": 0 }));
  const { stdout, code } = await runCli(["coverage", file]);
  expect(code).toBe(0);
  expect(stdout).toContain("contract coverage 75.0 %: 3 of 4 items, from 1 source\n");
  expect(stdout).toContain("  Models           ██████████░░░░░░░░░░   50.0 %  1 of 2\n");
  expect(stdout).toContain("0 of 1  (not in the total)\n");
  expect(stdout).toContain("Missing (--uncovered lists all)\n  Models           m2\n");
  const all = await runCli(["coverage", file, "--uncovered"]);
  expect(all.stdout).toContain("Missing: Models\n  model/m2\n");
});

describe("--min", () => {
  const file = () => temporaryFolder().write("a.json", fileOf(four));

  it.each([
    ["75", 0],
    ["75.001", 1],
    ["74.9", 0],
    ["0", 0],
    ["100", 1],
  ])("of %s ends with %i where 75 are covered", async (min, code) => {
    expect((await runCli(["coverage", file(), "--min", min])).code).toBe(code);
  });

  it("says how many items are wanted", async () => {
    const { stdout } = await runCli(["coverage", file(), "--min", "80"]);
    expect(stdout).toContain("at least 80 % are wanted, and 75.0 % are covered: exercise 1 more item\n");
  });

  it.each(["101", "-1", "eighty", "80%", ""])("refuses %j", async (min) => {
    const { code, stderr } = await runCli(["coverage", file(), `--min=${min}`]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("percentage from 0 to 100")]);
  });

  it("is about the chosen models", async () => {
    const args = ["coverage", file(), "--min", "100"];
    expect((await runCli([...args, "--model", "m1"])).code).toBe(0);
    expect((await runCli([...args, "--only-used-models"])).code).toBe(0);
    expect((await runCli([...args, "--model", "m1", "--model", "m2"])).code).toBe(1);
  });
});

describe("--compare", () => {
  it("fails where something was lost, and tells what was won", async () => {
    const { write } = temporaryFolder();
    const before = write("before.json", fileOf({ ...four, "model/m2": 1, "rule/r/passed": 0 }));
    const now = write("now.json", fileOf(four));
    const { code, stdout } = await runCli(["coverage", now, "--compare", before]);
    expect(code).toBe(1);
    expect(stdout).toContain(
      `75.0 % in ${before}, 75.0 % now: 1 lost, 1 won\n  lost: model/m2\n  won: rule/r/passed\n`,
    );
    expect((await runCli(["coverage", before, now, "--compare", before])).code).toBe(0);
  });

  it("takes what is no item any more for gone, not for lost", async () => {
    const { write } = temporaryFolder();
    const before = write("before.json", fileOf({ ...four, "rule/old/passed": 1 }));
    const { code, stdout } = await runCli(["coverage", write("now.json", fileOf(four)), "--compare", before]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("0 lost, 0 won, 1 no longer there")]);
  });

  it("reads what --save wrote", async () => {
    const { path, write } = temporaryFolder();
    const saved = join(path, "deep", "saved.json");
    const one = write("coverage-1.json", fileOf(four));
    write("coverage-2.json", fileOf({ ...four, "model/m2": 3 }));
    expect((await runCli(["coverage", path, "--save", saved])).code).toBe(0);
    const items = (await told(saved)).items.map(({ id, hits }) => [id, hits]);
    expect(Object.fromEntries(items)).toEqual({
      "model/m1": 2,
      "model/m2": 3,
      "rule/r/refused": 4,
      "rule/r/passed": 2,
    });
    expect((await runCli(["coverage", one, "--compare", saved])).code).toBe(1);
    expect((await runCli(["coverage", path, "--compare", saved])).code).toBe(0);
  });
});

it("unites the items of different contracts, and says so", async () => {
  const { write } = temporaryFolder();
  const one = write("1.json", fileOf({ "model/m1": 1 }, ["m1"]));
  const other = write("2.json", fileOf({ "model/m1": 1, "model/m3": 0 }, ["m1", "m3"]));
  const { items, notes, contract } = await told(one, other);
  expect(items.map(({ id, hits }) => [id, hits])).toEqual([
    ["model/m1", 2],
    ["model/m3", 0],
  ]);
  expect(contract.models).toEqual(["m1", "m3"]);
  expect(notes).toEqual(["model m3 is known to 1 of 2 sources: the others served other documents"]);
});

describe("what cannot be read", () => {
  const cases: readonly (readonly [
    says: string,
    source: (write: (name: string, text: string) => string) => string,
  ])[] = [
    ["is no JSON", (write) => write("a.json", "{")],
    ["is no coverage of wan-mock", (write) => write("a.json", '{"result":{}}')],
    [
      "is written in version 9",
      (write) => write("a.json", fileOf(four).replace('"version":1', '"version":9')),
    ],
    ["does not exist: check its name", () => "no-such.json"],
    ["does not exist: run the tests with WAN_MOCK_COVERAGE=no-such first", () => "no-such"],
    ["holds no coverage files", (write) => join(write("a.json", ""), "..")],
    ["holds no coverage files", (write) => join(write("coverage-.json", ""), "..")],
    ["nothing listens there", () => "http://127.0.0.1:2"],
    ["is no URL", () => "http://"],
  ];
  it.each(cases)("ends with 2 and one sentence: %s", async (says, source) => {
    const { code, stdout, stderr } = await runCli(["coverage", source(temporaryFolder().write)]);
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(says)]);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it("is a model that no file knows", async () => {
    const file = temporaryFolder().write("a.json", fileOf(four));
    const { code, stderr } = await runCli(["coverage", file, "--model", "m9"]);
    expect([code, stderr]).toEqual([2, 'wan-mock: there is no coverage of a model "m9": did you mean m1?\n']);
  });

  it("is a place that cannot be written", async () => {
    const file = temporaryFolder().write("a.json", fileOf(four));
    const { code, stderr } = await runCli(["coverage", file, "--html", join(file, "page.html")]);
    const page = join(file, "page.html");
    expect([code, stderr]).toEqual([2, `wan-mock: --html ${page}: its folder is a file\n`]);
  });
});

describe("files that are written", () => {
  it("take the report, and stdout then has what people read", async () => {
    const { path, write } = temporaryFolder();
    const output = join(path, "report.xml");
    const args = ["coverage", write("a.json", fileOf(four))];
    const { stdout } = await runCli(args);
    expect(await runCli([...args, "--format", "junit", "--output", output])).toEqual({
      code: 0,
      stdout,
      stderr: "",
    });
    expect(readFileSync(output, "utf8")).toBe((await runCli([...args, "--format", "junit"])).stdout);
  });

  it.each(["--save", "--html"])("are no stdout for %s", async (option) => {
    const file = temporaryFolder().write("a.json", fileOf(four));
    for (const name of ["-", ""])
      expect(await runCli(["coverage", file, `${option}=${name}`])).toEqual({
        code: 2,
        stdout: "",
        stderr: `wan-mock: ${option} takes the name of a file, got "${name}"\n`,
      });
  });
});

describe("habits", () => {
  const finding = {
    habit: "polls-too-often",
    severity: "warn",
    message: "task-1 was asked for 21 times",
    at: 5,
    task: "task-1",
    evidence: [3, 23],
  };
  const found = [
    finding,
    { ...finding, message: "task-2 was asked for 30 times | <b>", task: "task-2" },
    { ...finding, habit: "stops-polling", severity: "error", message: "task-3 ended unseen", task: "task-3" },
  ];
  const file = () => temporaryFolder().write("a b.json", fileOf(four, undefined, { habits: found }));

  it("are listed by habit, the errors first, each with its first finding", async () => {
    const source = file();
    const { code, stdout } = await runCli(["coverage", source]);
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining(`
Habits (wan-mock habits '${source}' lists all)
  error  stops-polling    1  task-3 ended unseen
  warn   polls-too-often  2  task-1 was asked for 21 times
`),
    ]);
  });

  it("stand in the JSON whole", async () => {
    const { habits } = (await told(file())) as Told & { habits: unknown };
    expect(habits).toEqual(found);
  });

  it("are warnings of a report, and leave the exit code alone", async () => {
    const { code, stdout } = await runCli(["coverage", file(), "--format", "junit", "--min", "70"]);
    expect(code).toBe(0);
    expect(stdout).toContain(`<testsuite name="Habits" tests="${catalogue.length}" failures="0"`);
    expect(stdout).toContain("warning  stops-polling  task-3 ended unseen<");
    expect(stdout).toContain("warning  polls-too-often  task-1 was asked for 21 times (and 1 more)<");
  });

  it("have a table in the summary of a job", async () => {
    const summary = temporaryFolder().write("summary.md", "");
    const { stdout } = await runCli(["coverage", file(), "--format", "github"], {
      env: { GITHUB_STEP_SUMMARY: summary },
    });
    expect(stdout).toContain(
      "::warning title=wan-mock coverage%3A stops-polling::Habits: stops-polling: task-3",
    );
    expect(readFileSync(summary, "utf8")).toContain(`
2 bad habits: 1 error, 2 warnings.

| habit | | seen | first |
|---|---|---:|---|
| stops-polling | error | 1 | task-3 ended unseen |
| polls-too-often | warn | 2 | task-1 was asked for 21 times |
`);
  });

  it("come from a running mock too", async () => {
    const mock = await serveCli(["--seed", "7"]);
    await submit(mock.url, { ...plainBody, colour: "red" });
    const { stdout } = await runCli(["coverage", mock.url]);
    expect(stdout).toContain(`
Habits (wan-mock habits ${mock.url} lists all)
  warn   sends-unknown-parameters  1  colour is not a parameter of wan2.7-text-to-video and is ignored; leave it out
`);
    await mock.stop();
  });

  it("come out of files whatever a client sent", async () => {
    const { path } = temporaryFolder();
    const mock = await serveCli(["--coverage", path]);
    await submit(mock.url, { ...plainBody, "\u009b2J": 1 });
    await mock.stop();
    for (const command of ["coverage", "habits"]) {
      const { stdout } = await runCli([command, path]);
      expect(stdout).toContain('"\\u009b2J" is not a parameter');
    }
  });

  it("tell where more was found than is kept", async () => {
    const { write } = temporaryFolder();
    const many = { habits: Array.from({ length: 700 }, () => finding) };
    const both = ["1.json", "2.json"].map((name) => write(name, fileOf(four, undefined, many)));
    const { notes } = await told(...both);
    expect(notes).toEqual(["of 1400 findings about habits the first 1000 are shown"]);
  });
});

it("reads once what is named twice", async () => {
  const { path, write } = temporaryFolder();
  const one = write("coverage-1.json", fileOf(four));
  const { items, sources } = await told(path, one, `${path}/./coverage-1.json`);
  expect(sources).toEqual([one]);
  expect(items.find(({ id }) => id === "rule/r/refused")?.hits).toBe(2);
});

it("keeps what a killed process had written, and no half file", async () => {
  const { path } = temporaryFolder();
  writeFileSync(join(path, ".coverage-1-00000000.json.part"), "{");
  writeFileSync(join(path, "coverage-1-00000000.json"), fileOf(four));
  expect((await told(path)).covered).toBe(3);
});

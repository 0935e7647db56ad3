import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hasXmllint, junitComplaints, readXml, sarifComplaints } from "../harness/report-schemas.js";
import { runCli } from "../harness/run-cli.js";
import { plainBody } from "../harness/sample-bodies.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

const json = (value: unknown) => JSON.stringify(value);

const strange = { "a\u0007]]><b>\n😀": 1, '"%0A::error::x': 2, ["x".repeat(70_000)]: 3, "\ud800": 4 };

type SarifRule = Record<"shortDescription" | "fullDescription" | "help", { text: string }> & { id: string };

interface SarifRun {
  tool: { driver: { rules: SarifRule[] } };
  results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[];
}

/** Files whose names and bodies formats stumble over. */
function nastyFiles(): { files: string[]; folder: ReturnType<typeof temporaryFolder> } {
  const folder = temporaryFolder();
  const files = [
    folder.write("50% & <图> 'a'.json", json({ ...plainBody, ...strange, duration: 16 })),
    folder.write("c:d,e\nf.jsonl", `${json(plainBody)}\n  {broken\n${json({ ...plainBody, colour: 1 })}`),
    folder.write("list.json", `[\n${json(plainBody)},\n{\n  "model": "wan-9",\n  "prompt": "]]>"\n}]`),
  ];
  return { files, folder };
}

describe.skipIf(!hasXmllint)("as JUnit, read by xmllint", () => {
  it("fits the schema whatever files and bodies are called", async () => {
    const { files } = nastyFiles();
    const { code, stdout, stderr } = await runCli(["lint", "--format", "junit", ...files]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(junitComplaints(stdout)).toBe("");
    const suites = readXml(stdout);
    expect(suites.attributes).toEqual({ name: "wan-mock lint", tests: "6", failures: "3", errors: "0" });
    expect(suites.children.map(({ attributes }) => attributes["name"])).toEqual(files);
    expect(
      suites.children.map(({ children }) =>
        children.map((one) => [one.attributes["name"], ...one.children.map(({ name }) => name)].join(" ")),
      ),
    ).toEqual([
      ["line 1 failure system-out"],
      ["line 1", "line 2 failure", "line 3 system-out"],
      ["/0 in line 2", "/1 in line 3 failure"],
    ]);
  });
});

it("as SARIF fits the schema whatever files and bodies are called, and tells rule, line, column and pointer", async () => {
  const { files, folder } = nastyFiles();
  const env = { GITHUB_WORKSPACE: folder.path };
  const { code, stdout, stderr } = await runCli(["lint", "--format", "sarif", ...files], { env });
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  const log = JSON.parse(stdout);
  expect(sarifComplaints(log)).toEqual([]);
  const run = log.runs[0] as SarifRun;
  expect(run.results.map(({ locations: [at] }) => at?.physicalLocation.artifactLocation.uri)).toEqual([
    ...Array(5).fill("50%25%20%26%20%3C%E5%9B%BE%3E%20'a'.json"),
    ...Array(2).fill("c%3Ad%2Ce%0Af.jsonl"),
    "list.json",
  ]);
  expect(run.results.at(-1)).toMatchObject({
    ruleId: "unknown-model",
    level: "error",
    locations: [
      {
        physicalLocation: { region: { startLine: 4, startColumn: 3 } },
        logicalLocations: [{ fullyQualifiedName: "/1/model" }],
      },
    ],
  });
  const rule = run.tool.driver.rules.find(({ id }) => id === "no-unknown-parameter");
  expect(rule).toMatchObject({ defaultConfiguration: { level: "warning" } });
  for (const { shortDescription, fullDescription, help } of run.tool.driver.rules) {
    for (const { text } of [shortDescription, fullDescription, help]) expect(text).toMatch(/\S/);
  }
});

it("annotates on GitHub and adds to the summary of the job", async () => {
  const { files, folder } = nastyFiles();
  const summary = folder.write("summary.md", "# before\n");
  const env = { GITHUB_STEP_SUMMARY: summary, GITHUB_WORKSPACE: folder.path };
  const { code, stdout, stderr } = await runCli(["lint", "--format", "github", ...files], { env });
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  const lines = stdout.trimEnd().split("\n");
  expect(lines.map((line) => /^::(\w+) /.exec(line)?.[1])).toEqual([
    ...["error", "error", "error"],
    ...["warning", "warning", "warning", "warning", "warning", "notice"],
  ]);
  expect(lines[1]).toBe(
    "::error file=c%3Ad%2Ce%0Af.jsonl,line=2,col=4,title=wan-mock lint%3A json/syntax::the body is not JSON: line 1, column 2: expected a member name in double quotes",
  );
  expect(lines.at(-1)).toBe("::notice title=wan-mock lint::6 bodies: 3 refused, 3 errors, 5 warnings");
  const text = readFileSync(summary, "utf8");
  expect(text).toMatch(/^# before\n## wan-mock lint\n\n6 bodies: 3 refused, 3 errors, 5 warnings\n/);
  expect(text).toContain("list.json: /1 in line 3 | line 4 /1/model | ");
});

it("leaves the summary of a job alone in other formats", async () => {
  const folder = temporaryFolder();
  const file = folder.write("body.json", json(plainBody));
  const env = { GITHUB_STEP_SUMMARY: join(folder.path, "summary.md") };
  for (const format of ["pretty", "json", "junit", "sarif"])
    expect((await runCli(["lint", "--format", format, file], { env })).code).toBe(0);
  expect(existsSync(env.GITHUB_STEP_SUMMARY)).toBe(false);
});

it("warns of a summary that cannot be written or is full, and goes on", async () => {
  const folder = temporaryFolder();
  const file = folder.write("body.json", json(plainBody));
  const full = folder.write("full.md", "x".repeat(1_000_000));
  const stdout = "::notice title=wan-mock lint::1 body: 0 refused, 0 errors, 0 warnings\n";
  for (const [path, warning] of [
    [folder.path, `GITHUB_STEP_SUMMARY names ${folder.path}, which cannot be written (EISDIR)`],
    [full, "the summary of this step is full: nothing was added"],
  ] as const) {
    const env = { GITHUB_STEP_SUMMARY: path };
    expect(await runCli(["lint", "--format", "github", file], { env })).toEqual({
      code: 0,
      stdout,
      stderr: `wan-mock: warning: ${warning}\n`,
    });
  }
  expect(readFileSync(full, "utf8")).toHaveLength(1_000_000);
});

describe("--output", () => {
  const body = json({ ...plainBody, duration: 16 });
  const pretty =
    "stdin:1  /duration  error  schema/maximum  duration must be at most 15, got 16\n1 body: 1 refused, 1 error, 0 warnings\n";

  it("takes the report, and stdout is for people", async () => {
    const folder = temporaryFolder();
    for (const format of ["pretty", "json", "junit", "sarif", "github"]) {
      const plain = await runCli(["lint", "--format", format, "-"], { input: body });
      const output = folder.write(
        "report",
        "something older and longer than the report that takes its place".repeat(100),
      );
      const args = ["lint", "--format", format, "--output", output, "-"];
      expect(await runCli(args, { input: body })).toEqual({ code: 1, stdout: pretty, stderr: "" });
      expect(readFileSync(output, "utf8")).toBe(plain.stdout);
    }
    expect(readdirSync(folder.path)).toEqual(["report"]);
  });

  it("goes through a link, into a pipe, and with - to stdout", async () => {
    const folder = temporaryFolder();
    const target = folder.write("target", "");
    symlinkSync(target, join(folder.path, "link"));
    const args = (output: string) => ["lint", "--format", "junit", "--output", output, "-"];
    await runCli(args(join(folder.path, "link")), { input: body });
    expect(readFileSync(target, "utf8")).toContain("<testsuites");
    const pipe = join(folder.path, "pipe");
    execFileSync("mkfifo", [pipe]);
    const [read] = await Promise.all([readFile(pipe, "utf8"), runCli(args(pipe), { input: body })]);
    expect(read).toBe(readFileSync(target, "utf8"));
    expect(statSync(pipe).isFIFO()).toBe(true);
    expect((await runCli(args("-"), { input: body })).stdout).toMatch(/^<\?xml [^]*<\/testsuites>\n$/);
  });

  it("says in one sentence why it cannot be written", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder.path, "folder"));
    const file = folder.write("file", "");
    for (const [output, why] of [
      [join(folder.path, "missing", "report.xml"), "its folder does not exist: make it first"],
      [join(folder.path, "folder"), "it is a folder: name a file"],
      [join(file, "report.xml"), "its folder is a file"],
    ] as const) {
      expect(await runCli(["lint", "--format", "junit", "--output", output, "-"], { input: body })).toEqual({
        code: 2,
        stdout: "",
        stderr: `wan-mock: --output ${output}: ${why}\n`,
      });
    }
    expect(readdirSync(folder.path).sort()).toEqual(["file", "folder"]);
  });
});

it("does not write the report over a file to check", async () => {
  const folder = temporaryFolder();
  const file = folder.write("body.json", json(plainBody));
  const output = join(folder.path, ".", "x", "..", "body.json");
  expect(await runCli(["lint", "-", file, "--output", output])).toEqual({
    code: 2,
    stdout: "",
    stderr: `wan-mock: --output ${output}: this is a file to read, name another\n`,
  });
  expect(readFileSync(file, "utf8")).toBe(json(plainBody));
});

it("tells the places of items in arrays and lines, also where they do not begin a line", async () => {
  const body = { ...plainBody, duration: 16 };
  const placesIn = async (input: string) => {
    const { stdout } = await runCli(["lint", "--format", "json", "-"], { input });
    const { bodies } = JSON.parse(stdout) as { bodies: { findings: { line: number; column: number }[] }[] };
    return bodies.flatMap(({ findings }) => findings.map(({ line, column }) => `${line}:${column}`));
  };
  const at = json(body).indexOf('"duration"') + 1;
  expect(await placesIn(`  ${json(body)}\n\t{"model" 1}\n`)).toEqual([`1:${at + 2}`, "2:11"]);
  expect(await placesIn(`[\n  ${json(body)}, ${json(body)}]`)).toEqual([
    `2:${at + 2}`,
    `2:${at + 4 + json(body).length}`,
  ]);
  expect(await placesIn(`[${JSON.stringify(body, null, 1)}]`)).toEqual(["4:2"]);
  expect(await placesIn("\n\n")).toEqual(["1:1"]);
});

it("tells the finding's own line, and shows control characters instead of writing them", async () => {
  const folder = temporaryFolder();
  const text = JSON.stringify({ ...plainBody, duration: 16, "a\u001b[31m\nb": 1 }, null, 2);
  const file = folder.write("body.json", text);
  const { stdout } = await runCli(["lint", file]);
  expect(stdout.split("\n").map((line) => line.split("  ").slice(0, 2).join(" "))).toEqual([
    `${file}:4 /duration`,
    `${file}:5 /a\\u001b[31m\\nb`,
    "1 body: 1 refused, 1 error, 1 warning",
    "",
  ]);
  const { bodies } = JSON.parse((await runCli(["lint", "--format", "json", file])).stdout);
  expect(bodies[0].findings[0]).toMatchObject({ pointer: "/duration", line: 4, column: 3 });
});

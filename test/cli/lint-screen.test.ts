import { readFileSync, rmSync } from "node:fs";
import { expect, it } from "vitest";
import { runCli as runCommandLine } from "../../src/cli/program.js";
import { runCli, testTerminal } from "../harness/run-cli.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

const broken = `{
  "model": "wan2.7-text-to-video",
  "colour": "red",
  "prompt": "A fox",
  "duration": 16
}
`;

const plain = { columns: 100, env: { NO_COLOR: "1" } };

it("shows the line of each finding in a terminal, with line and column, in the order of the lines", async () => {
  const file = temporaryFolder().write("body.json", broken);
  const { stdout } = await runCli(["lint", file], { columns: 200, env: { NO_COLOR: "1" } });
  expect(stdout.split("\n")).toEqual([
    `${file}:3:3  warn  colour is not a parameter of wan2.7-text-to-video and is ignored  no-unknown-parameter`,
    '    2 |   "model": "wan2.7-text-to-video",',
    '  > 3 |   "colour": "red",',
    "      |   ^",
    '    4 |   "prompt": "A fox",',
    "",
    `${file}:5:3  error  duration must be at most 15, got 16  schema/maximum`,
    '    4 |   "prompt": "A fox",',
    '  > 5 |   "duration": 16',
    "      |   ^",
    "    6 | }",
    "",
    "1 body: 1 refused, 1 error, 1 warning",
    "",
  ]);
});

it("shows one line for each finding in a pipe, and frames on demand", async () => {
  const file = temporaryFolder().write("body.json", broken);
  expect((await runCli(["lint", file])).stdout).toBe(
    `${file}:3  /colour  warn  no-unknown-parameter  colour is not a parameter of wan2.7-text-to-video and is ignored
${file}:5  /duration  error  schema/maximum  duration must be at most 15, got 16
1 body: 1 refused, 1 error, 1 warning
`,
  );
  expect((await runCli(["lint", "--frame", file])).stdout).toContain('> 5 |   "duration": 16\n');
  expect((await runCli(["lint", "--no-frame", file], plain)).stdout).not.toContain("> 5 |");
});

it("shows the part of a long line that matters, and nothing of the bodies beside it", async () => {
  const long = JSON.stringify({
    model: "wan2.7-text-to-video",
    prompt: "x".repeat(300),
    duration: 16,
    seed: 1,
  });
  const file = temporaryFolder().write("bodies.jsonl", `{"model":"a"}\n${long}\n{"model":"b"}\n`);
  const { stdout } = await runCli(["lint", file], { columns: 60, env: { NO_COLOR: "1" } });
  const [, second = ""] = stdout.split("\n\n");
  expect(second.split("\n").slice(-2)).toEqual([
    `  > 2 | …${"x".repeat(20)}","duration":16,"seed":1…`,
    `      | ${" ".repeat(23)}^`,
  ]);
});

it("lets no control character of a body into the terminal", async () => {
  const file = temporaryFolder().write("body.json", '{"model":"wan2.7-text-to-video","prompt":"\u001b[2J\tx');
  const { stdout } = await runCli(["lint", file], plain);
  expect(stdout).toContain('"prompt":"\uFFFD[2J x');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the point
  expect(stdout).not.toMatch(/[\u001b\t]/);
});

it("writes files without colours and frames of a terminal's width", async () => {
  const folder = temporaryFolder();
  const file = folder.write("body.json", broken);
  const report = folder.write("report.txt", "");
  await runCli(["lint", "--output", report, file], { columns: 60 });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes are control characters
  expect(readFileSync(report, "utf8")).not.toMatch(/\u001b/);
});

const manyBodies = `${JSON.stringify({ model: "wan2.7-text-to-video", prompt: "A fox" })}\n`.repeat(250);

it("shows on stderr how far it is with many bodies, in a terminal alone", async () => {
  const many = temporaryFolder().write("many.jsonl", manyBodies);
  const few = temporaryFolder().write("few.jsonl", manyBodies.slice(0, 600));
  const { stdout, stderr } = await runCli(["lint", many], plain);
  expect(stdout).toBe("250 bodies: 0 refused, 0 errors, 0 warnings\n");
  expect(stderr).toContain("0 of 250 bodies checked");
  expect((await runCli(["lint", many])).stderr).toBe("");
  expect((await runCli(["lint", few], plain)).stderr).toBe("");
});

it("checks again after each change under --watch, until a signal, and exits as the last time", async () => {
  const folder = temporaryFolder();
  const file = folder.write("body.json", broken);
  const { terminal, stdout, stderr } = testTerminal({});
  const ended = runCommandLine(["lint", "--watch", "--rule", "no-unknown-parameter=off", file], terminal);
  await stderr.output.find(/^wan-mock: watching 1 file for changes; Ctrl-C ends$/);
  await stdout.output.find(/^1 body: 1 refused, 1 error, 0 warnings$/);
  folder.write("body.json", broken.replace("16", "15"));
  await stdout.output.find(/^1 body: 0 refused, 0 errors, 0 warnings$/);
  folder.write("body.json", broken.replace("16", "1"));
  await stdout.output.find(/duration must be at least 2, got 1$/);
  terminal.signals.emit("SIGINT");
  expect((await ended).exitCode).toBe(1);
});

it("goes on watching a file that is gone for a while", async () => {
  const folder = temporaryFolder();
  const file = folder.write("body.json", broken);
  const { terminal, stdout, stderr } = testTerminal({});
  const ended = runCommandLine(["lint", "--watch", file], terminal);
  await stderr.output.find(/watching/);
  rmSync(file);
  await stderr.output.find(/body\.json: there is no such file$/);
  folder.write("body.json", broken.replace("16", "5").replace('"colour"', '"seed"').replace('"red"', "7"));
  await stdout.output.find(/^1 body: 0 refused, 0 errors, 0 warnings$/);
  terminal.signals.emit("SIGTERM");
  expect((await ended).exitCode).toBe(0);
});

it("watches no standard input", async () => {
  expect(await runCli(["lint", "--watch", "-"])).toEqual({
    code: 2,
    stdout: "",
    stderr: "wan-mock: --watch needs files: standard input (-) is read once\n",
  });
});

it("prints the same reports for programs whatever the terminal", async () => {
  const file = temporaryFolder().write("body.json", broken);
  for (const format of ["json", "junit", "sarif", "github"]) {
    const inPipe = await runCli(["lint", "--format", format, file]);
    expect(await runCli(["lint", "--format", format, file], { columns: 60 })).toEqual(inPipe);
  }
});

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { expect, it } from "vitest";
import type { createMock as createMockOfSource } from "../../src/compose/create-mock.js";
import { runProgram, serveProgram } from "../harness/run-program.js";
import { plainBody } from "../harness/sample-bodies.js";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

it("tells its version", async () => {
  expect(await runProgram(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

it("serves until SIGTERM, sums up, and frees its port", async () => {
  const served = await serveProgram();
  const answer = await fetch(`${served.url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer k", "content-type": "application/json" },
    body: JSON.stringify(plainBody),
  });
  expect(await answer.json()).toMatchObject({ object: "video.generation.task", status: "pending" });
  const { code, stdout, stderr } = await served.stop();
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^wan-mock stopped: 1 task, 0 of 1 requests? refused$/m);
  const server = createServer().listen(Number(new URL(served.url).port), "127.0.0.1");
  await once(server, "listening");
  server.close();
});

it("lints what it reads from stdin, and ends with 1 for a finding", async () => {
  const { code, stdout } = await runProgram(["lint", "-"], {
    input: JSON.stringify({ ...plainBody, duration: 16 }),
  });
  expect(code).toBe(1);
  expect(stdout).toContain("/duration  error  schema/maximum  duration must be at most 15, got 16\n");
});

it("runs a program that names the paid host, and ends as it does", async () => {
  const client = `const answer = await fetch("https://api.evolink.ai/v1/models", { headers: { authorization: "Bearer k" } });
    console.log(answer.status);
    process.exitCode = 7;`;
  const args = ["run", "--log", "quiet", "--", process.execPath, "--input-type=module", "-e", client];
  expect(await runProgram(args)).toMatchObject({ code: 7, stdout: "200\n" });
});

it("loads the commands that are bundled apart", async () => {
  for (const command of ["coverage", "drift", "habits", "verify"]) {
    const { code, stderr } = await runProgram([command, "there-is-no-such-file"]);
    expect([code, stderr.split("\n").length], command).toEqual([2, 2]);
  }
  expect(await runProgram(["verify", "--list"])).toMatchObject({ code: 0, stderr: "" });
});

it("gives the library as built a mock that answers", async () => {
  const library = new URL("../../dist/index.js", import.meta.url).href;
  const { createMock } = (await import(library)) as { createMock: typeof createMockOfSource };
  const mock = createMock();
  expect((await mock.fetch("/v1/models", { headers: { authorization: "Bearer k" } })).status).toBe(200);
  await mock.close();
});

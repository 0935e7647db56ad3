import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCli, serveCli } from "../harness/run-cli.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

it("writes the report of a running mock to a file, or to standard output", async () => {
  const mock = await serveCli(["--seed", "7", "--control-token", "token-of-mine"]);
  const file = join(temporaryFolder().path, "reports", "run.html");
  const token = ["--control-token", "token-of-mine"];
  const { code, stdout } = await runCli(["report", mock.url, "--output", file, ...token]);
  expect([code, stdout]).toEqual([0, `report written to ${file}: open it in a browser\n`]);
  const html = readFileSync(file, "utf8");
  expect(html).toContain('"seed":7');
  expect(html).not.toContain("token-of-mine");
  const piped = await runCli(["report", "--output", "-", ...token], { env: { WAN_MOCK_URL: mock.url } });
  expect(piped.stdout).toMatch(/^<!doctype html>/);
  const refused = await runCli(["report", mock.url, "--output", file]);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("give its --control-token")]);
  await mock.stop();
});

it("says where nothing can be read or written", async () => {
  const mock = await serveCli();
  const { path, write } = temporaryFolder();
  const inFile = join(write("file", ""), "run.html");
  const unwritable = await runCli(["report", mock.url, "--output", inFile]);
  expect([unwritable.code, unwritable.stderr]).toEqual([
    2,
    `wan-mock: --output ${inFile}: its folder is a file\n`,
  ]);
  await mock.stop();
  const gone = await runCli(["report", mock.url, "--output", join(path, "run.html")]);
  expect([gone.code, gone.stderr]).toEqual([2, expect.stringContaining("nothing listens there")]);
});

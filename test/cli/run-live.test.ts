import { expect, test } from "vitest";
import { runCli } from "../harness/run-cli.js";

const command = ["--", process.execPath, "-e", ""];

test("the paid service, which a live run asks by default, needs --yes-live", async () => {
  const { code, stderr } = await runCli(["run", "--live", ...command]);
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining("upstream api.evolink.ai is not on this machine and may charge: allow it with"),
  ]);
});

test.each([
  [["--budget", "2usd"], "--budget has no effect without --live: add --live, or leave --budget out"],
  [["--yes-live"], "--yes-live has no effect without --live: add --live, or leave --yes-live out"],
  [
    ["--live", "--pace", "instant"],
    "--pace has no effect with --live, where a service answers: leave it out",
  ],
  [["--live", "--key", "k"], "--key has no effect with --live, where a service answers: leave it out"],
])("run %j is refused", async (flags, sentence) => {
  const { code, stderr } = await runCli(["run", ...flags, ...command]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)]);
});

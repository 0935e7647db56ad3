import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { expect, it } from "vitest";
import { program, readFirst } from "../harness/run-program.js";
import { plainBody } from "../harness/sample-bodies.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

it.skipIf(process.platform !== "linux")("says in one sentence that stdout cannot be written", () => {
  const full = openSync("/dev/full", "w");
  const { status, stderr } = spawnSync(process.execPath, [program, "rules"], {
    stdio: ["ignore", full, "pipe"],
    encoding: "utf8",
  });
  closeSync(full);
  expect([status, stderr]).toEqual([
    2,
    "wan-mock: stdout cannot be written (ENOSPC): the output is incomplete\n",
  ]);
});

it("lets the reader of a long report go after the first lines", async () => {
  const file = temporaryFolder().write(
    "many.jsonl",
    Array.from({ length: 5000 }, () => JSON.stringify({ ...plainBody, duration: 1 })).join("\n"),
  );
  expect(await readFirst(["lint", file])).toEqual({ code: 1, stderr: "" });
  expect(await readFirst(["sample", "wan2.7-text-to-video", "--count", "2000"])).toEqual({
    code: 0,
    stderr: "",
  });
});

const hasScript = spawnSync("script", ["--version"]).status === 0;

it.skipIf(!hasScript)("shows a progress bar in a real terminal, and takes it away", () => {
  const body = JSON.stringify({ ...plainBody, duration: 5 });
  const file = temporaryFolder().write("many.jsonl", Array.from({ length: 300 }, () => body).join("\n"));
  const command = `"${process.execPath}" "${program}" lint "${file}"`;
  const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], { encoding: "utf8" });
  expect(stdout).toContain("0 of 300 bodies checked");
  expect(stdout).toMatch(/300 bodies: 0 refused, 0 errors, 0 warnings/);
});

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, writeFileSync } from "node:fs";
import type { Readable } from "node:stream";
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

it("watches until it is told to end", async () => {
  const file = temporaryFolder().write("body.json", JSON.stringify({ ...plainBody, duration: 99 }));
  const child = spawn(process.execPath, [program, "lint", "--watch", file], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  const told = (stream: Readable, text: string) =>
    new Promise<void>((resolve) => {
      let seen = "";
      stream.on("data", (chunk: Buffer) => {
        seen += String(chunk);
        if (seen.includes(text)) resolve();
      });
    });
  await told(child.stderr, "watching 1 file for changes");
  const again = told(child.stdout, "0 refused");
  writeFileSync(file, JSON.stringify(plainBody));
  await Promise.race([
    again,
    ended.then((code) => Promise.reject(new Error(`ended early: ${String(code)}`))),
  ]);
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});

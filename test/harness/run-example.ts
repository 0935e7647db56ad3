import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { plainEnvironment, type Variables } from "./plain-environment.js";
import type { Finished } from "./program-output.js";

const folder = fileURLToPath(new URL("../../examples/", import.meta.url));

/** Runs a file of `examples/` as its reader would, against the mock at `url`, until it ends. */
export async function runExample(
  command: "node" | "bash",
  file: string,
  { args = [], url, env = {} }: { args?: readonly string[]; url: string; env?: Variables },
): Promise<Finished> {
  const program = command === "node" ? process.execPath : command;
  const child = spawn(program, [`${folder}${file}`, ...args], {
    env: { ...plainEnvironment(), EVOLINK_BASE_URL: url, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close") as Promise<[number | null]>;
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

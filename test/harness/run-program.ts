import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { plainEnvironment, type Variables } from "./plain-environment.js";
import { type Finished, OutputLines } from "./program-output.js";

/** The program as built, for tests of the projects that build it. */
export const program = fileURLToPath(new URL("../../dist/bin/wan-mock.js", import.meta.url));

/** Runs the program as a child process until it ends; `through` is a command that runs the one that comes after it. */
export async function runProgram(
  args: readonly string[],
  options: { input?: string; env?: Variables; cwd?: string; through?: readonly string[] } = {},
): Promise<Finished> {
  const { input = "", env = {}, cwd, through } = options;
  const child = start(args, env, { cwd, through });
  // A command that reads no input may be gone before it is written.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const ended = once(child, "close") as Promise<[number | null]>;
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

/** Runs a command whose reader goes away after the first piece of output, as `head -1` does. */
export async function readFirst(args: readonly string[]): Promise<Omit<Finished, "stdout">> {
  const child = start(args, {});
  child.stdin.end();
  child.stdout.once("data", () => child.stdout.destroy());
  const ended = once(child, "close") as Promise<[number | null]>;
  const [stderr, [code]] = await Promise.all([text(child.stderr), ended]);
  return { code, stderr };
}

/** A child process that serves. */
interface ServedProgram {
  readonly url: string;
  readonly child: ChildProcessWithoutNullStreams;
  /** The first line of stderr, past or to come, that matches. */
  errorLine(pattern: RegExp): Promise<string>;
  /** Sends the signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Finished>;
}

/** Starts a server on a free port and waits until it says that it listens; `through` as in `runProgram`. */
export async function serveProgram(
  args: readonly string[] = [],
  env: Variables = {},
  through?: readonly string[],
): Promise<ServedProgram> {
  const child = start([...args, "--port", "0"], env, { through });
  child.stdin.end();
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
    const output = new OutputLines();
    stream.setEncoding("utf8").on("data", (piece: string) => output.add(piece));
    stream.once("close", () => output.end());
    return output;
  }) as [OutputLines, OutputLines];
  const ended = once(child, "close") as Promise<[number | null]>;
  return {
    url: (await stdout.find(/^wan-mock listening on /)).replace("wan-mock listening on ", ""),
    child,
    errorLine: (pattern) => stderr.find(pattern),
    stop: async (signal = "SIGTERM") => {
      child.kill(signal);
      const [code] = await ended;
      return { code, stdout: stdout.text, stderr: stderr.text };
    },
  };
}

function start(
  args: readonly string[],
  env: Variables,
  { cwd, through = [] }: { cwd?: string | undefined; through?: readonly string[] | undefined } = {},
): ChildProcessWithoutNullStreams {
  const [command = "", ...rest] = [...through, process.execPath, program, ...args];
  return spawn(command, rest, { env: { ...plainEnvironment(), ...env }, cwd });
}

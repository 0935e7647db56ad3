import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../dist/bin/wan-mock.js", import.meta.url));

/** What a command left behind. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Variables = Readonly<Record<string, string>>;

/** Runs the command line as built until it ends. */
export async function runCli(
  args: readonly string[],
  { input = "", env = {}, cwd }: { input?: string; env?: Variables; cwd?: string } = {},
): Promise<Finished> {
  const child = start(args, env, cwd);
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

/** A `wan-mock serve` that listens. */
export interface ServedCli {
  readonly url: string;
  readonly child: ChildProcessWithoutNullStreams;
  /** Everything on stdout so far, by line. */
  readonly lines: readonly string[];
  /** The first line, past or to come, that matches; fails when the program ends without one. */
  line(pattern: RegExp): Promise<string>;
  /** Sends the signal and waits for the end; tells how long it took. */
  stop(signal?: NodeJS.Signals): Promise<Finished & { readonly milliseconds: number }>;
}

/** Starts a server on a free port and waits until it says that it listens. */
export async function serveCli(args: readonly string[] = [], env: Variables = {}): Promise<ServedCli> {
  const child = start([...(args.includes("--port") || hasPort(env) ? [] : ["--port", "0"]), ...args], env);
  child.stdin.end();
  const lines: string[] = [];
  const stderr = text(child.stderr);
  const ended = once(child, "close") as Promise<[number | null]>;
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of waiting) look();
  };
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    wake();
  });
  const line = (pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = lines.find((candidate) => pattern.test(candidate));
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
      void ended.then(async () => {
        if (waiting.has(look))
          reject(new Error(`no line ${String(pattern)} in:\n${lines.join("\n")}\n${await stderr}`));
      });
    });
  const first = await line(/^/);
  return {
    url: first.replace(/^wan-mock listening on /, ""),
    child,
    lines,
    line,
    stop: async (signal = "SIGTERM") => {
      const began = performance.now();
      child.kill(signal);
      const [code] = await ended;
      const milliseconds = performance.now() - began;
      return { code, stdout: `${lines.join("\n")}\n`, stderr: await stderr, milliseconds };
    },
  };
}

function hasPort(env: Variables): boolean {
  return env["PORT"] !== undefined || env["WAN_MOCK_PORT"] !== undefined;
}

function start(args: readonly string[], env: Variables, cwd?: string): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [program, ...args], { env: { ...plainEnvironment(), ...env }, cwd });
}

/** The environment without what would change what the program does or how curl reaches it. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(?:WAN_MOCK_.*|EVOLINK_.*|GITHUB_.*|PORT|NO_COLOR|FORCE_COLOR|NODE_OPTIONS|NODE_V8_COVERAGE|.*_proxy)$/i.test(
          name,
        ),
    ),
  );
}

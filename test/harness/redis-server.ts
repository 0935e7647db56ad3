import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { freePort } from "./free-port.js";

/** Whether tests can start a Redis of their own (Debian: `apt-get install redis-server`). */
export const hasRedisServer = spawnSync("redis-server", ["--version"]).status === 0;

/** The reason in the name of what is skipped. */
export const redisSkipped = hasRedisServer ? "" : " (skipped: there is no redis-server on this machine)";

/** Databases of the Redis that all tests of a run share. */
export const DATABASES = 1000;

/** A Redis of a test's own, without anything on disk. */
export interface RedisServer {
  readonly port: number;
  /** `redis://127.0.0.1:PORT/0` */
  readonly url: string;
  /** A client for looking into it. */
  readonly client: Redis;
  /** Sends a signal: SIGKILL, or SIGSTOP and SIGCONT. */
  signal(signal: NodeJS.Signals): void;
  /** Kills it at once, and waits for its end. */
  kill(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a Redis on a free port in a temporary folder.
 *
 * @param settings - further arguments of redis-server
 */
export async function startRedis(databases = 16, settings: readonly string[] = []): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), "wan-mock-redis-"));
  const args = ["--databases", String(databases), ...settings];
  const started = await startOnFreePort(folder, args);
  const { port } = started;
  let { child } = started;
  const client = new Redis({ host: "127.0.0.1", port, retryStrategy: () => 20 });
  client.on("error", () => undefined);
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
  return {
    port,
    url: `redis://127.0.0.1:${port}/0`,
    client,
    signal: (signal) => void child.kill(signal),
    kill,
    start: async () => {
      child = await startServer(port, folder, args);
    },
    close: async () => {
      client.disconnect();
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startOnFreePort(folder: string, args: readonly string[]) {
  for (;;) {
    const port = await freePort();
    try {
      return { port, child: await startServer(port, folder, args) };
    } catch (error) {
      if (!String(error).includes("Address already in use")) throw error;
    }
  }
}

async function startServer(port: number, folder: string, settings: readonly string[]): Promise<ChildProcess> {
  const args = ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--dir", folder, ...settings];
  const child = spawn("redis-server", args, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  for await (const piece of child.stdout) {
    output += String(piece);
    if (output.includes("Ready to accept connections")) break;
  }
  if (child.exitCode !== null) throw new Error(`redis-server has ended: ${output}`);
  return child;
}

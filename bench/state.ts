// Where the state is kept, side by side: memory, a folder, Redis. Run with `npx tsx bench/state.ts [ROUNDS]` after a build;
// takes redis-server. The figures stand in STATE.md.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startRedis } from "../test/harness/redis-server.js";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../", import.meta.url));

const TASKS = 100_000;
const SECONDS = 4;
const REST_MS = 4000;
const CONNECTIONS = 32;
const HEADERS = { authorization: "Bearer k", "content-type": "application/json" };
const BODY = JSON.stringify({ model: "wan2.7-text-to-video", prompt: "A lighthouse in fog" });
const SUBMIT = requestText("POST", "/v1/videos/generations", BODY);

/** A mock in a process of its own. */
interface Served {
  readonly child: ChildProcess;
  readonly port: number;
  /** Milliseconds from spawn to the first line. */
  readonly startMs: number;
}

function requestText(method: string, path: string, body = ""): string {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    "host: 127.0.0.1",
    ...Object.entries(HEADERS).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return `${lines.join("\r\n")}\r\n\r\n${body}`;
}

async function serve(args: readonly string[]): Promise<Served> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [`${root}dist/bin/wan-mock.js`, "serve", "--port", "0", "--log", "quiet", "--seed", "7", ...args],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const port = Number(/:(\d+)\s/.exec(`${line.toString()} `)?.[1]);
  await call(port, "GET", "/v1/tasks/none");
  return { child, port, startMs: performance.now() - started };
}

async function end({ child }: Served, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

function call(port: number, method: string, path: string, body?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = http.request({ port, method, path, agent, headers: HEADERS }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => resolve(text));
    });
    request.on("error", reject);
    request.end(body);
  });
}

async function answersPerSecond(port: number, request: string): Promise<number> {
  const given = { port, connections: CONNECTIONS, seconds: SECONDS, requests: [request], status: 200 };
  const { stdout } = await run(process.execPath, [`${root}bench/load.mjs`, JSON.stringify(given)]);
  const { answers, seconds, wrong } = JSON.parse(stdout) as Record<"answers" | "seconds" | "wrong", number>;
  if (wrong > 0) throw new Error(`${wrong} answers were wrong`);
  return answers / seconds;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const bytesIn = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

const residentBytes = (pid: number | undefined): number =>
  1024 * Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);

/** Fills a mock whose clock stands still with live tasks, and moves it over all their ends. */
async function fillAndAdvance(port: number): Promise<number> {
  let left = TASKS;
  const client = async () => {
    while (left-- > 0) await call(port, "POST", "/v1/videos/generations", BODY);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  const started = performance.now();
  await call(port, "POST", "/_mock/clock", '{"advance":"2h"}');
  return (performance.now() - started) / 1000;
}

/** How long each of 20 submits in a row took to be refused, in milliseconds. */
async function refusalTimes(port: number): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < 20; turn++) {
    const started = performance.now();
    const answer = await call(port, "POST", "/v1/videos/generations", BODY);
    if (!answer.includes("service_unavailable")) throw new Error(`not refused: ${answer}`);
    times.push(performance.now() - started);
  }
  return times;
}

/** How long a mock with all these tasks takes to start, time and again. */
async function tellStarts(args: readonly string[], when: string, ending: NodeJS.Signals): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const again = await serve(args);
    times.push(again.startMs);
    await end(again, ending);
  }
  const all = times.map((time) => time.toFixed(0)).join(", ");
  tell(`  start with ${TASKS} tasks ${when}: ${median(times).toFixed(0)} ms (${all})`);
}

/** The 503 of a mock whose Redis hangs, and of one whose Redis is killed. */
async function tellRefusals(): Promise<void> {
  const ways = { hangs: "SIGSTOP", "is killed": "SIGKILL" } as const;
  for (const [name, signal] of Object.entries(ways)) {
    const gone = await startRedis();
    const served = await serve(["--store", gone.url]);
    await call(served.port, "POST", "/v1/videos/generations", BODY);
    gone.signal(signal);
    const times = await refusalTimes(served.port);
    tell(
      `503 where Redis ${name}: at most ${Math.max(...times).toFixed(0)} ms, median ${median(times).toFixed(0)} ms of 20`,
    );
    gone.signal("SIGCONT");
    await gone.close();
    await end(served, "SIGKILL");
  }
}

const rounds = Number(process.argv[2] ?? 3);
const redis = await startRedis();
const folder = mkdtempSync(join(tmpdir(), "wan-mock-bench-"));
let folders = 0;

/** Arguments of a mock whose state is new. */
const places = {
  memory: () => Promise.resolve([] as string[]),
  folder: () => Promise.resolve(["--data", join(folder, String(folders++))]),
  redis: async () => {
    await redis.client.flushall();
    return ["--store", redis.url];
  },
};
const tell = (text: string) => process.stdout.write(`${text}\n`);

try {
  for (const request of ["submits", "queries"] as const) {
    const rates = new Map<string, number[]>();
    const cases = {
      ...places,
      "redis, 2 workers": async () => [...(await places.redis()), "--workers", "2"],
    };
    for (let round = 0; round < rounds; round++)
      for (const [name, argsOf] of Object.entries(cases)) {
        const served = await serve(await argsOf());
        const { id } = JSON.parse(await call(served.port, "POST", "/v1/videos/generations", BODY)) as {
          id: string;
        };
        const text = request === "submits" ? SUBMIT : requestText("GET", `/v1/tasks/${id}`);
        const rate = await answersPerSecond(served.port, text);
        rates.set(name, [...(rates.get(name) ?? []), rate]);
        await end(served, "SIGTERM");
      }
    const memory = median(rates.get("memory") ?? []);
    for (const [name, values] of rates)
      tell(
        `${request}/s ${name}: ${median(values).toFixed(0)}, ${(median(values) / memory).toFixed(2)} of memory`,
      );
  }
  for (const [name, argsOf] of Object.entries(places)) {
    const args = [...(await argsOf()), "--pace", "1h", "--clock", "frozen", "--tasks", "200000"];
    const served = await serve(args);
    const before = residentBytes(served.child.pid);
    const seconds = await fillAndAdvance(served.port);
    tell(`advance over ${TASKS} due tasks, ${name}: ${seconds.toFixed(2)} s`);
    tell(`  resident bytes a task: ${((residentBytes(served.child.pid) - before) / TASKS).toFixed(0)}`);
    if (name === "memory") {
      await end(served, "SIGTERM");
      continue;
    }
    if (name === "folder") tell(`  log bytes a task: ${(bytesIn(args[1] ?? "") / TASKS).toFixed(0)}`);
    else {
      const used = Number(/used_memory:(\d+)/.exec(await redis.client.info("memory"))?.[1]);
      tell(`  Redis bytes a task: ${(used / TASKS).toFixed(0)}`);
    }
    await end(served, "SIGKILL");
    await tellStarts(args, "after kill -9 in the middle of that", "SIGKILL");
    if (name === "folder") {
      const resting = await serve(args);
      // Then it writes its log anew, when nothing has changed for a second.
      await sleep(REST_MS);
      await end(resting, "SIGKILL");
      await tellStarts(args, "after kill -9 at rest", "SIGKILL");
    }
    await end(await serve(args), "SIGTERM");
    await tellStarts(args, "after a clean stop", "SIGTERM");
  }
  const empty: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const served = await serve([]);
    empty.push(served.startMs);
    await end(served, "SIGTERM");
  }
  tell(`start of an empty mock in memory: ${median(empty).toFixed(0)} ms`);
  await tellRefusals();
} finally {
  agent.destroy();
  await redis.close();
  rmSync(folder, { recursive: true, force: true });
}

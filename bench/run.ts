/**
 * The figures: `npm run bench`. Every figure of a server stands beside that of a bare node:http server, measured
 * in turns in the same run; writes `bench/RESULTS.md`.
 */
import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import bodies from "./bodies.json" with { type: "json" };
import { engineFigures } from "./engine.js";
import { libraryTimes } from "./library.js";
import { pageFigures } from "./page.js";
import { suiteTimes } from "./suite.js";

const CONNECTIONS = 32;
const SECONDS = 1.5;
const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 9);
const STARTS = Number(process.env["BENCH_STARTS"] ?? 21);
/** Tasks that the queries go round. */
const TASKS = 500;

const root = fileURLToPath(new URL("../", import.meta.url));
const run = promisify(execFile);

/** A core each for servers and load, where the machine lets us choose. */
const pinned = canPin();
const on = (core: number, file: string, args: readonly string[]): [file: string, args: string[]] =>
  pinned ? ["taskset", ["-c", String(core), file, ...args]] : [file, [...args]];

const contenders = {
  bare: ["bench/bare-server.mjs"],
  "wan-mock --log quiet": ["dist/bin/wan-mock.js", "--port", "0", "--log", "quiet"],
  "wan-mock": ["dist/bin/wan-mock.js", "--port", "0"],
  "express + ajv": ["bench/express-ajv-server.mjs"],
  "fastify + schema": ["bench/fastify-server.mjs"],
} satisfies Record<string, string[]>;
type Name = keyof typeof contenders;
const names = Object.keys(contenders) as Name[];

interface Running {
  readonly port: number;
  /** Microseconds of CPU that it has used so far; `undefined` where the system does not say. */
  readonly cpu: () => number | undefined;
  stop(): Promise<void>;
}

/** Starts a server; resolves at its first line, which tells the port. Its output is read to the end. */
async function start(name: Name): Promise<Running> {
  const [file, args] = on(0, process.execPath, contenders[name]);
  const child = spawn(file, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const port = await new Promise<number>((resolve, reject) => {
    child.once("exit", () => {
      reject(new Error(`${name} ended before it listened`));
    });
    child.stdout.once("data", (chunk: Buffer) => {
      resolve(Number(/:(\d+)\s/.exec(chunk.toString())?.[1]));
      child.stdout.resume();
    });
  });
  return {
    port,
    cpu: () => cpuOf(child.pid),
    stop: async () => {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    },
  };
}

/** Sums what the threads of a process have used, as Linux tells it. */
function cpuOf(pid: number | undefined): number | undefined {
  const folder = `/proc/${pid}/task`;
  if (pid === undefined || !existsSync(folder)) return undefined;
  const used = readdirSync(folder).map((thread) =>
    Number(readFileSync(`${folder}/${thread}/schedstat`, "utf8").split(" ")[0]),
  );
  return used.reduce((sum, nanoseconds) => sum + nanoseconds, 0) / 1000;
}

const headers = "host: 127.0.0.1\r\nauthorization: Bearer bench-key\r\n";
const postOf = (body: object): string => {
  const text = JSON.stringify(body);
  const type = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`;
  return `POST /v1/videos/generations HTTP/1.1\r\n${headers}${type}\r\n${text}`;
};
const getOf = (id: string): string => `GET /v1/tasks/${id} HTTP/1.1\r\n${headers}\r\n`;

function submit(port: number): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const options = {
      port,
      host: "127.0.0.1",
      method: "POST",
      path: "/v1/videos/generations",
      headers: { authorization: "Bearer bench-key", "content-type": "application/json" },
    };
    const request = http.request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString() });
      });
    });
    request.on("error", reject);
    request.end(JSON.stringify(bodies.accepted));
  });
}

/** Milliseconds from spawn to the first accepted submit, by server, one list entry per turn. */
async function startTimes(): Promise<Record<Name, number[]>> {
  const times = emptyLists();
  for (let round = -1; round < STARTS; round++) {
    for (const name of turned(round)) {
      const spawned = performance.now();
      const server = await start(name);
      const { status } = await submit(server.port);
      const elapsed = performance.now() - spawned;
      if (status !== 200) throw new Error(`${name} refused the first submit`);
      if (round >= 0) times[name].push(elapsed);
      await server.stop();
    }
  }
  return times;
}

interface Load {
  readonly status: number;
  readonly requestsFor: (name: Name) => readonly string[];
}

let busiest = 0;

interface Told {
  readonly answers: number;
  readonly seconds: number;
  readonly total: number;
  readonly wrong: number;
  readonly busy: number;
  readonly p99?: number;
}

/** Puts a load on a server for a turn. */
async function loaded(name: Name, { port }: Running, load: Load, rate?: number): Promise<Told> {
  const order = {
    port,
    connections: CONNECTIONS,
    seconds: SECONDS,
    requests: load.requestsFor(name),
    // The bare server refuses nothing: it parses and writes the same body.
    status: name === "bare" ? 200 : load.status,
    rate,
  };
  const [file, args] = on(1, process.execPath, ["bench/load.mjs", JSON.stringify(order)]);
  const { stdout } = await run(file, args, { cwd: root });
  const told = JSON.parse(stdout) as Told;
  if (told.wrong > 0) throw new Error(`${name}: ${told.wrong} answers were not ${order.status}`);
  return told;
}

interface Throughput {
  /** Answers per second, by server, one list entry per turn. */
  readonly rates: Record<Name, number[]>;
  /** Microseconds of server CPU per answer, likewise. */
  readonly cpu: Record<Name, number[]>;
}

async function throughput(servers: Record<Name, Running>, load: Load): Promise<Throughput> {
  const rates = emptyLists();
  const cpu = emptyLists();
  for (let round = -1; round < ROUNDS; round++) {
    for (const name of turned(round)) {
      const before = servers[name].cpu();
      const told = await loaded(name, servers[name], load);
      busiest = Math.max(busiest, told.busy);
      if (round < 0) continue;
      rates[name].push(told.answers / told.seconds);
      cpu[name].push(((servers[name].cpu() ?? Number.NaN) - (before ?? Number.NaN)) / told.total);
    }
  }
  return { rates, cpu };
}

/** Milliseconds that 99 % of the answers take at half of what each server can do, one list entry per turn. */
async function latencies(
  servers: Record<Name, Running>,
  load: Load,
  { rates }: Throughput,
): Promise<Record<Name, number[]>> {
  const times = emptyLists();
  for (let round = -1; round < ROUNDS; round++) {
    for (const name of turned(round)) {
      const { p99 = Number.NaN } = await loaded(name, servers[name], load, median(rates[name]) / 2);
      if (round >= 0) times[name].push(p99);
    }
  }
  return times;
}

/** Finished tasks of a server, as requests; the bare one answers any id. */
async function finishedTasks(servers: Record<Name, Running>): Promise<Record<Name, string[]>> {
  const requests = { bare: [] } as unknown as Record<Name, string[]>;
  for (const name of names) {
    requests[name] = [];
    for (let n = 0; n < TASKS; n++) {
      const { body } = await submit(servers[name].port);
      const { id } = JSON.parse(body) as { id?: string };
      requests[name].push(getOf(id ?? `task-unified-1790000000-${String(n).padStart(8, "0")}`));
    }
  }
  // Default pace: a task is done 3 s after its submit.
  await new Promise((resolve) => setTimeout(resolve, 3200));
  return requests;
}

async function verdictRates(): Promise<{ parsedToVerdict: number[]; textToVerdict: number[] }> {
  const folder = mkdtempSync(join(tmpdir(), "wan-mock-bench-"));
  try {
    const outfile = join(folder, "verdict.mjs");
    await build({
      entryPoints: [join(root, "bench/verdict.ts")],
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      external: ["@faker-js/faker"],
      logLevel: "warning",
      absWorkingDir: root,
    });
    const [file, args] = on(0, process.execPath, [outfile]);
    const { stdout } = await run(file, args);
    return JSON.parse(stdout) as { parsedToVerdict: number[]; textToVerdict: number[] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function emptyLists(): Record<Name, number[]> {
  return Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
}

/** The servers in a different order each round: who goes first must not matter. */
function turned(round: number): Name[] {
  const first = (round + names.length) % names.length;
  return [...names.slice(first), ...names.slice(0, first)];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

const spread = (values: readonly number[], digits: number): string =>
  `${Math.min(...values).toFixed(digits)} - ${Math.max(...values).toFixed(digits)}`;

/** A bar: the same for all variants of wan-mock, or another one for that with request lines. */
interface Bar {
  readonly quiet: number;
  readonly lines?: number;
  readonly most: boolean;
}

interface Row {
  readonly figure: string;
  readonly who: string;
  readonly bar: string;
  readonly value: string;
  readonly range: string;
  readonly absolute: string;
  readonly met: string;
}

const bars = {
  most: (quiet: number): Bar => ({ quiet, most: true }),
  least: (quiet: number, lines: number): Bar => ({ quiet, lines, most: false }),
};

function ratioRows(
  figure: string,
  limit: Bar | undefined,
  unit: string,
  measured: Record<Name, number[]>,
): Row[] {
  return names.map((who) => {
    const ratios = measured[who].map((value, round) => value / (measured.bare[round] ?? Number.NaN));
    const ratio = median(ratios);
    const bar =
      limit === undefined || !who.startsWith("wan-mock")
        ? undefined
        : who === "wan-mock"
          ? (limit.lines ?? limit.quiet)
          : limit.quiet;
    const isMost = limit?.most === true;
    const met = bar === undefined ? "" : (isMost ? ratio <= bar : ratio >= bar) ? "yes" : "NO";
    const middle = median(measured[who]);
    return {
      figure,
      who,
      bar: bar === undefined ? "" : `${isMost ? "<=" : ">="} ${bar.toFixed(2)} x bare`,
      value: who === "bare" ? "1" : `${ratio.toFixed(2)} x bare`,
      range: who === "bare" ? "" : spread(ratios, 2),
      absolute: `${middle < 100 ? middle.toFixed(1) : Math.round(middle).toLocaleString("en")} ${unit}`,
      met,
    };
  });
}

function rateRow(figure: string, bar: number | undefined, rates: readonly number[]): Row {
  const rate = median(rates);
  return {
    figure,
    who: "in process",
    bar: bar === undefined ? "" : `>= ${bar.toLocaleString("en")} /s`,
    value: `${Math.round(rate).toLocaleString("en")} /s`,
    range: spread(rates, 0),
    absolute: `${(1e6 / rate).toFixed(2)} us a body`,
    met: bar === undefined ? "" : rate >= bar ? "yes" : "NO",
  };
}

/** A figure that may not be higher than a bar. */
function timeRow(figure: string, who: string, bar: number, times: readonly number[], unit = "ms"): Row {
  const value = median(times);
  return {
    figure,
    who,
    bar: `<= ${bar.toLocaleString("en")} ${unit}`,
    value: `${value.toFixed(0)} ${unit}`,
    range: spread(times, 0),
    absolute: "",
    met: value <= bar ? "yes" : "NO",
  };
}

function canPin(): boolean {
  if (availableParallelism() < 2) return false;
  try {
    execFileSync("taskset", ["-c", "0", "true"]);
    return true;
  } catch {
    return false;
  }
}

const started = performance.now();
const rows: Row[] = [];
const verdict = await verdictRates();
rows.push(...ratioRows("spawn to first accepted submit", bars.most(1.8), "ms", await startTimes()));
const servers = Object.fromEntries(
  await Promise.all(names.map(async (name) => [name, await start(name)])),
) as Record<Name, Running>;
try {
  const queries = await finishedTasks(servers);
  const loads = {
    submit: { status: 200, requestsFor: () => [postOf(bodies.accepted)] },
    refused: { status: 400, requestsFor: () => [postOf(bodies.refused)] },
    query: { status: 200, requestsFor: (name: Name) => queries[name] },
  } satisfies Record<string, Load>;
  const query = await throughput(servers, loads.query);
  const refused = await throughput(servers, loads.refused);
  const accepted = await throughput(servers, loads.submit);
  const told = [
    ["accepted submits", accepted, bars.least(0.6, 0.55)],
    ["refused submits", refused, bars.least(0.65, 0.55)],
    ["task queries", query, bars.least(0.72, 0.62)],
  ] as const;
  for (const [figure, { rates }, bar] of told) rows.push(...ratioRows(figure, bar, "/s", rates));
  for (const [figure, { cpu }] of told)
    rows.push(...ratioRows(`server CPU, ${figure}`, undefined, "us each", cpu));
  const late = await latencies(servers, loads.submit, accepted);
  rows.push(...ratioRows("p99 of accepted submits at half load", bars.most(3), "ms", late));
} finally {
  await Promise.all(Object.values(servers).map((server) => server.stop()));
}
rows.push(rateRow("parsed body to verdict", 300_000, verdict.parsedToVerdict));
rows.push(rateRow("text to verdict (parsing and duplicate keys included)", undefined, verdict.textToVerdict));

const engine = await engineFigures(Math.min(ROUNDS, 3));
rows.push(timeRow("heap of an ended task with a 400-byte body", "library", 600, engine.heap, "bytes"));
rows.push(timeRow("CPU of 100,000 pending tasks that end under one advance", "library", 1000, engine.settle));
rows.push(timeRow('advance("10m") with 10,000 callbacks', "library", 1500, engine.callbacks));
const library = await libraryTimes(ROUNDS);
rows.push(timeRow('import "wan-mock", above a bare program', "library", 60, library.import));
rows.push(timeRow("100 mocks without a socket, a submit each", "library", 3000, library.mocks));
const suite = await suiteTimes(ROUNDS);
rows.push(timeRow("vitest, 100 tests with a mock each, hooks included", "useMock", 3000, suite.tests));
rows.push(timeRow("the same, vitest's own start included", "useMock", 3000, suite.whole));

const page = await pageFigures(ROUNDS);
rows.push(timeRow("script and style of the page, compressed", "page", 80_000, [page.gzip], "bytes"));
rows.push(timeRow("first contentful paint of the page", "page", 200, page.paint));
const load = `${Math.round(page.rate)} events a second`;
rows.push(
  timeRow(`longest frame under ${load} (${page.quietFrame.toFixed(0)} ms with none)`, "page", 100, [
    page.frame,
  ]),
);
rows.push(timeRow("heap of the page with 10,000 tasks", "page", 100, [page.memory / 1e6], "MB"));

const table = [
  "| figure | who | bar | median | min - max | absolute | met |",
  "|---|---|---|---|---|---|---|",
  ...rows.map((row) => `| ${Object.values(row).join(" | ")} |`),
];
const setting = `Node ${process.versions.node}, ${availableParallelism()} cores, ${
  pinned ? "one for the server and one for the load" : "server and load on any core"
}; ${CONNECTIONS} keep-alive connections, ${SECONDS} s a turn, ${ROUNDS} rounds in turns, ${STARTS} starts`;
const notes = `# Figures

Written by \`npm run bench\`. ${setting}.
The load generator was busy ${(busiest * 100).toFixed(0)} % of the time at the most.

Every server got the same bodies over the same connections. \`bare\` is node:http that parses a body and writes
it back; \`express + ajv\` and \`fastify + schema\` are the same route written the plain way. A ratio is taken
within a round, the median over the rounds. \`wan-mock\` runs as users run it, its request lines read through a
pipe; \`--log quiet\` is the same without them; tasks end and are settled 3 s after their submit, under the load.
CPU is that of the server process, all threads, as the system tells it: the cores are shared with others, and it is
steadier than throughput. Half load is half of what each server could do; its p99 counts from when a request was due.
Queries go round ${TASKS} finished tasks; the body is a reference-video request with three images and a voice binding, the
refused one binds a voice to an image that is not there.

${table.join("\n")}
`;
writeFileSync(join(root, "bench/RESULTS.md"), notes);
console.log(`${notes}\n${((performance.now() - started) / 1000).toFixed(0)} s in all`);

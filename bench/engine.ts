// What tasks cost where no socket is in the way: run with `npx tsx bench/engine.ts` after a build; part of `npm run bench`.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const entry = JSON.stringify(new URL("../dist/index.js", import.meta.url).href);

const TASKS = 40_000;
const PENDING = 100_000;
const CALLBACKS = 10_000;

const prelude = `import { createMock } from ${entry};
const headers = { authorization: "Bearer bench-key" };
const bodyOf = (task, more = {}) => {
  const body = { model: "wan2.7-text-to-video", prompt: "", seed: 1 + (task % 1000), ...more };
  return JSON.stringify({ ...body, prompt: "A lighthouse in fog, seen from the sea ".repeat(20).slice(0, 400 - JSON.stringify(body).length) });
};
const submit = async (mock, from, to, more) => {
  for (let task = from; task < to; task += 50) {
    const some = Array.from({ length: Math.min(50, to - task) }, (_, index) =>
      mock.fetch("/v1/videos/generations", { method: "POST", headers, body: bodyOf(task + index, more) }));
    for (const answer of await Promise.all(some)) {
      if (answer.status !== 200) throw new Error(await answer.text());
      await answer.arrayBuffer();
    }
  }
};`;

/** Bytes of heap that one more ended task of a 400-byte body takes. */
const heap = `${prelude}
const mock = createMock({ clock: "frozen", seed: 1, tasks: 1_000_000 });
const grown = async (from, to) => {
  await submit(mock, from, to);
  await mock.clock.advance("1m");
  for (let times = 0; times < 3; times++) { gc(); await new Promise((resolve) => setTimeout(resolve, 20)); }
  return process.memoryUsage().heapUsed;
};
const before = await grown(0, 30_000);
console.log((await grown(30_000, ${30_000 + TASKS}) - before) / ${TASKS});
await mock.close();`;

/** CPU milliseconds in which so many pending tasks end and are settled. */
const settle = `${prelude}
const mock = createMock({ clock: "frozen", seed: 1, tasks: 1_000_000 });
await submit(mock, 0, ${PENDING});
const before = process.cpuUsage();
await mock.clock.advance("10s");
const { user, system } = process.cpuUsage(before);
console.log((user + system) / 1000);
await mock.close();`;

/** Milliseconds of \`advance("10m")\` with so many callbacks to a receiver in the same process. */
const callbacks = `${prelude}
const mock = createMock({ clock: "frozen", seed: 1 });
const receiver = await mock.receiver();
await submit(mock, 0, ${CALLBACKS}, { callback_url: receiver.url });
const started = performance.now();
await mock.clock.advance("10m");
const took = performance.now() - started;
if (receiver.received.length !== ${CALLBACKS}) throw new Error(receiver.received.length + " callbacks");
console.log(took);
await mock.close();`;

/** One list entry per round. */
export interface EngineFigures {
  readonly heap: readonly number[];
  readonly settle: readonly number[];
  readonly callbacks: readonly number[];
}

/** Measures in turns, each time in a process of its own. */
export async function engineFigures(rounds: number): Promise<EngineFigures> {
  const figures = { heap: [] as number[], settle: [] as number[], callbacks: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    figures.heap.push(await figureOf(heap));
    figures.settle.push(await figureOf(settle));
    figures.callbacks.push(await figureOf(callbacks));
  }
  return figures;
}

async function figureOf(script: string): Promise<number> {
  const { stdout } = await run(process.execPath, ["--expose-gc", "--input-type=module", "-e", script]);
  return Number(stdout);
}

if (process.argv[1] === import.meta.filename) console.log(await engineFigures(1));

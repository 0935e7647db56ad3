// What the library costs a test: run with `npx tsx bench/library.ts` after a build; part of `npm run bench`.
import { execFile } from "node:child_process";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const entry = JSON.stringify(new URL("../dist/index.js", import.meta.url).href);

/** Mocks of a suite that has one per test. */
const MOCKS = 100;

const suite = `import { createMock } from ${entry};
const started = performance.now();
for (let test = 0; test < ${MOCKS}; test++) {
  const mock = createMock({ clock: "frozen", seed: test });
  const body = JSON.stringify({ model: "wan2.7-text-to-video", prompt: "A lighthouse in fog" });
  const answer = await mock.fetch("/v1/videos/generations", { method: "POST", headers: { authorization: "Bearer k" }, body });
  if ((await answer.json()).status !== "pending") throw new Error("refused");
  await mock.close();
}
console.log(performance.now() - started);`;

/** Milliseconds, one list entry per round. */
export interface LibraryTimes {
  /** A program that imports nothing, from spawn to its end. */
  readonly bare: readonly number[];
  /** What importing the library adds to it. */
  readonly import: readonly number[];
  /** A hundred mocks without a socket: made, one submit, closed. */
  readonly mocks: readonly number[];
}

/** Measures in turns, so that a busy machine burdens all alike. */
export async function libraryTimes(rounds: number): Promise<LibraryTimes> {
  const times = { bare: [] as number[], import: [] as number[], mocks: [] as number[] };
  for (let round = -1; round < rounds; round++) {
    const bare = await endOf("");
    const imported = await endOf(`import ${entry};`);
    const { stdout } = await program(suite);
    if (round < 0) continue;
    times.bare.push(bare);
    times.import.push(imported - bare);
    times.mocks.push(Number(stdout));
  }
  return times;
}

async function endOf(script: string): Promise<number> {
  const started = performance.now();
  await program(script);
  return performance.now() - started;
}

function program(script: string): Promise<{ stdout: string }> {
  return run(process.execPath, ["--input-type=module", "-e", script]);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
  const times = await libraryTimes(11);
  for (const [name, values] of Object.entries(times)) {
    console.log(`${name.padEnd(8)} ${middle(values as readonly number[]).toFixed(1)} ms`);
  }
}

// The page in a real browser: run with `npx tsx bench/page.ts` after a build; part of `npm run bench`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { type Browser, chromium, type Page } from "playwright-core";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Events a second that the page has to keep up with, and the seconds of it; those of the last tasks come after them. */
const RATE = 625;
const SECONDS = 10;

/** Events of a task on its way: created, its request, ended, settled. */
const EVENTS_A_TASK = 4;

const TASKS = 10_000;

/** Figures of the page. */
export interface PageFigures {
  /** Bytes of script and style, compressed. */
  readonly gzip: number;
  /** Milliseconds from navigation to the first contentful paint, one list entry per round. */
  readonly paint: readonly number[];
  /** Events a second while the frames were counted. */
  readonly rate: number;
  /** Milliseconds of the longest frame meanwhile. */
  readonly frame: number;
  /** Milliseconds of the longest frame of the same page with nothing happening: what the machine does to any page. */
  readonly quietFrame: number;
  /** Bytes of the page's heap with 10,000 tasks, after a collection. */
  readonly memory: number;
}

/** Measures the page as the package serves it. */
export async function pageFigures(rounds: number): Promise<PageFigures> {
  const folder = `${root}dist/page/`;
  const gzip = readdirSync(folder)
    .map((name) => gzipSync(readFileSync(folder + name), { level: 9 }).length)
    .reduce((sum, bytes) => sum + bytes);
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--js-flags=--expose-gc",
    ],
  });
  const mock = await startMock();
  try {
    const paint = await paintTimes(browser, mock.url, rounds);
    const page = await browser.newPage();
    await page.goto(mock.url);
    await page.getByText("No tasks yet").waitFor();
    const quietFrame = await longestFrame(page, () => new Promise((resolve) => setTimeout(resolve, 3000)));
    let rate = 0;
    const frame = await longestFrame(page, async () => {
      rate = await load(mock.url);
    });
    await fill(mock.url, TASKS);
    const filled = await browser.newPage();
    await filled.goto(mock.url);
    await filled.getByText(`${TASKS}`, { exact: true }).first().waitFor();
    await filled.evaluate("gc()");
    const memory = Number(await filled.evaluate("performance.memory.usedJSHeapSize"));
    return { gzip, paint, rate, frame, quietFrame, memory };
  } finally {
    await browser.close();
    await mock.stop();
  }
}

async function startMock(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const args = ["dist/bin/wan-mock.js", "--port", "0", "--log", "quiet"];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  child.stdout.resume();
  const [url = ""] = /http:\S+/.exec(line.toString()) ?? [];
  return {
    url,
    stop: async () => {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    },
  };
}

/** Each in a window of its own, with an empty cache. */
async function paintTimes(browser: Browser, url: string, rounds: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(url);
    await page.getByRole("heading").first().waitFor();
    const paint = await page.evaluate(
      "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN",
    );
    if (round >= 0) times.push(Number(paint));
    await context.close();
  }
  return times;
}

/** Milliseconds of the longest gap between two frames while something goes on. */
async function longestFrame(page: Page, meanwhile: () => Promise<unknown>): Promise<number> {
  await page.evaluate(`(() => {
    window.longest = 0;
    let last = performance.now();
    const look = (now) => { window.longest = Math.max(window.longest, now - last); last = now; window.counting = requestAnimationFrame(look); };
    window.counting = requestAnimationFrame((now) => { last = now; look(now); });
  })()`);
  await meanwhile();
  return Number(await page.evaluate("(cancelAnimationFrame(window.counting), window.longest)"));
}

function submit(url: string, prompt: string): Promise<Response> {
  return fetch(`${url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer bench-key", "content-type": "application/json" },
    body: JSON.stringify({ model: "wan2.7-text-to-video", prompt }),
  });
}

/** Submits so many tasks a second that their events come at the rate; tells the rate there was. */
async function load(url: string): Promise<number> {
  const before = await recorded(url);
  const started = performance.now();
  const total = (RATE / EVENTS_A_TASK) * SECONDS;
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, ((performance.now() - started) / 1000) * (RATE / EVENTS_A_TASK));
    const batch: Promise<Response>[] = [];
    for (; sent < due; sent++) batch.push(submit(url, `A lighthouse in fog ${sent}`));
    await Promise.all(batch);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return ((await recorded(url)) - before) / ((performance.now() - started) / 1000);
}

async function fill(url: string, tasks: number): Promise<void> {
  await fetch(`${url}/_mock/reset`, { method: "POST" });
  for (let sent = 0; sent < tasks; sent += 50)
    await Promise.all(Array.from({ length: 50 }, (_, at) => submit(url, `A lighthouse in fog ${sent + at}`)));
}

async function recorded(url: string): Promise<number> {
  const answer = await fetch(`${url}/_mock/health`);
  return ((await answer.json()) as { journal: { recorded: number } }).journal.recorded;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.log(await pageFigures(11));

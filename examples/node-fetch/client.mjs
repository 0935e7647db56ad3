/**
 * A client of the paid service as one would write it: submit, poll, download. Nothing in it knows the mock.
 *
 *   npx wan-mock run -- node examples/node-fetch/client.mjs "A lighthouse in the rain" clip.mp4
 */
import { writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

const base = process.env.EVOLINK_BASE_URL ?? "https://api.evolink.ai";
const key = process.env.EVOLINK_API_KEY ?? "my-api-key";
const [prompt = "A lighthouse in the rain", file = "clip.mp4"] = process.argv.slice(2);

/** Calls the API; an answer that is no success becomes an error with the service's own words. */
async function call(path, init = {}) {
  const response = await fetch(`${base}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    signal: AbortSignal.timeout(30_000),
  });
  const answer = await response.json();
  if (response.ok) return answer;
  throw new Error(`${response.status} ${answer.error.code}: ${answer.error.message}`);
}

/** Asks until the task has ended; each wait is longer than the one before, up to 30 seconds. */
async function ended(id) {
  for (let wait = 1000; ; wait = Math.min(wait * 1.5, 30_000)) {
    const task = await call(`/v1/tasks/${id}`);
    if (task.status === "completed" || task.status === "failed") return task;
    console.log(`${task.status} ${task.progress} %`);
    await sleep(wait);
  }
}

const submitted = await call("/v1/videos/generations", {
  method: "POST",
  body: JSON.stringify({ model: "wan2.7-text-to-video", prompt, duration: 5 }),
});
console.log(`submitted ${submitted.id}, ${submitted.usage.credits_reserved} credits reserved`);

const task = await ended(submitted.id);
if (task.status === "failed") throw new Error(`${task.error.code}: ${task.error.message}`);

const video = await fetch(task.results[0]);
if (!video.ok) throw new Error(`the result answered ${video.status}`);
const bytes = Buffer.from(await video.arrayBuffer());
await writeFile(file, bytes);
console.log(`wrote ${file}, ${bytes.length} bytes`);

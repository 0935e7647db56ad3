/**
 * "2.7 fails, 2.6 answers": a client that submits to the newer model, and to the older one when the newer one
 * cannot be had. What is wrong with the request itself is not tried again.
 *
 *   npx wan-mock run --spec examples/fallback/wan2.6-text-to-video.yaml -- node examples/fallback/client.mjs
 */
const base = process.env.EVOLINK_BASE_URL ?? "https://api.evolink.ai";
const key = process.env.EVOLINK_API_KEY ?? "my-api-key";

/** Statuses that say "not this model, not now": it does not exist, may not be used, is busy or broken. */
const TRY_ANOTHER = new Set([403, 404, 429, 500, 502, 503]);

async function submit(model, prompt) {
  const response = await fetch(`${base}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ model, prompt, duration: 5 }),
  });
  return { status: response.status, answer: await response.json() };
}

export async function submitWithFallback(prompt, models = ["wan2.7-text-to-video", "wan2.6-text-to-video"]) {
  let last;
  for (const model of models) {
    last = await submit(model, prompt);
    if (last.status === 200) return last.answer;
    console.error(`${model}: ${last.status} ${last.answer.error.code}`);
    if (!TRY_ANOTHER.has(last.status)) break;
  }
  throw new Error(`${last.status} ${last.answer.error.code}: ${last.answer.error.message}`);
}

const task = await submitWithFallback(process.argv[2] ?? "A lighthouse in the rain");
console.log(`${task.model} took it as ${task.id}`);

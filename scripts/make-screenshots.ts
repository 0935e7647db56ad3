/** Makes the pictures of the live page in `docs/images/`, one for each colour scheme. Needs Chromium and ffmpeg; build first. */
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { startMock } from "../src/compose/start-mock.js";

const picture = (name: string) => fileURLToPath(new URL(`../docs/images/${name}.png`, import.meta.url));

/** Answers the first two attempts with 503: the retries are what the timeline is for. */
let attempts = 0;
const receiver = createServer((_request, response) => {
  response.writeHead(++attempts < 3 ? 503 : 204).end();
});
await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
const { port } = receiver.address() as { port: number };

const mock = await startMock({
  clock: "frozen",
  now: "2027-01-01T09:30:00Z",
  seed: 7,
  forwardTo: `http://127.0.0.1:${port}/hooks`,
});
const submit = async (body: object, headers: Readonly<Record<string, string>> = {}): Promise<string> => {
  const answer = await fetch(`${mock.url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer demo", "content-type": "application/json", ...headers },
    body: JSON.stringify({ model: "wan2.7-text-to-video", ...body }),
  });
  return ((await answer.json()) as { id?: string }).id ?? "";
};
const query = (id: string) =>
  fetch(`${mock.url}/v1/tasks/${id}`, { headers: { authorization: "Bearer demo" } });

await submit(
  { prompt: "A paper boat in a gutter, rain" },
  { "x-wan-mock-scenario": "content-policy-violation" },
);
await mock.clock.advance("20s");
await submit({
  model: "wan2.7-image-to-video",
  prompt: "The lighthouse beam sweeps over the bay",
  image_start: "https://cdn.example.com/bay.jpg",
});
await mock.clock.advance("12s");
const shown = await submit({
  prompt: "A red panda rides a bicycle at dusk",
  quality: "1080p",
  callback_url: "https://app.example.com/hooks",
});
await mock.clock.advance("1s");
await query(shown);
await mock.clock.advance("1s");
await query(shown);
await mock.clock.advance("6s");
await query(shown);
await submit({ prompt: "Waves break against a pier", duration: "10" });
await submit({ prompt: "Snow falls on a railway station", duration: 10 });
await mock.clock.advance("1s");

const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking"],
});
for (const colorScheme of ["light", "dark"] as const) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme });
  await page.goto(`${mock.url}/#/tasks/${shown}`);
  await page.getByRole("heading", { name: shown }).waitFor();
  // The player shows a spinner until it has a frame.
  await page.evaluate(
    "new Promise((play) => { const video = document.querySelector('video'); video.readyState === 4 ? play() : video.addEventListener('canplaythrough', play, { once: true }); })",
  );
  // 256 colours are enough for a page, and half the bytes.
  const palette = "split[a][b];[a]palettegen=stats_mode=full[p];[b][p]paletteuse=dither=none";
  const target = picture(`page-${colorScheme}`);
  execFileSync("ffmpeg", ["-v", "error", "-y", "-i", "pipe:0", "-vf", palette, target], {
    input: await page.screenshot(),
  });
}
await browser.close();
await mock.close();
receiver.close();

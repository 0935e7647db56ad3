/** Makes `docs/images/result.png`, a frame of the video that the README's first command writes. Needs ffmpeg. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createMock } from "../src/compose/create-mock.js";

const picture = fileURLToPath(new URL("../docs/images/result.png", import.meta.url));
const headers = { authorization: "Bearer any-key", "content-type": "application/json" };

await using mock = createMock({ clock: "frozen", now: "2027-01-01T00:00:00Z", seed: 7 });
const submitted = await mock.fetch("/v1/videos/generations", {
  method: "POST",
  headers,
  body: JSON.stringify({
    model: "wan2.7-text-to-video",
    prompt: "A red panda rides a bicycle at dusk",
    duration: 5,
  }),
});
const { id } = (await submitted.json()) as { id: string };
await mock.clock.advance("3s");
const video = await mock.fetch(`/files/${id}.mp4`);
const secondsIn = ["-ss", "2"];
const small = ["-vf", "scale=640:-1:flags=area", "-frames:v", "1"];
execFileSync("ffmpeg", ["-v", "error", "-y", ...secondsIn, "-i", "pipe:0", ...small, picture], {
  input: Buffer.from(await video.arrayBuffer()),
});

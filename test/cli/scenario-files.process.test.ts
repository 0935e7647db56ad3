import { expect, it } from "vitest";
import { serveProgram } from "../harness/run-program.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

const GOOD = "scenarios:\n  - { name: crowded-monday, match: {}, use: rate-limited }\n";
const BROKEN = "scenarios:\n  - { name: crowded-monday, match: {}, use: rate-limted }\n";

async function submit(url: string): Promise<number> {
  const body = JSON.stringify({ model: "wan2.7-text-to-video", prompt: "rain" });
  const headers = { authorization: "Bearer k", "content-type": "application/json" };
  return (await fetch(`${url}/v1/videos/generations`, { method: "POST", headers, body })).status;
}

it("tells on stderr what came of a change, and is not kept alive by watching", async () => {
  const folder = temporaryFolder();
  const server = await serveProgram([
    "--log",
    "quiet",
    "--scenarios",
    folder.write("own.yaml", "scenarios: []\n"),
  ]);
  folder.write("own.yaml", GOOD);
  await server.errorLine(/^wan-mock: scenarios reloaded: 1 added$/);
  expect(await submit(server.url)).toBe(429);
  folder.write("own.yaml", BROKEN);
  await server.errorLine(
    /^wan-mock: warning: scenarios not reloaded, the earlier ones stay: .*own\.yaml:2:45: /,
  );
  expect(await submit(server.url)).toBe(429);
  expect((await server.stop()).code).toBe(0);
});

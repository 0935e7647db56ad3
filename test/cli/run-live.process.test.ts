import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LIVE_KEY, liveBody, startService } from "../harness/live-proxy.js";
import { runProgram } from "../harness/run-program.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

/** Submits to the base URL of its environment, then to the paid host; prints the statuses and the key that it used. */
const client = `
const submit = (base) => fetch(base + "/videos/generations", {
  method: "POST",
  headers: { authorization: "Bearer " + process.env.EVOLINK_API_KEY, "content-type": "application/json" },
  body: ${JSON.stringify(JSON.stringify(liveBody))},
});
const bases = [process.env.EVOLINK_BASE_URL, "https://api.evolink.ai/v1"];
const statuses = [(await submit(bases[0])).status, (await submit(bases[1])).status];
console.log(JSON.stringify({ statuses, key: process.env.EVOLINK_API_KEY }));
`;

/** Runs the client beside a proxy, in a folder of its own. */
async function runClient(flags: readonly string[], { config = {}, env = {} } = {}) {
  const folder = temporaryFolder();
  folder.write("wan-mock.config.json", JSON.stringify(config));
  const command = ["--", process.execPath, "--input-type=module", "-e", client];
  const { code, stdout, stderr } = await runProgram(["run", ...flags, ...command], { env, cwd: folder.path });
  expect(code, stderr).toBe(0);
  return { folder: folder.path, seen: JSON.parse(stdout) as unknown, stderr };
}

test("calls of a program to the paid host go to the service, within the budget, and are recorded", async () => {
  const service = await startService();
  const { folder, seen, stderr } = await runClient(
    ["--live", "--upstream", service.url, "--budget", "50credits", "--record", "recordings"],
    { env: { EVOLINK_API_KEY: LIVE_KEY } },
  );
  expect(seen).toEqual({ statuses: [200, 402], key: LIVE_KEY });
  const requests = service.journal.requests();
  expect(requests.map(({ path, key }) => [path, key])).toEqual([
    ["/v1/videos/generations", service.account(LIVE_KEY).label],
  ]);
  expect(stderr).toContain("the service reserved 29.24 credits");
  expect(stderr).toContain("  2 recordings in recordings, 1 of them unfinished\n");
  expect(stderr).toMatch(/ {2}budget 50credits per run: 29\.24 of 50\.00 credits spent\n$/);
  const [file = ""] = readdirSync(join(folder, "recordings"));
  expect(readFileSync(join(folder, "recordings", file), "utf8")).not.toContain(LIVE_KEY);
});

test("no key is made up for a service, and settings of a file that only a mock has are left out", async () => {
  const service = await startService({ keys: [LIVE_KEY] });
  const { seen } = await runClient(["--live"], { config: { upstream: service.url, pace: "instant" } });
  expect(seen).toEqual({ statuses: [401, 401] });
});

test("without --live a mock answers, whatever a file says of a service", async () => {
  const service = await startService();
  const { seen } = await runClient([], { config: { upstream: service.url, budget: "50credits" } });
  expect(seen).toEqual({ statuses: [200, 200], key: "wan-mock-run" });
  expect(service.journal.requests()).toEqual([]);
});

import { networkInterfaces } from "node:os";
import { afterEach, describe, expect, it } from "vitest";
import { runCli, type ServedCli, serveCli } from "../harness/run-cli.js";

const servers: ServedCli[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function serve(...args: string[]): Promise<string> {
  const server = await serveCli(["--log", "quiet", ...args]);
  servers.push(server);
  return server.url;
}

it("agrees in full with the mock, and exits 0", async () => {
  const { code, stdout, stderr } = await runCli(["verify", await serve("--pace", "1s")]);
  expect([code, stderr]).toEqual([0, ""]);
  const [, cases, agree] =
    /^(\d+) cases: (\d+) agree, 0 disagree, 0 skipped$/m.exec(stdout.split("\n\n").at(-1) ?? "") ?? [];
  expect(Number(cases)).toBeGreaterThan(200);
  expect(agree).toBe(cases);
  expect(stdout).not.toMatch(/^ /m);
  expect(stdout).toMatch(/^http: \d+ agree\nwan2\.7-text-to-video: schema: \d+ agree\n/);
});

it("agrees with a mock of other readings when told so, and finds it when told otherwise", async () => {
  const url = await serve(
    ...["--pace", "instant", "--key", "sk-one", "--unknown-model", "403", "--prompt-optional"],
    ...["--long-prompt", "reject"],
  );
  const told = ["--unknown-model", "403", "--prompt-optional", "--long-prompt", "reject"];
  const good = await runCli(["verify", url, ...told], { env: { WAN_MOCK_VERIFY_KEY: "sk-one" } });
  expect(good.code).toBe(0);
  expect(good.stdout).toMatch(/ 0 disagree, 4 skipped\n$/);
  const bad = await runCli([
    ...[
      "verify",
      url,
      "--key",
      "sk-one",
      "--no-prompt-optional",
      "--only",
      "wan2.7-video-edit/prompt left out",
    ],
  ]);
  expect({ ...bad, stdout: bad.stdout.replace(/(?<= got {7}200 \{"created":)\d+.*/, "...") }).toEqual({
    code: 1,
    stdout: [
      "wan2.7-video-edit: schema: 0 agree, 1 disagree",
      "  disagree  wan2.7-video-edit/prompt left out",
      '            sent      POST /v1/videos/generations {"model":"wan2.7-video-edit","video_urls":["https://cdn.example.com/clips/dancer.mp4"],"duration":2}',
      "            expected  400 invalid_request (invalid_request_error)",
      '            got       200 {"created":...',
      "",
      "1 case: 0 agree, 1 disagree, 0 skipped",
      "",
    ].join("\n"),
    stderr: "",
  });
});

it("tells a program everything", async () => {
  const args = ["verify", await serve("--pace", "manual"), "--timeout", "100ms", "--format", "json"];
  const { code, stdout } = await runCli([
    ...args,
    "--only",
    "lifecycle/wan2.7-text*",
    "--only",
    "quality is",
  ]);
  expect(code).toBe(0);
  const told = JSON.parse(stdout) as {
    live: boolean;
    counts: { cases: number; agree: number; disagree: number; skipped: number };
    cases: Record<string, unknown>[];
  };
  expect(told.live).toBe(false);
  expect(told.counts).toEqual({ cases: 24, agree: 19, disagree: 0, skipped: 5 });
  expect(told.cases.find(({ name }) => name === "wan2.7-video-edit/quality is 720p")).toEqual({
    name: "wan2.7-video-edit/quality is 720p",
    group: "wan2.7-video-edit: schema",
    outcome: "agree",
    charges: true,
    sent: expect.stringMatching(/^POST \/v1\/videos\/generations \{"model":"wan2\.7-video-edit"/) as string,
    expected: "200 with a task of wan2.7-video-edit",
    seconds: expect.any(Number) as number,
  });
  expect(told.cases.find(({ outcome }) => outcome === "skipped")).toMatchObject({
    name: "lifecycle/wan2.7-text-to-video completes-with-results",
    why: expect.stringMatching(/^the task was at "pending", 0 after 0\.1 s/) as string,
  });
});

describe("usage", () => {
  it("lists the cases without a call", async () => {
    const { code, stdout, stderr } = await runCli(["verify", "--list"]);
    expect([code, stderr]).toEqual([0, ""]);
    const lines = stdout.split("\n").slice(0, -3);
    expect(lines.length).toBeGreaterThan(200);
    expect(lines.filter((line) => !/^(?:free {3}|charges) {2}\S/.test(line))).toEqual([]);
    const some = await runCli(["verify", "--list", "--only", "voice-binding-in-range", "--format", "json"]);
    const { cases } = JSON.parse(some.stdout) as { cases: { name: string; expected: string }[] };
    expect(cases.map(({ name, expected }) => [name.replace(/^.*\//, ""), expected])).toContainEqual([
      "voice-binding-in-range refuses #1",
      expect.stringMatching(/^400 .*, "voice_bindings\.\w+ out of range"\)$/) as string,
    ]);
  });

  it.each([
    [["verify"], "name the service to ask, such as wan-mock verify http://127.0.0.1:2727"],
    [
      ["verify", "localhost:2727"],
      'BASE_URL is "localhost:2727": it must be an address such as http://127.0.0.1:2727',
    ],
    [
      ["verify", "http://127.0.0.1:6000"],
      "http://127.0.0.1:6000 cannot be verified: Node's fetch refuses to connect to this port",
    ],
    [
      ["verify", "https://api.evolink.ai", "--key", "sk-live"],
      "https://api.evolink.ai is not on this machine and may charge: to send it what it has to refuse before it charges, give --yes-live and --key (or WAN_MOCK_VERIFY_KEY)",
    ],
    [
      ["verify", "--list", "--only", "no such case"],
      '--only is "no such case", and no case has such a name: "wan-mock verify --list" shows them',
    ],
  ])("ends %j with 2 and one sentence", async (args, sentence) => {
    expect(await runCli(args)).toEqual({ code: 2, stdout: "", stderr: `wan-mock: ${sentence}\n` });
  });

  it("ends with 1 when no case was sent", async () => {
    const url = await serve("--balance", "0");
    const { code, stdout, stderr } = await runCli(["verify", url, "--only", "quality is 720p"]);
    expect([code, stderr]).toEqual([1, "wan-mock: no case was sent\n"]);
    expect(stdout).toMatch(/\n4 cases: 0 agree, 0 disagree, 4 skipped\n$/);
  });

  it("treats an address of the network as far", async ({ skip }) => {
    const addresses = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
    const address = addresses.find(({ family, internal }) => family === "IPv4" && !internal)?.address;
    if (address === undefined) return skip("this machine is in no network");
    const server = await serveCli(["--log", "quiet", "--host", "0.0.0.0"]);
    servers.push(server);
    const url = `http://${address}:${new URL(server.url).port}`;
    expect((await runCli(["verify", url])).code).toBe(2);
  });
});

it("shows on stderr how far it is, in a terminal alone", async () => {
  const url = await serve("--pace", "instant");
  const only = ["--only", "http/credits*"];
  const { stdout, stderr } = await runCli(["verify", url, ...only], { columns: 100, env: { NO_COLOR: "1" } });
  expect(stdout).toMatch(/ 0 disagree, 0 skipped\n$/);
  expect(stderr).toMatch(/0 of \d+ cases/);
  expect((await runCli(["verify", url, ...only])).stderr).toBe("");
});

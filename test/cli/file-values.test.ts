import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { createMock, startMock } from "../../src/index.js";
import { runCli } from "../harness/run-cli.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

/** Values that no flag's text could hold, or that text has to write otherwise. */
const odd = {
  balance: 12.1234567,
  seed: Number.MAX_SAFE_INTEGER,
  maxBody: 1e6,
  tasks: 1e8,
  callbackPatience: 1e3,
  journalAge: 1e10,
  rateLimit: "010/s",
  concurrency: 1e15,
  chaos: { "rate-limited": 0.0000001, "query/http-503": 1e-9, "http-500": 0.1 },
  callbackMap: { "https://app.example.com/a?to=http://b.test,c": "http://localhost:3000/x,y=http://z" },
  policy: { dailyCredits: 0.0000001, allowedQualities: ["720p"] },
  prices: { "wan2.7-text-to-video": { creditsPerSecond: 0.0000001 } },
  rules: { "prompt-is-truncated": "off" },
  allowHosts: ["a.test,b.test"],
} as const;

type Shown = Readonly<Record<string, { readonly value: unknown; readonly from: string }>>;

/** The settings that `wan-mock config` shows for a file. */
async function shown(name: string, text: string, folder = temporaryFolder()): Promise<Shown> {
  folder.write(name, text);
  const args = ["config", "--format", "json", "--config", name];
  const { code, stdout, stderr } = await runCli(args, { cwd: folder.path });
  expect([code, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as Shown;
}

describe("a value of a configuration file", () => {
  it.each([
    ["wan.yaml", stringify(odd)],
    ["wan.json", JSON.stringify(odd)],
    ["wan.mjs", `export default ${JSON.stringify(odd)};`],
  ])("reaches the mock as it is: %s", async (name, text) => {
    const settings = await shown(name, text);
    for (const [key, value] of Object.entries(odd)) {
      expect([key, settings[key]]).toEqual([key, { value, from: "file", name }]);
    }
  });

  it("is one that the library takes as well", async () => {
    await createMock(odd).close();
    await (await startMock(odd)).close();
  });

  it("may hold the signs that part lists and pairs of flags", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder.path, "media=1, 2"));
    folder.write("some=of, them.yaml", "scenarios: []\n");
    const assets = [{ prefix: "https://cdn.example.com/a=b,c/", folder: "media=1, 2" }];
    const file = { keys: ["sk-a,b", "sk-c=d"], scenarios: ["some=of, them.yaml"], assets };
    const settings = await shown("signs.yaml", stringify(file), folder);
    expect(settings["keys"]?.value).toHaveLength(2);
    expect(settings["scenarios"]?.value).toEqual([join(folder.path, "some=of, them.yaml")]);
    expect(settings["assets"]?.value).toEqual([
      { prefix: "https://cdn.example.com/a=b,c/", folder: join(folder.path, "media=1, 2") },
    ]);
  });

  it("may be one text for a list of one, and a status as a number", async () => {
    const settings = await shown("one.yaml", "allowHosts: a.test,b.test\nunknownModel: 403\n");
    expect(settings["allowHosts"]?.value).toEqual(["a.test,b.test"]);
    expect(settings["unknownModel"]?.value).toBe("403");
  });

  it.each([
    ["chaos: {rate-limited: 1.0000001}", "1:9: chaos.rate-limited: It must be a number from 0 to 1."],
    ["balance: -1e-7", "1:1: balance: It must be a number from 0 to 1000000000."],
    ["balance: '5'", "1:1: balance: It must be a number from 0 to 1000000000."],
    ["seed: 9007199254740993", "1:1: seed: It must be a whole number from 0"],
    ["maxBody: 1.5", "1:1: maxBody: It must be a whole number from 0 to 32000000."],
    ["rateLimit: 0/s", "1:1: rateLimit: rate limit is 1 to 100000 calls"],
    ["host: ' '", "1:1: host: host is an address to bind"],
  ])("is refused with its place: %s", async (text, sentence) => {
    const folder = temporaryFolder();
    folder.write("wrong.yaml", text);
    const { code, stderr } = await runCli(["config", "--config", "wrong.yaml"], { cwd: folder.path });
    expect([code, stderr]).toEqual([2, expect.stringContaining(`wan-mock: wrong.yaml:${sentence}`)]);
  });
});

describe("the text of a flag or a variable", () => {
  it("holds as small a number as a file does", async () => {
    const flags = ["--balance", "12.1234567", "--chaos", "rate-limited=1e-7,http-500=.5"];
    const env = { WAN_MOCK_PRICE: "wan2.7-text-to-video=0.0000001", WAN_MOCK_POLICY: "daily-credits=1e-7" };
    const args = ["config", "--format", "json", ...flags];
    const { stdout } = await runCli(args, { env, cwd: temporaryFolder().path });
    expect(JSON.parse(stdout)).toMatchObject({
      balance: { value: 12.1234567, from: "flag" },
      chaos: { value: { "rate-limited": 1e-7, "http-500": 0.5 }, from: "flag" },
      prices: { value: { "wan2.7-text-to-video": { creditsPerSecond: 1e-7 } }, from: "environment" },
      policy: { value: { dailyCredits: 1e-7 }, from: "environment" },
    });
  });

  it.each([
    [["--balance", "1e10"], "It must be credits such as 100 or 12.5."],
    [["--balance", "0x10"], "It must be credits such as 100 or 12.5."],
    [["--seed", "1e3"], "It must be a whole number from 0."],
    [["--seed", "9007199254740993"], "It must be a whole number from 0."],
    [["--tasks", "100000001"], "It must be a whole number from 1 to 100000000."],
    [["--chaos", "rate-limited=1.0000001"], "Write it as NAME=0.05"],
  ])("is refused by the same bounds: %j", async (args, sentence) => {
    const { code, stderr } = await runCli(["config", ...args], { cwd: temporaryFolder().path });
    expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)]);
  });
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { miniDocument } from "../adapters/documents/mini-document.js";
import type { Variables } from "../harness/plain-environment.js";
import { runCli } from "../harness/run-cli.js";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "wan-mock-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

async function run(
  cwd: string,
  args: string[],
  env: Variables = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const { code, stdout, stderr } = await runCli(args, { cwd, env });
  return { code, out: stdout, err: stderr };
}

async function config(folder: string, args: string[] = [], env: Record<string, string> = {}) {
  const { code, out, err } = await run(folder, ["config", "--format", "json", ...args], env);
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(out) as Record<string, { value: unknown; from: string; name?: string }>;
}

describe("wan-mock config", () => {
  it("shows the known assets of a file, and refuses one that cannot be", async () => {
    const folder = await folderWith({
      "wan-mock.config.yaml":
        'assets: [{ url: "https://cdn.example.com/hero*.png", kind: image, format: JPG, width: 4000 }]',
      "wrong.yaml": "assets: [{ url: https://cdn.example.com/a.png, widht: 4000 }]",
      "no-list.yaml": "assets: { https://cdn.example.com/a.png: image }",
    });
    expect((await config(folder))["assets"]).toEqual({
      value: [{ url: "https://cdn.example.com/hero*.png", kind: "image", format: "JPG", width: 4000 }],
      from: "file",
      name: "wan-mock.config.yaml",
    });
    expect(await run(folder, ["config", "--config", "wrong.yaml"])).toEqual({
      code: 2,
      out: "",
      err: "wan-mock: wrong.yaml:1:48: assets.0.widht is no setting: did you mean width?\n",
    });
    expect((await run(folder, ["config", "--config", "no-list.yaml"])).err).toBe(
      "wan-mock: no-list.yaml:1:1: assets: It must be a list.\n",
    );
  });

  it("joins flag, environment, file and default, and tells which it was", async () => {
    const folder = await folderWith({
      "wan-mock.config.yaml": [
        "port: 4000",
        "host: 127.0.0.2",
        "pace: 20s",
        "seed: 7",
        "strict: true",
        "onlySpec: true",
        "keys: [secret-one, secret-two]",
        "spec: my.yaml",
        "callbackPatience: 500",
        "rules:",
        "  no-unknown-parameter: error",
        "  prompt-is-truncated: off",
        "callbackMap:",
        "  https://app.example.com: http://localhost:3000",
      ].join("\n"),
      "my.yaml": miniDocument(),
    });
    const price = ["--price", "wan2.6-text-to-video=5.44,wan2.7-video-edit=0"];
    const all = await config(folder, ["--port", "5000", "--control-token", "hush", ...price], {
      WAN_MOCK_PORT: "4500",
      WAN_MOCK_HOST: "127.0.0.3",
      PORT: "1",
      WAN_MOCK_ONLY_SPEC: "0",
      WAN_MOCK_ALLOW_HOST: "a.test, b.test",
    });
    const file = { from: "file", name: "wan-mock.config.yaml" };
    expect(all).toMatchObject({
      port: { value: 5000, from: "flag", name: "--port" },
      host: { value: "127.0.0.3", from: "environment", name: "WAN_MOCK_HOST" },
      pace: { value: "20s", ...file },
      seed: { value: 7, ...file },
      strict: { value: true, ...file },
      onlySpec: { value: false, from: "environment" },
      spec: { value: [join(folder, "my.yaml")], ...file },
      callbackPatience: { value: 500, ...file },
      rules: { value: { "no-unknown-parameter": "error", "prompt-is-truncated": "off" }, ...file },
      callbackMap: { value: { "https://app.example.com": "http://localhost:3000" }, ...file },
      allowHosts: { value: ["a.test", "b.test"], from: "environment" },
      controlToken: { value: "(set)", from: "flag" },
      priceList: { value: "2026-05", from: "default" },
      prices: {
        value: {
          "wan2.6-text-to-video": { creditsPerSecond: 5.44 },
          "wan2.7-video-edit": { creditsPerSecond: 0 },
        },
        from: "flag",
      },
      promptOptional: { value: false, from: "default" },
    });
    expect(all["keys"]?.value).toEqual([
      expect.stringMatching(/^key_[0-9a-f]{8}$/),
      expect.stringMatching(/^key_[0-9a-f]{8}$/),
    ]);
    expect(JSON.stringify(all)).not.toMatch(/secret|hush/);
  });

  it.each([
    ["--concurrency", "0", "concurrency is a whole number"],
    ["--rate-limit", "60", "rate limit is 1 to"],
    ["--journal-age", "1x", "journalAge is a duration"],
    ["--chaos", "nothing=0.1", 'there is no scenario "nothing"'],
    ["--scenarios", "nope.yaml", "nope.yaml: there is no such file"],
    ["--only-spec", "", "--only-spec needs at least one --spec"],
  ])("prints %s %s and says why serve would refuse it", async (flag, value, sentence) => {
    const args = value === "" ? [flag] : [flag, value];
    const { code, out, err } = await run(await folderWith({}), ["config", ...args]);
    expect(code).toBe(2);
    expect(out).toMatch(new RegExp(`flag ${flag}$`, "m"));
    expect(err).toContain(sentence);
    expect(err.split("\n")).toHaveLength(2);
  });

  it("takes PORT below WAN_MOCK_PORT and above the file", async () => {
    const folder = await folderWith({ "wan-mock.config.json": '{"port": 4000}' });
    expect((await config(folder))["port"]).toEqual({
      value: 4000,
      from: "file",
      name: "wan-mock.config.json",
    });
    expect((await config(folder, [], { PORT: "4100" }))["port"]).toEqual({
      value: 4100,
      from: "environment",
      name: "PORT",
    });
    expect((await config(folder, [], { PORT: "4100", WAN_MOCK_PORT: "4200" }))["port"]?.value).toBe(4200);
  });

  it("reads a module, and a file that --config names", async () => {
    const folder = await folderWith({ "mine.mjs": "export default { pace: `polls:${1 + 2}` };" });
    expect((await config(folder, ["--config", "mine.mjs"]))["pace"]).toEqual({
      value: "polls:3",
      from: "file",
      name: "mine.mjs",
    });
    expect((await config(folder))["pace"]).toEqual({ value: "quick", from: "default" });
  });

  it.each([
    [
      "a key like no other",
      "zzqqxx: 1",
      /wan-mock\.config\.yaml:1:1: zzqqxx is no setting: known are port, host, /,
    ],
    ["an unknown key", "prot: 1", /wan-mock\.config\.yaml:1:1: prot is no setting: did you mean port\?/],
    [
      "a number out of range",
      "port: 70000",
      /wan-mock\.config\.yaml:1:1: port: It must be a whole number from 0 to 65535\./,
    ],
    ["a word for a number", "seed: many", /seed: It must be a whole number/],
    ["a list for one value", "port: [1, 2]", /port: /],
    ["a word for a switch", "strict: maybe", /strict: It must be true or false/],
    ["no value", "pace:", /pace: It must be a text/],
    [
      "a misspelt severity",
      "rules: {prompt-is-truncated: loud}",
      /:1:9: rules\.prompt-is-truncated: It must be one of error, warn, off\./,
    ],
    ["a choice there is not", "clock: stopped", /clock: .*running, frozen/],
    ["a list instead of settings", "- port", /holds no settings/],
    ["broken YAML", "port: [1", /cannot be read: .*line 1/],
  ])("refuses %s and names the key", async (_what, text, message) => {
    const folder = await folderWith({ "wan-mock.config.yaml": text });
    const { code, err, out } = await run(folder, ["config"]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it("refuses two files, a missing one and an odd environment", async () => {
    const folder = await folderWith({ "wan-mock.config.yaml": "", "wan-mock.config.json": "{}" });
    expect((await run(folder, ["config"])).err).toMatch(
      /both wan-mock\.config\.yaml and wan-mock\.config\.json/,
    );
    expect((await run(folder, ["config", "--config", "none.yaml"])).err).toMatch(
      /none\.yaml: there is no such file$/m,
    );
    const empty = await folderWith({});
    expect((await run(empty, ["config"], { WAN_MOCK_STRICT: "perhaps" })).err).toMatch(
      /WAN_MOCK_STRICT is "perhaps"/,
    );
    expect((await run(empty, ["config"], { PORT: "x" })).err).toMatch(/PORT is "x"/);
  });

  it.each(["yml", "jsonc", "json5", "toml", "js", "cjs", "ts", "mts"])(
    "says what to do with a wan-mock.config.%s, which it does not read",
    async (ending) => {
      const folder = await folderWith({ [`wan-mock.config.${ending}`]: "port: 3000" });
      const { code, err } = await run(folder, ["config"]);
      expect([code, err]).toEqual([
        2,
        expect.stringMatching(
          `^wan-mock: wan-mock\\.config\\.${ending} lies here and is not read: (?:rename|write) it (?:to|as) .*wan-mock\\.config\\.`,
        ),
      ]);
    },
  );

  it("holds for lint too", async () => {
    const body = JSON.stringify({ model: "wan2.7-text-to-video", prompt: "x", colour: "red" });
    const folder = await folderWith({
      "body.json": body,
      "wan-mock.config.yaml": "port: 4000\nrules: {no-unknown-parameter: error}\n",
    });
    const file = join(folder, "body.json");
    expect((await run(folder, ["lint", file])).code).toBe(1);
    expect((await run(folder, ["lint", "--rule", "no-unknown-parameter=off", file])).code).toBe(0);
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import configSchema from "../../schemas/config.schema.json" with { type: "json" };
import { checkConfig } from "../../src/cli/settings/check-config.js";
import { readConfigFile } from "../../src/cli/settings/read-settings.js";
import { KitError } from "../../src/errors/kit-error.js";
import type { Option } from "../../src/options/option.js";
import { optionTable } from "../../src/options/option-table.js";
import type { AccountOptions } from "../../src/options/read-accounts.js";
import { runCli } from "../harness/run-cli.js";

interface Stated {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly description: string;
  readonly default?: string | number | boolean;
  readonly examples?: readonly unknown[];
}

const { $schema: _own, ...rest } = configSchema.properties;
const stated: Readonly<Record<string, Stated>> = rest;
const names = Object.keys(stated).sort();
const { $id: _id, ...document } = { $id: "", ...configSchema };

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function folderWith(name: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "wan-mock-"));
  folders.push(folder);
  await writeFile(join(folder, name), text);
  return folder;
}

async function config(
  cwd: string,
  ...args: string[]
): Promise<{ code: number | null; out: string; err: string }> {
  const { code, stdout, stderr } = await runCli(["config", "--format", "json", ...args], { cwd });
  return { code, out: stdout, err: stderr };
}

type Shown = Readonly<Record<string, { value: unknown; from: string }>>;

async function shown(settings: object): Promise<Shown> {
  const folder = await folderWith("wan-mock.config.json", JSON.stringify(settings));
  const { code, out, err } = await config(folder);
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(out) as Shown;
}

/** What the command line says on stderr of a file that it refuses. */
async function refusal(name: string, text: string): Promise<string> {
  const folder = await folderWith(name, text);
  try {
    const file = await readConfigFile(undefined, folder);
    if (file !== undefined) await checkConfig(file);
  } catch (error) {
    if (error instanceof KitError) return error.message;
    throw error;
  }
  throw new Error(`${name} was not refused`);
}

async function flagRefusal(...args: string[]): Promise<string> {
  const { code, out, err } = await config(await folderWith("none.txt", ""), ...args);
  expect([code, out]).toEqual([2, ""]);
  expect(err).not.toMatch(/\n\s+at /);
  return err;
}

const ajv = new Ajv2020({ allowUnionTypes: true, allErrors: true });
const fits = ajv.compile(document);

describe("the schema of the configuration", () => {
  it("holds the settings that serve, and the library's types, know: no more, no fewer", async () => {
    expect(Object.keys(optionTable).sort()).toEqual(names);
    expect(Object.keys(await shown({})).sort()).toEqual(names);
    const accounts: Readonly<Record<keyof AccountOptions, true>> = {
      balance: true,
      models: true,
      userGroup: true,
      rateLimit: true,
      rateLimitQueries: true,
      concurrency: true,
      policy: true,
    };
    expect(Object.keys(configSchema.properties.accounts.additionalProperties.properties).sort()).toEqual(
      Object.keys(accounts).sort(),
    );
  });

  it("describes and exemplifies each of them", () => {
    for (const [name, schema] of Object.entries(stated)) {
      expect(schema.description, name).toMatch(/^[A-Z].*\.$/);
      expect(schema.examples?.length, name).toBeGreaterThan(0);
      for (const example of schema.examples ?? []) {
        expect([name, fits({ [name]: example }), fits.errors]).toEqual([name, true, null]);
      }
      if (schema.default !== undefined) expect(fits({ [name]: schema.default }), name).toBe(true);
    }
    for (const example of configSchema.examples) expect(fits(example)).toBe(true);
  });

  it("states the defaults that serve has: those of config, of its help, and of a mock without options", async () => {
    const all = await shown({});
    const helpOf = async (command: string) =>
      (await runCli([command, "--help"])).stdout.replaceAll(/\s+/g, " ");
    const [serve, run, proxy] = await Promise.all([helpOf("serve"), helpOf("run"), helpOf("proxy")]);
    for (const [name, { default: standard }] of Object.entries(stated)) {
      if (standard === undefined) {
        expect([name, all[name]]).toEqual([name, { value: expect.toSatisfy(isNoValue), from: "default" }]);
        continue;
      }
      expect([name, all[name]]).toEqual([name, { value: standard, from: "default" }]);
      if (standard === false) continue;
      const flag = `--${name.replaceAll(/[A-Z]/g, (big) => `-${big.toLowerCase()}`)} `;
      const { scope } = optionTable[name as keyof typeof optionTable] as Option<unknown>;
      const text = { run, proxy }[scope as string] ?? serve;
      const [about = ""] = text.slice(text.indexOf(` ${flag}`) + 3).split(" --");
      expect([flag, about]).toEqual([flag, expect.stringContaining(`(default ${String(standard)})`)]);
    }
  });

  it("lets each example through to the mock as it is", async () => {
    // Some are shown otherwise than they are written; some name files that are not there.
    const hidden = new Set(["keys", "accounts", "controlToken", "spec", "onlySpec", "scenarios"]);
    for (const name of [
      "assets",
      "coverage",
      "data",
      "report",
      "record",
      "recordResults",
      "replay",
      "replayOnly",
    ])
      hidden.add(name);
    for (const round of [0, 1, 2]) {
      const given = Object.entries(stated)
        .filter(([name, { examples = [] }]) => !hidden.has(name) && examples.length > round)
        .map(([name, { examples = [] }]) => [name, examples[round]] as const);
      const all = await shown(Object.fromEntries(given));
      for (const [name, value] of given)
        expect([name, all[name]]).toMatchObject([name, { value, from: "file" }]);
    }
  });

  it("refuses another type for each of them, with file, line, column and key", async () => {
    const wrong = Object.entries(stated).map(([name, { type, enum: values }]) => {
      const types = [type ?? (values === undefined ? "number" : "string")].flat();
      return [name, types.includes("object") ? [true] : { odd: [true] }] as const;
    });
    const errors = await Promise.all(
      wrong.map(([name, value]) =>
        refusal("wan-mock.config.json", `{\n  "${name}": ${JSON.stringify(value)}\n}`),
      ),
    );
    for (const [index, [name]] of wrong.entries()) {
      expect(errors[index]).toMatch(
        new RegExp(`^wan-mock\\.config\\.json:2:3: ${name}: It must be [^\\n]+\\.$`),
      );
    }
  });

  it.each([
    [
      "policy: {longestDuraton: 5}",
      ":1:10: policy.longestDuraton is no setting: did you mean longestDuration?",
    ],
    ["policy:\n  longestDuration: 0", ":2:3: policy.longestDuration: It must be a whole number from 1."],
    [
      "policy:\n  allowedQualities: []",
      ":2:3: policy.allowedQualities: It must be a list that is not empty.",
    ],
    ["keys:\n  - a\n  - 5", ":3:5: keys.1: It must be a text."],
    ["rateLimit: fast", ":1:1: rateLimit: It must be written as 10/s, 60/min or 1000/h."],
    ["seed: 1\nrateLimit: 900000/min", ":2:1: rateLimit: rate limit is 1 to 100000 calls"],
    ["seed: 1\npace: fast", ':2:1: pace: pace "fast" is not known'],
    ["now: noon", ":1:1: now: now is an ISO 8601 time"],
    ["journalAge: long", ":1:1: journalAge: journalAge is a duration"],
    ["callbackPatience: 5 apples", ":1:1: callbackPatience: callbackPatience is a duration"],
    ["publicUrl: here", ":1:1: publicUrl: public URL is an http or https address"],
    ["forwardTo: ftp://x", ":1:1: forwardTo: forward-to takes an http or https address"],
    [
      "now: 2027-02-30",
      ":1:1: now: now is an ISO 8601 time such as 2027-01-01T00:00:00Z or whole milliseconds since 1970, got 2027-02-30: 2027-02 has 28 days",
    ],
    ['controlToken: " "', ":1:1: controlToken: controlToken is sent in a header"],
    ["callbackMap: {app.example.com: http://localhost:1}", ":1:1: callbackMap: callback map takes an http"],
    ["callbackMap: {https://a.test: nowhere}", ":1:1: callbackMap: callback map takes an http"],
    ["priceList: 2020-01", ':1:1: priceList: price list "2020-01" does not exist'],
    [
      "rules: {prompt-is-trunkated: off}",
      ':1:1: rules: there is no rule "prompt-is-trunkated": did you mean',
    ],
  ])("refuses %j with place and key", async (text, message) => {
    expect(await refusal("wan-mock.config.yaml", text)).toContain(`wan-mock.config.yaml${message}`);
  });

  it.each([
    [
      "wan-mock.config.yaml",
      "accounts:\n  sk-secret:\n    balanse: 5",
      ":3:5: accounts.key_@.balanse is no setting",
    ],
    ["wan-mock.config.yaml", "accounts:\n  sk-secret: 5", ":2:3: accounts.key_@: It must be an object."],
    [
      "wan-mock.config.yaml",
      "accounts:\n  4711: {concurrency: 0}",
      ":2:10: accounts.key_@.concurrency: It must be a",
    ],
    [
      "wan-mock.config.yaml",
      "accounts: {sk-secret: {rateLimit: 900000/s}}",
      ":1:1: accounts: accounts.key_@: rate limit",
    ],
    [
      "wan-mock.config.yaml",
      "accounts: {sk-secret: {}, sk-secret: {}}",
      " cannot be read: Map keys must be unique at",
    ],
    ["wan-mock.config.yaml", "accounts: {sk-secret: [}", " cannot be read: "],
    [
      "wan-mock.config.json",
      '{"accounts": {"sk-secret": {]}',
      " cannot be read: it is not JSON from here on at line 1, column 29",
    ],
    [
      "wan-mock.config.json",
      '{"accounts": {"sk-secret": 1, "sk-secret": 2}}',
      " cannot be read: this name stands there twice at line 1",
    ],
    [
      "wan-mock.config.mjs",
      'export default { accounts: { "sk-secret": { policy: 5 } } }',
      ": accounts.key_@.policy: It must be an object or null.",
    ],
  ])("names the account of %s: %j by its label alone", async (name, text, message) => {
    const err = await refusal(name, text);
    expect(err.replaceAll(/key_[0-9a-f]{8}/g, "key_@")).toContain(`${name}${message}`);
    expect(err).not.toMatch(/secret|4711/);
  });

  it("keeps the keys of flags and variables to itself too", async () => {
    const err = await flagRefusal("--accounts", '{"sk-secret": {');
    expect(err).toBe("wan-mock: accounts: line 1, column 16: it is not JSON from here on\n");
    const folder = await folderWith("none.txt", "");
    const { out } = await config(folder, "--accounts", '{"sk-secret": {"balance": 5}}', "--key", "sk-hidden");
    const { accounts } = JSON.parse(out) as Shown;
    expect(accounts).toMatchObject({ value: { [expectedLabel]: { balance: 5 } }, from: "flag" });
    expect(out).not.toMatch(/secret|hidden/);
  });

  it("takes house rules by flag, several at once or one by one", async () => {
    const folder = await folderWith("none.txt", "");
    const flags = [
      "--policy",
      "longest-duration=10,allowed-qualities=720p,1080p",
      "--policy",
      "daily-credits=12.5",
    ];
    const { out } = await config(folder, ...flags);
    expect((JSON.parse(out) as Shown)["policy"]).toMatchObject({
      value: { longestDuration: 10, allowedQualities: ["720p", "1080p"], dailyCredits: 12.5 },
      from: "flag",
    });
    for (const odd of ["longest-duration", "longest=5", "longest-duration=x", "daily-credits=-1"]) {
      expect(await flagRefusal("--policy", odd)).toMatch(/policy/);
    }
  });

  it("may be named by the file itself", async () => {
    const all = await shown({ $schema: "./node_modules/wan-mock/schemas/config.schema.json", seed: 7 });
    expect(all["seed"]).toMatchObject({ value: 7, from: "file" });
  });

  it("fits every configuration that the documents show", () => {
    const root = fileURLToPath(new URL("../../", import.meta.url));
    let found = 0;
    for (const file of ["README.md", ...pagesIn(join(root, "docs"))]) {
      for (const text of configsIn(readFileSync(resolve(root, file), "utf8"))) {
        found++;
        expect([file, fits(parse(text)), fits.errors]).toEqual([file, true, null]);
      }
    }
    expect(found).toBeGreaterThan(0);
  });
});

const expectedLabel = "key_746b4ad1";

function isNoValue(value: unknown): boolean {
  return value === null || (typeof value === "string" && /^[a-z][a-z ]+$/.test(value));
}

function pagesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name));
}

/** Code blocks of a page that name this schema. */
function configsIn(page: string): string[] {
  return [...page.matchAll(/```(?:yaml|json)[^\n]*\n([\s\S]*?)```/g)]
    .map(([, block = ""]) => block)
    .filter((block) => block.includes("config.schema.json"));
}

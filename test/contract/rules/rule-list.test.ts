import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { bundledModels } from "../../../src/contract/bundled-models.js";
import { Contract } from "../../../src/contract/contract.js";
import { type Rule, type RuleExample, sentenceOf } from "../../../src/contract/rules/define-rule.js";
import { ruleById, rules } from "../../../src/contract/rules/rule-list.js";
import { defaultSettings } from "../../../src/contract/settings.js";
import { scanJson } from "../../../src/text/duplicate-keys.js";
import { valueAt } from "../../../src/text/json-pointer.js";
import { cpuMilliseconds } from "../../harness/cpu-time.js";
import { complaintsOf, runRule } from "./run-rule.js";

const root = new URL("../../../", import.meta.url);
/** Beside the rules: their definition and their list. */
const shared = ["define-rule", "rule-list"];
const filesIn = (folder: string, ending: string) =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .filter((name) => !shared.includes(name))
    .sort();

const documents = new Map(
  readdirSync(new URL("openapi/", root)).map((file): [string, unknown] => [
    file.replace(/\.yaml$/, ""),
    parse(readFileSync(new URL(`openapi/${file}`, root), "utf8")),
  ]),
);

/** Headings of the guide that rules may name. */
const guideSections = [
  "12. Parameter reference cheat sheet",
  "Budget guardrails",
  "Three generation modes",
  "Valid input combinations",
];

const contract = new Contract(bundledModels, rules, defaultSettings);

/** What the whole validator says of an example, by rule. */
function rulesBrokenBy({ body: bodyOrText, assets = {}, policy, spending }: RuleExample): string[] {
  const isText = typeof bodyOrText === "string";
  const body = isText ? JSON.parse(bodyOrText) : bodyOrText;
  const model = contract.model(body.model);
  if (model === undefined) throw new Error("an example names no model");
  const { findings } = contract.check(model, body, {
    duplicates: isText ? scanJson(bodyOrText).duplicates : [],
    assetOf: (url) => assets[url],
    ...(policy === undefined ? {} : { policy }),
    ...(spending === undefined ? {} : { spending: () => spending }),
  });
  return [...new Set(findings.map((finding) => finding.rule))].sort();
}

const given = ({ body: _body, alsoBreaks: _alsoBreaks, ...rest }: RuleExample) => rest;
const modelOf = ({ body }: RuleExample): string => (typeof body === "string" ? JSON.parse(body) : body).model;

test("folder, list and tests hold the same rules", () => {
  const ids = rules.map((rule) => rule.id).sort();
  expect(filesIn("src/contract/rules/", ".ts")).toEqual(ids);
  expect(filesIn("test/contract/rules/", ".test.ts")).toEqual(ids);
});

test("ids are unique and found again", () => {
  expect(ruleById.size).toBe(rules.length);
  for (const rule of rules) expect(ruleById.get(rule.id)).toBe(rule);
});

test("no rule imports another", () => {
  for (const { id } of rules) {
    const source = readFileSync(new URL(`src/contract/rules/${id}.ts`, root), "utf8");
    const beside = [...source.matchAll(/from "\.\/([\w-]+)\.js"/g)].map(([, name]) => name);
    for (const name of beside) expect(name).toBe("define-rule");
  }
});

describe.each(rules.map((rule): [string, Rule] => [rule.id, rule]))("%s", (id, rule) => {
  const { meta } = rule;

  test("has a kebab-case id and an export of that name", async () => {
    expect(id).toMatch(/^[a-z]+(?:-[a-z0-9]+)+$/);
    const camelCase = id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    const module = (await import(`../../../src/contract/rules/${id}.ts`)) as Record<string, unknown>;
    expect(Object.keys(module)).toEqual([camelCase]);
    expect(module[camelCase]).toBe(rule);
  });

  test("has a summary of one imperative sentence without a full stop", () => {
    expect(meta.summary).toMatch(/^(?:Refuse|Report|Fail) [^.]+(?:\.\d[^.]*)*$/);
    const severe = meta.failure === undefined ? "Refuse" : "Fail";
    expect(meta.summary.startsWith(severe)).toBe(meta.severity === "error");
  });

  test("names a source that exists", () => {
    const { page, at } = meta.source;
    if (page === "guide") expect(guideSections).toContain(at);
    else expect(typeof valueAt(documents.get(page), at)).toBe("string");
  });

  test("reads parameters that its models have", () => {
    for (const parameter of meta.parameters) {
      const models = bundledModels.filter((model) => Object.hasOwn(model.properties, parameter));
      expect(models.some((model) => (meta.models as readonly string[]).includes(model.id))).toBe(true);
    }
  });

  test("accepts its good examples, and no other rule complains", () => {
    expect(meta.examples.accepts.length).toBeGreaterThan(0);
    for (const example of meta.examples.accepts) {
      expect(meta.models).toContain(modelOf(example));
      expect(runRule(rule, example.body, given(example))).toEqual([]);
      expect(rulesBrokenBy(example)).toEqual([]);
    }
  });

  test("refuses its bad examples, which break nothing else but what they list", () => {
    expect(meta.examples.refuses.length).toBeGreaterThan(0);
    for (const example of meta.examples.refuses) {
      expect(meta.models).toContain(modelOf(example));
      const complaints = runRule(rule, example.body, given(example));
      expect(complaints.length).toBeGreaterThan(0);
      for (const { message } of complaints) expect(message).not.toMatch(/[{}]/);
      const broken = rulesBrokenBy(example);
      const listed = example.alsoBreaks ?? [];
      // A schema complaint about the same parameter may keep the rule itself from being asked.
      expect([...new Set([...broken, id])].sort()).toEqual([...listed, id].sort());
    }
  });
});

/** Names of the placeholders of a message. */
function placeholders(rule: Rule, message: string): string[] {
  const names = [...(rule.meta.messages[message] ?? "").matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  return [...new Set(names)].sort();
}

/** Strings that have broken parsers before. */
const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.constantFrom(
    "",
    " ",
    "https://",
    "https:///",
    "https://[",
    "https://[::1",
    "https://%",
    "http://256.1.1.1/",
    "https://\ud800/",
    "file:",
    "data:,",
    "image1",
    "image",
    "__proto__",
    "constructor",
    "[12-15s]",
    "[0-99999s]",
    "Image 1 image2 图3 视频99 Video 0",
    "the reference image",
    "first_frame",
    "\ud83d",
    "%s{value}$&",
  ),
);
const urls = fc.array(hostile, { maxLength: 8 });
const documented = fc.record(
  {
    prompt: hostile,
    negative_prompt: hostile,
    generation_mode: hostile,
    image_start: hostile,
    image_end: hostile,
    image_urls: urls,
    video_urls: urls,
    audio_urls: urls,
    model_params: fc.record(
      { voice_bindings: fc.dictionary(hostile, fc.oneof(hostile, fc.anything())), more: fc.anything() },
      { requiredKeys: [] },
    ),
    quality: hostile,
    aspect_ratio: hostile,
    duration: fc.double({ noNaN: true }),
    callback_url: hostile,
  },
  { requiredKeys: [] },
);
const number = fc.double();
const assets = fc.dictionary(
  hostile,
  fc.record(
    {
      kind: fc.constantFrom<"image" | "video" | "audio">("image", "video", "audio"),
      format: hostile,
      ...{ width: number, height: number, seconds: number, bytes: number },
      hasTransparency: fc.boolean(),
    },
    { requiredKeys: [] },
  ),
);

test("no rule throws, complains without end, or lacks data for its sentence, whatever the strings", () => {
  fc.assert(
    fc.property(
      documented,
      fc.dictionary(hostile, fc.anything()),
      assets,
      fc.boolean(),
      fc.option(fc.constant({ longestDuration: 1, allowedQualities: ["720p"], dailyCredits: 1 })),
      (body, surplus, known, allowLocalCallbacks, policy) => {
        for (const { id: model } of bundledModels) {
          const sent = { ...surplus, ...body, model };
          for (const rule of rules) {
            const found = complaintsOf(rule, sent, {
              assets: known,
              settings: { allowLocalCallbacks },
              ...(policy === null
                ? {}
                : { policy, spending: { spentToday: 0.5, cost: 29.24, total: 29.74 } }),
            });
            expect(found.length).toBeLessThanOrEqual(20);
            for (const complaint of found) {
              expect(Object.keys(complaint.data ?? {}).sort()).toEqual(placeholders(rule, complaint.message));
              expect(sentenceOf(rule, complaint).length).toBeLessThan(1000);
              expect(complaint.at).toMatch(/^(?:\/|$)/);
            }
          }
        }
      },
    ),
    { numRuns: 300 },
  );
});

/** A rule's module, with what it takes from the function that makes its like. */
function sourceOf(id: string): string {
  const own = readFileSync(new URL(`src/contract/rules/${id}.ts`, root), "utf8");
  const [, taken, file] = /import {.*?\b(\w+Rule)\b.*?} from "\.\.\/(.+)\.js"/.exec(own) ?? [];
  if (taken === undefined) return own;
  const makers = readFileSync(new URL(`src/contract/${file}.ts`, root), "utf8");
  const start = makers.search(new RegExp(`^export function ${taken}[<(]`, "m"));
  return own + makers.slice(start, makers.indexOf("\n}\n", start));
}

test("every message is used, and none is asked for that does not exist", () => {
  for (const rule of rules) {
    const source = sourceOf(rule.id);
    for (const message of Object.keys(rule.meta.messages)) expect(source).toContain(`message: "${message}"`);
    expect(() => sentenceOf(rule, { at: "", message: "no such key" })).toThrow("has no message");
  }
});

describe("a body of a megabyte", () => {
  const long: Readonly<Record<string, (length: number) => string>> = {
    letters: (length) => "a".repeat(length),
    digits: (length) => "1".repeat(length),
    dots: (length) => ".".repeat(length),
    brackets: (length) => "[1".repeat(length / 2),
    references: (length) => "image 1 ".repeat(length / 8),
    "open references": (length) => "the reference image ".repeat(length / 20),
    "a URL of labels": (length) => `https://${"a.".repeat(length / 2)}`,
    "a URL of dots": (length) => `https://a${".".repeat(length)}`,
    "a URL of backslashes": (length) => `https://${"\\".repeat(length)}`,
    "a URL of user info": (length) => `https://${"@".repeat(1000)}${"a".repeat(length)}`,
    blanks: (length) => " ".repeat(length),
  };

  /** Milliseconds of CPU time that each rule takes for texts of a length. */
  function costs(value: string): number[] {
    const body = {
      prompt: value,
      negative_prompt: value,
      image_start: value,
      image_urls: [value],
      video_urls: [value],
      audio_urls: [value],
      callback_url: value,
      model_params: { voice_bindings: { image1: value, image2: value } },
      [value]: 1,
    };
    return rules.map((rule) =>
      cpuMilliseconds(() => runRule(rule, { ...body, model: rule.meta.models.at(2) ?? rule.meta.models[0] })),
    );
  }

  test.each(Object.entries(long))("of %s is judged in linear time by each rule", (_name, text) => {
    costs(text(100_000));
    const short = costs(text(100_000));
    // Ten times the length: ten times the work, where a square would be a hundred times.
    for (const [index, cost] of costs(text(1_000_000)).entries())
      expect(cost, rules[index]?.id).toBeLessThan(40 * (short[index] ?? 0) + 500);
  });
});

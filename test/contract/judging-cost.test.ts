import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validateRequest } from "../../src/compose/validate-request.js";
import { isBodyRefusal } from "../../src/contract/body-refusal.js";
import { bundledModels } from "../../src/contract/bundled-models.js";
import { Contract } from "../../src/contract/contract.js";
import type { Finding } from "../../src/contract/finding.js";
import { rules } from "../../src/contract/rules/rule-list.js";
import { defaultSettings } from "../../src/contract/settings.js";
import { scanJson } from "../../src/text/duplicate-keys.js";
import { isFault, walkJson } from "../../src/text/json-syntax.js";
import { cpuMilliseconds } from "../harness/cpu-time.js";

const contract = new Contract(bundledModels, rules, defaultSettings);
const MEGABYTES = 2_000_000;

/** What hostile bodies are made of: each is repeated until the body has megabytes. */
const units = [
  ...["z", "雨", "😀", "~", " ", '\\"', "\\\\", "\\u0041", "\\ud83d", "\\/", "\\n"],
  ...["Image 7 ", "图3", "[12-15s] ", "[mock:", "the reference image ", "@", ".", "a.", "/"],
];
const urls = [
  "https://",
  "http://10.0.0.1/",
  "https://a.",
  "https://@",
  "https:\\\\\\\\",
  "data:image/png;base64,",
  "https://雨.",
  "https://%41",
];

const repeated = (unit: string, length: number) => unit.repeat(Math.ceil(length / unit.length));
const members = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => write(index)).join(",");

/** Bodies by shape: where in it the megabytes lie. */
const shapes: Readonly<Record<string, (unit: string, url: string, count: number) => string>> = {
  prompt: (unit) => `"prompt":"${repeated(unit, MEGABYTES)}"`,
  "unknown value": (unit) => `"prompt":"x","k":"${repeated(unit, MEGABYTES)}"`,
  name: (unit) => `"prompt":"x","${repeated(unit, MEGABYTES)}":{${members(98, () => '"k":1')}}`,
  "long URLs": (unit, url) =>
    ["image_start", "callback_url", "image_end"]
      .map((name) => `"${name}":"${url}${repeated(unit, MEGABYTES / 3)}"`)
      .join(","),
  "many URLs": (unit, url, count) =>
    `"prompt":"x","image_urls":[${members(count, (i) => `"${url}${i}${repeated(unit, MEGABYTES / count)}"`)}]`,
  voices: (unit, url, count) =>
    `"prompt":"x","image_urls":["https://a.example.com/a.png"],"model_params":{"voice_bindings":{${members(count, (i) => `"image${i}":"${url}${i}${repeated(unit, MEGABYTES / count)}"`)}}}`,
  "wrong voices": (unit, _url, count) =>
    `"prompt":"x","model_params":{"voice_bindings":{${members(count, (i) => `"${i}${repeated(unit, Math.min(900, MEGABYTES / count))}":1`)}}}`,
  names: (unit, _url, count) =>
    `"prompt":"x",${members(count, (i) => `"${i}${repeated(unit, Math.min(900, MEGABYTES / count))}":1`)}`,
  "nested arrays": () => `"prompt":${"[".repeat(MEGABYTES / 2)}${"]".repeat(MEGABYTES / 2)}`,
  "nested objects": () => `"prompt":${'{"a":'.repeat(MEGABYTES / 6)}1${"}".repeat(MEGABYTES / 6)}`,
  "empty arrays": () => `"prompt":[${"[],".repeat(MEGABYTES / 3)}1]`,
  "names by the hundred thousand": () => `"model_params":{${members(MEGABYTES / 12, (i) => `"k${i}":1`)}}`,
  "one repeated name": () => members(MEGABYTES / 6, () => '"k":1'),
  blanks: () => `${"\n ".repeat(MEGABYTES / 2)}"prompt":"x"`,
  digits: () => `"prompt":"x","duration":${"7".repeat(MEGABYTES)}`,
  "a text that is not closed": (unit) => `"prompt":"${repeated(unit, MEGABYTES)}`,
};

/** The lesser of two: what else the process does in the background counts too. */
const least = (act: () => unknown) => Math.min(cpuMilliseconds(act), cpuMilliseconds(act));

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

describe("a hostile body", () => {
  const anyBody = fc.noShrink(
    fc.tuple(
      fc.constantFrom(...bundledModels.map(({ id }) => id)),
      fc.constantFrom(...units),
      fc.constantFrom(...urls),
      fc.integer({ min: 100, max: 9900 }),
    ),
  );

  it.each(Object.keys(shapes))("of %s costs at most ten times what JSON.parse takes", (shape) => {
    fc.assert(
      fc.property(anyBody, ([model, unit, url, count]) => {
        const body = shapes[shape]?.(unit, url, count) ?? "";
        // Decoded as a body is, so that both read the same kind of string.
        const text = Buffer.from(`{"model":"${model}",${body}}`).toString();
        const parsing = least(() => parse(text));
        const judging = least(() => validateRequest(text));
        // A few milliseconds of findings and of code that is not compiled yet come on top.
        expect(judging, `${unit} ${url} ${count} ${model}`).toBeLessThan(10 * parsing + 25);
      }),
      { numRuns: shapes[shape]?.length === 0 ? 1 : 4, seed: 11 },
    );
  });

  it.each([
    ["user info", "https://", "@"],
    ["dots", "https://a", "."],
    ["what follows an escape in the host", "https://%41", "x."],
  ])("costs as little when its URLs are megabytes of %s", (_what, start, unit) => {
    const url = start + repeated(unit, 2_500_000);
    const text = Buffer.from(
      `{"model":"wan2.7-image-to-video","prompt":"x","image_start":"${url}","image_end":"${url}","callback_url":"${url}"}`,
    ).toString();
    const parsing = least(() => parse(text));
    expect(least(() => validateRequest(text))).toBeLessThan(10 * parsing + 25);
  });

  it.each([
    ["nested arrays", 20],
    ["empty arrays", 20],
    ["names by the hundred thousand", 15],
  ])("of %s is read in many short steps", (shape, least) => {
    const text = `{"model":"wan2.7-text-to-video",${shapes[shape]?.("", "", 1) ?? ""}}`;
    const steps = contract.readInSteps(text);
    let taken = 1;
    let end = steps.next();
    for (; end.done !== true; taken++) end = steps.next();
    expect(taken).toBeGreaterThan(least);
    expect(end.value).toEqual(contract.read(text));
  });

  it.each(Object.keys(shapes))("of %s is told in few bytes", (shape) => {
    for (const unit of ["z", "~"]) {
      const { findings, error } = validateRequest(
        `{"model":"wan2.7-reference-video",${shapes[shape]?.(unit, "http://10.0.0.1/", 500) ?? ""}}`,
      );
      expectShort(findings);
      expect(JSON.stringify(error ?? {}).length).toBeLessThan(2000);
    }
  });

  it.each([
    ["the model", { model: "m".repeat(1_000_000) }],
    ["a value of an enum", { quality: "q".repeat(1_000_000) }],
    ["a value of another type", { duration: "9".repeat(1_000_000) }],
    ["a name, as an object", { ["~".repeat(1_000_000)]: 1 }],
    [
      "a name that the schema complains about, as an object",
      {
        model: "wan2.7-reference-video",
        model_params: { voice_bindings: { ["~".repeat(1_000_000)]: 1, ["~".repeat(1_000_001)]: 2 } },
      },
    ],
  ])("is told in few bytes when the megabytes are %s", (_where, odd) => {
    const { findings } = validateRequest({ model: "wan2.7-text-to-video", prompt: "x", ...odd });
    expect(findings.length).toBeGreaterThan(0);
    expectShort(findings);
  });

  function expectShort(findings: readonly Finding[]): void {
    expect(findings.length).toBeLessThanOrEqual(100);
    for (const finding of findings) {
      const { pointer, param, message, suggestions = [] } = finding;
      expect([pointer.length, param.length].every((length) => length < 700)).toBe(true);
      expect(message.length).toBeLessThan(1500);
      expect(suggestions.join("").length).toBeLessThan(500);
    }
  }
});

describe("the limits of a body", () => {
  it("stop the scan exactly where the whole text holds more", () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 6 }),
        fc.nat(8),
        fc.nat(20),
        fc.nat(30),
        (text, depth, values, names) => {
          const end = endOf(text);
          if (isFault(end)) throw new Error(`${text} is JSON`);
          const isBeyond = end.depth > depth || end.values > values || end.names > names;
          expect(scanJson(text, { depth, values, names }).isBeyond ?? false).toBe(isBeyond);
        },
      ),
      { numRuns: 2000, seed: 11 },
    );
  });

  it("count members and items, one more for what is empty, and the levels and names as JSON.parse gives them", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(endOf(JSON.stringify(value, null, 1))).toEqual(totalsOf(value));
      }),
      { numRuns: 1000, seed: 11 },
    );
  });

  function endOf(text: string) {
    const walk = walkJson(text);
    for (;;) {
      const { done, value } = walk.next();
      if (done === true) return value;
    }
  }

  function totalsOf(value: unknown): { depth: number; values: number; names: number } {
    if (typeof value !== "object" || value === null) return { depth: 0, values: 0, names: 0 };
    const inner = Object.values(value).map(totalsOf);
    const own = Array.isArray(value) ? [] : Object.keys(value);
    return {
      depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)),
      values: Math.max(1, inner.length) + inner.reduce((sum, { values }) => sum + values, 0),
      names: own.join("").length + inner.reduce((sum, { names }) => sum + names, 0),
    };
  }

  it.each(["\u0000", "!", "\u000b", "\u00a0", "\uFEFF", "+", ":", ",", "}", '"', "\\"])(
    "are looked for in text that is no JSON: %j in a row",
    (char) => {
      const text = `{"a":${char.repeat(50)}1}`;
      expect(validateRequest(text).findings.map(({ rule }) => rule)).toEqual(["json/syntax"]);
    },
  );

  it("are looked for in any text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'{}[]",:\\ \n\u0000!a1'.split("")), maxLength: 60 }),
        (text) => {
          const isJson = parse(text) !== undefined;
          const told = validateRequest(text).findings.some(({ rule }) => rule === "json/syntax");
          expect(told).toBe(!isJson);
        },
      ),
      { numRuns: 3000, seed: 11 },
    );
  });

  it.each([
    ["64 levels", `"a":${"[".repeat(63)}${"]".repeat(63)}`, undefined],
    ["65 levels", `"a":${"[".repeat(64)}${"]".repeat(64)}`, "json/depth"],
    ["10,000 values", `"a":[${"1,".repeat(9996)}1]`, undefined],
    ["10,001 values", `"a":[${"1,".repeat(9997)}1]`, "json/values"],
    ["250,000 characters of names", `"${"n".repeat(249_989)}":1`, undefined],
    ["250,000 characters of names, spelt with escapes", `"${"\\u006e".repeat(249_989)}":1`, undefined],
    ["250,001 characters of names", `"${"n".repeat(249_990)}":1`, "json/names"],
    ["250,001 characters of names, spelt with escapes", `"${"\\u006e".repeat(249_990)}":1`, "json/names"],
    ["10,001 values and no end", `"a":[${"1,".repeat(9997)}1`, "json/syntax"],
    ["a wrong escape in a name", '"\\x":1', "json/syntax"],
  ])("are kept exactly: %s", (_what, body, rule) => {
    const read = contract.read(`{"model":"wan2.7-text-to-video","prompt":"x",${body}}`);
    expect(isBodyRefusal(read) ? read.findings.map((finding) => finding.rule) : undefined).toEqual(
      rule === undefined ? undefined : [rule],
    );
  });
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { nameInFile, recordingFile, recordingName } from "../../../src/adapters/recordings/recording-name.js";
import { recordingText } from "../../../src/adapters/recordings/recording-text.js";
import { parseScenarioText } from "../../../src/adapters/scenario-files/parse-scenario-text.js";
import { schemaChecker } from "../../../src/adapters/scenario-files/schema-faults.js";
import { RecordingWatch } from "../../../src/insight/recordings/recording-watch.js";
import { bodyText, isRecordable, shapeText } from "../../../src/simulation/recordings/recorded-body.js";
import { recordedText, recordedValue } from "../../../src/simulation/recordings/recorded-text.js";
import {
  type RawFileScenario,
  readFileScenario,
} from "../../../src/simulation/scenarios/read-file-scenario.js";

const check = schemaChecker();

/** Texts that plain YAML does not hold: line ends, blanks at the ends, brackets, lone surrogates, marks of YAML. */
const oddText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom("\n", " ", "\t", "a", "-", ":", "#", "\r", "[", "{", "]"),
    maxLength: 60,
  }),
  fc.constantFrom(
    "\ud800",
    "a\udfff",
    "[".repeat(150),
    "\n".repeat(3),
    `x\n${" ".repeat(250)}y`,
    "no",
    "~",
    "1e3",
  ),
  fc.constantFrom(
    "\u2028",
    "\u0085",
    "\ufeffx",
    "<<",
    "__proto__",
    "*a",
    "&a b",
    "!!int 5",
    "'",
    '"',
    "- a",
    "? b",
  ),
);

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    oddText,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("any"), { maxLength: 4 }),
    fc.dictionary(oddText, tie("any"), { maxKeys: 4 }),
  ),
})).any;

const recording: fc.Arbitrary<RawFileScenario> = fc.record({
  name: fc.constant("wan2-7-text-to-video-rain"),
  description: oddText,
  match: fc.record({ body: fc.dictionary(oddText, value, { maxKeys: 5 }), exact: fc.constant(true) }),
  timeline: fc.constant([
    { at: "1s", status: "processing", progress: 20 },
    { at: "2s", progress: 5 },
  ] as const),
  recording: fc.record(
    {
      submitted: fc.constant("2026-11-30T09:00:00.000Z"),
      callback_url: oddText,
      polls: fc.array(fc.record({ at: fc.constant("1s"), status: oddText }), { maxLength: 3 }),
      disagreements: fc.array(oddText, { maxLength: 3 }),
      end: fc.record({
        at: fc.constant("2s"),
        status: fc.constant("failed"),
        error: fc.record({ code: oddText, message: oddText }),
      }),
    },
    { requiredKeys: ["submitted"] },
  ),
});

it("reads what it writes, whatever the texts", () => {
  fc.assert(
    fc.property(recording, (raw) => {
      const read = parseScenarioText({ name: "r.yaml", text: recordingText(raw) }, { check, models: [] });
      expect(read.faults).toEqual([]);
      const { scenario } = readFileScenario(raw, []);
      expect(read.scenarios).toEqual([{ ...scenario, source: "r.yaml:2:11" }]);
    }),
    { numRuns: 400 },
  );
});

/** Facts of an odd service. */
const facts = fc.record({
  status: fc.constantFrom(0, 200, 204, 301, 400, 429, 503, 599),
  code: fc.option(oddText, { nil: undefined }),
  message: fc.option(oddText, { nil: undefined }),
  retryAfter: fc.option(fc.constantFrom(0, 0.5, 1e9), { nil: undefined }),
  shown: fc.constantFrom(undefined, "pending", "processing", "completed", "failed"),
  progress: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: undefined }),
  at: fc.integer({ min: -5000, max: 5000 }),
});

it("writes files that can be read, whatever a service answers", () => {
  fc.assert(
    fc.property(
      facts,
      fc.array(facts, { maxLength: 6 }),
      fc.dictionary(oddText, value),
      (first, polls, body) => {
        const texts: string[] = [];
        const watch = new RecordingWatch({ taskOf: () => undefined, hash: (text) => text }, (submit) => {
          texts.push(recordingText({ name: "recorded", ...submit.scenario() }));
        });
        const base = {
          requestId: "r",
          method: "GET",
          path: "/",
          findings: [],
          sequence: 1,
          arrivedAfter: 0,
          milliseconds: 1,
        };
        const task = "task-unified-1-a";
        watch.observe({ ...base, kind: "request", route: "submit", ...first, task }, body);
        for (const poll of polls)
          watch.observe({ ...base, kind: "request", route: "query", ...poll, task }, undefined);
        watch.end();
        for (const text of texts)
          expect(parseScenarioText({ name: "r.yaml", text }, { check, models: [] }).faults).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

it("writes equal recordings as equal texts, and lines of a readable length", () => {
  fc.assert(
    fc.property(recording, (raw) => {
      const copy = Object.fromEntries(
        Object.entries(structuredClone(raw)).reverse(),
      ) as unknown as RawFileScenario;
      expect(recordingText(copy)).toBe(recordingText(raw));
    }),
    { numRuns: 50 },
  );
});

it("removes what may grant access from addresses, once and for all", () => {
  expect(recordedText("https://u:p@cdn.example.com/a.png?sig='x'&b#c and http://h/?q, s3://b/k?t")).toBe(
    "https://cdn.example.com/a.png?removed and http://h/?removed s3://b/k?removed",
  );
  expect(recordedValue({ "https://h/?a": ["sk-live-0123456789"] })).toEqual({
    "https://h/?removed": ["KEY"],
  });
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("http://", "a", "?", "#", "@", ":", "/", " ", "sk-live-12345") }),
      (text) => {
        const once = recordedText(text);
        expect(recordedText(once)).toBe(once);
      },
    ),
  );
});

it("takes bodies for equal without their callback address, and for alike by names and types", () => {
  const body = { model: "m", prompt: "a", image_urls: ["x"], n: { b: 1, a: null } };
  expect(bodyText({ ...body, callback_url: "https://a.example.com" })).toBe(bodyText(body));
  expect(bodyText({ ...body, prompt: "key k-12345678" }, "k-12345678")).toBe(
    bodyText({ ...body, prompt: "key KEY" }),
  );
  expect(bodyText({ ...body, prompt: "b" })).not.toBe(bodyText(body));
  const alike = {
    prompt: "b",
    model: "other",
    n: { a: null, b: 2 },
    image_urls: ["y", "z"],
    callback_url: "c",
  };
  expect(shapeText(alike)).toBe(shapeText(body));
  expect(shapeText({ ...alike, seed: 1 })).not.toBe(shapeText(body));
  expect(shapeText({ ...alike, prompt: 5 })).not.toBe(shapeText(body));
});

it("does not write bodies that no file holds", () => {
  expect(isRecordable({ list: Array.from({ length: 3000 }, () => 1) })).toBe(false);
  expect(isRecordable(JSON.parse(`${'{"a":'.repeat(40)}1${"}".repeat(40)}`) as Record<string, unknown>)).toBe(
    false,
  );
  expect(isRecordable({ prompt: "a", image_urls: ["x"] })).toBe(true);
});

it.each([
  ["wan2.7-text-to-video", "Ein Kätzchen, im Regen!", "wan2.7-text-to-video-ein-katzchen-im-regen"],
  ["wan2.7-text-to-video", "雨", "wan2.7-text-to-video"],
  [undefined, undefined, "no-model"],
  ["../../etc/passwd", "../x", "etc-passwd-x"],
  ["http-503", "", "model-http-503"],
  ["7b", "a".repeat(100), `model-7b-${"a".repeat(45)}`],
  ["m", "word ".repeat(20), "m-word-word-word-word-word-word-word-word-word-word"],
])("names a recording of %s and %s", (model, prompt, name) => {
  expect(recordingName(model, prompt)).toBe(name);
  expect(nameInFile(recordingFile(new Date(0), name))).toBe(name);
});

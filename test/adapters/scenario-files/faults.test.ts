import { mkdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseScenarioText } from "../../../src/adapters/scenario-files/parse-scenario-text.js";
import { schemaChecker } from "../../../src/adapters/scenario-files/schema-faults.js";
import { composeMock } from "../../../src/compose/compose-mock.js";
import { KitError } from "../../../src/errors/kit-error.js";
import type { MockOptions } from "../../../src/options/mock-options.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";

/** What a start with these options is refused with. */
async function refusal(options: MockOptions, warnings: string[] = []): Promise<KitError> {
  const error: unknown = await composeMock(options, { onWarning: (text) => warnings.push(text) }).then(
    async ({ release }) => {
      await release();
    },
    (thrown: unknown) => thrown,
  );
  if (error instanceof KitError) return error;
  throw new Error("the start was not refused", { cause: error });
}

/** The faults of a file, without the folder. */
async function faultsOf(text: string, name = "own.yaml"): Promise<string[]> {
  const folder = temporaryFolder();
  const error = await refusal({ scenarios: [folder.write(name, text)] });
  expect(error.code).toBe("SCENARIOS_INVALID");
  return error.message.replaceAll(`${folder.path}/`, "").split("\n");
}

/** A file of one scenario with these lines. */
const one = (...lines: string[]) =>
  ["scenarios:", "  - name: own", ...lines.map((line) => `    ${line}`)].join("\n");

describe("a scenario file is refused with line, column and what to change", () => {
  it.each([
    ["", 'own.yaml:1:1: the file is empty: it starts with "scenarios:"'],
    ["- a", 'own.yaml:1:1: a scenario file is an object with "scenarios:", got an array'],
    ["scenario: []", 'own.yaml:1:1: "scenario" is nothing that a scenario file has: did you mean scenarios?'],
    ["scenarios: {}", "own.yaml:1:12: scenarios is a list of scenarios, got an object"],
    ["scenarios:\n  - use: slow", "own.yaml:2:5: a scenario needs name"],
    [
      "scenarios:\n  - name: a\n    name: b\n    use: slow",
      'own.yaml:3:5: "name" stands here twice: keep one',
    ],
    ["scenarios:\n  - name: a\n   use: slow", "own.yaml:3:1: Sequence item without - indicator"],
    ["scenarios: *all", "own.yaml:1:12: Unresolved alias"],
    [
      "scenarios:\n  - name: slow\n    use: reset",
      'own.yaml:2:11: "slow" is the name of a built-in scenario',
    ],
    ["scenarios:\n  - name: http-503\n    use: reset", 'own.yaml:2:11: "http-503" is the name of a built-in'],
    [
      "scenarios:\n  - name: Mine\n    use: reset",
      "own.yaml:2:11: name is a name in lower case with dashes such as",
    ],
    [one(), "own.yaml:2:5: a scenario says what happens: give it use, timeline or answer"],
    [one("usee: slow"), 'own.yaml:3:5: "usee" is nothing that a scenario has: did you mean use?'],
    [one("use: slwo"), 'own.yaml:3:10: there is no scenario "slwo": did you mean slow'],
    [one("use: 7"), "own.yaml:3:10: use is a name of a built-in scenario, or a list of them, got 7"],
    [one("use: []"), "own.yaml:3:10: use is a name of a built-in scenario, or a list of them, got an array"],
    [one("use: [reset, slow]"), "own.yaml:3:11: reset answers in place of the service, so no task is made"],
    [one("use: [slow, stuck-pending]"), "own.yaml:3:17: stuck-pending and slow cannot both happen"],
    [one("use: ['slow:2']"), 'own.yaml:3:11: slow:2 has a number: write "times: 2" beside match'],
    [
      one("times: 2", "use: slow"),
      "own.yaml:3:5: times counts the calls that match: add match, or drop times",
    ],
    [one("match: {}", "times: 0", "use: slow"), "own.yaml:4:12: times is a whole number of calls from 1"],
    [
      one("match: { modle: x }", "use: slow"),
      'own.yaml:3:14: "modle" is nothing that match has: did you mean model?',
    ],
    [
      one("match: { model: wan2.7-text }", "use: slow"),
      'own.yaml:3:21: no model here fits "wan2.7-text": did you mean',
    ],
    [one("match: { model: 'gpt*' }", "use: slow"), 'own.yaml:3:21: no model here fits "gpt*"'],
    [
      one("match: { key: 12345 }", "use: slow"),
      "own.yaml:3:19: key is an API key, or how the mock shows it (key_ and 8 hex digits), got something else",
    ],
    [
      one("timeline: [{ at: 5s }]"),
      "own.yaml:3:16: a step says what happens: give it status, progress, complete or fail",
    ],
    [one("timeline: [{ at: 5x, progress: 1 }]"), "own.yaml:3:22: at is a duration such as 500ms, 40s or 2m"],
    [
      one("timeline: [{ at: 999999d, progress: 1 }]"),
      "own.yaml:3:22: at is a duration such as 40s or 2m, a hundred years at most",
    ],
    [
      one("timeline: [{ at: 5s, progress: 1 }, { at: 5s, progress: 2 }]"),
      'own.yaml:3:47: at is later in each step: "5s" does not come after "5s"',
    ],
    [
      one("timeline: [{ at: 5s, progress: 9 }, { at: 6s, progress: 2 }]"),
      "own.yaml:3:61: progress never falls: 2 comes after 9",
    ],
    [
      one("timeline: [{ at: 5s, progress: 100 }]"),
      "own.yaml:3:36: progress is a whole percent from 0 to 99, got 100",
    ],
    [
      one("timeline: [{ at: 5s, complete: true }, { at: 6s, progress: 2 }]"),
      "own.yaml:3:44: nothing comes after the end",
    ],
    [
      one("timeline: [{ at: 5s, complete: true, fail: { code: x } }]"),
      "own.yaml:3:36: a task completes or fails",
    ],
    [
      one("timeline: [{ at: 5s, complete: true, progress: 9 }]"),
      "own.yaml:3:52: the end says its progress itself",
    ],
    [one("timeline: [{ at: 5s, complete: false }]"), "own.yaml:3:36: complete is true, got false"],
    [
      one("timeline: [{ at: 5s, progress: 9 }, { at: 6s, status: pending }]"),
      "own.yaml:3:59: a task that is processing does not go back",
    ],
    [
      one("timeline: [{ at: 5s, status: pending, progress: 9 }]"),
      "own.yaml:3:34: a pending task has no progress, got 9",
    ],
    [
      one("timeline: [{ at: 5s, status: done }]"),
      'own.yaml:3:34: status is pending or processing, got "done"',
    ],
    [one("timeline: [{ at: 5s, fail: {} }]"), "own.yaml:3:32: fail needs code"],
    [
      one("timeline: [{ at: 5s, progress: 1 }]", "use: slow"),
      "own.yaml:4:10: slow decides how the task goes, and so does the timeline",
    ],
    [
      one("timeline: [{ at: 5s, progress: 1 }]", "use: reset"),
      "own.yaml:4:10: reset answers in place of the service",
    ],
    [one("answer: { status: 200 }"), "own.yaml:3:23: status is an HTTP status from 400 to 599, got 200"],
    [
      one("answer: { status: 400 }", "use: slow"),
      "own.yaml:4:5: an answer makes no task, so use has nothing to do",
    ],
    [
      "scenarios:\n  - { name: a, use: slow }\n  - { name: a, use: reset }",
      'own.yaml:3:13: the name "a" is taken by own.yaml:2:13',
    ],
  ])("%j", async (text, sentence) => {
    const faults = await faultsOf(text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(sentence);
  });

  it("tells the faults of a file in its order, ten at most", async () => {
    const items = Array.from({ length: 13 }, (_, index) => `  - { name: own-${index}, use: slwo }`);
    const faults = await faultsOf(["scenarios:", ...items].join("\n"));
    expect(faults.map((fault) => fault.split(":")[1] ?? fault)).toEqual([
      ...Array.from({ length: 10 }, (_, index) => String(index + 2)),
      "and 3 more",
    ]);
  });

  it("reads JSON with the same places, tabs and all", async () => {
    expect(
      await faultsOf('{\n\t"scenarios": [\n\t\t{ "name": "own", "use": "slwo" }\n\t]\n}', "own.json"),
    ).toEqual([expect.stringMatching(/^own\.json:3:27: there is no scenario "slwo"/)]);
    expect(await faultsOf('{ "scenarios": [ }', "own.json")).toEqual([
      expect.stringMatching(/^own\.json:1:\d+: /),
    ]);
  });

  it("finds a name twice in two files of a folder, whose other files do not count", async () => {
    const folder = temporaryFolder();
    folder.write("a.yaml", one("use: slow"));
    folder.write("b.yml", one("use: reset"));
    folder.write(".b.yaml.swp", "broken: [");
    folder.write("notes.txt", "broken: [");
    mkdirSync(join(folder.path, "inner.d"));
    const { message } = await refusal({ scenarios: [folder.path] });
    expect(message.replaceAll(`${folder.path}/`, "")).toBe(
      'b.yml:2:11: the name "own" is taken by a.yaml:2:11: give this scenario another',
    );
  });

  it("warns of a code that no document has, and of an empty folder, and starts", async () => {
    const folder = temporaryFolder();
    const file = folder.write("own.yaml", one("timeline: [{ at: 5s, fail: { code: generation_timeot } }]"));
    const warnings: string[] = [];
    const { release } = await composeMock(
      { scenarios: [file, temporaryFolder().path] },
      { onWarning: (text) => warnings.push(text) },
    );
    await release();
    expect(warnings).toEqual([
      expect.stringMatching(/holds no scenario file \(\.yaml, \.yml or \.json\)$/),
      expect.stringContaining(
        'own.yaml:3:40: "generation_timeot" is no documented code of a failed task, did you mean generation_timeout?',
      ),
    ]);
  });

  it("refuses a missing file and one over a megabyte", async () => {
    const folder = temporaryFolder();
    const large = folder.write("large.yaml", `# ${"x".repeat(1_000_000)}`);
    const { message } = await refusal({ scenarios: [join(folder.path, "none.yaml"), large] });
    expect(message).toMatch(
      /none\.yaml: there is no such file or folder\n.*large\.yaml: it has 1000002 bytes/,
    );
  });

  it("is not held up by a bomb of aliases, brackets without end or a megabyte of items", async () => {
    const keys = Array.from({ length: 9000 }, (_, index) => `k${index}: 1`).join("\n");
    expect(await faultsOf(keys)).toHaveLength(11);
    for (const item of ["  - 1\n", "  - {a: 1}\n"]) {
      expect(await faultsOf(`scenarios:\n${item.repeat(90_000)}`)).toEqual([
        "own.yaml:1:1: the file holds more than 20000 keys and values: split it into several",
      ]);
    }
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
    for (let level = 1; level < 30; level++) {
      lines.push(
        `a${level}: &a${level} [${Array(9)
          .fill(`*a${level - 1}`)
          .join(", ")}]`,
      );
    }
    expect(await faultsOf(lines.join("\n"))).toEqual([
      expect.stringMatching(/^own\.yaml:2:\d+: Excessive alias count/),
    ]);
    const deep = ["[".repeat(500_000), "{a: ".repeat(200_000), "- ".repeat(300_000), "? ".repeat(300_000)];
    const steps = Array.from({ length: 1200 }, (_, level) => `${" ".repeat(level)}a:`).join("\n");
    for (const text of [...deep, steps]) {
      expect(await faultsOf(text)).toEqual([
        expect.stringMatching(/^own\.yaml:1:1: the file is nested too deep/),
      ]);
    }
  });
});

describe("chaos is refused at start", () => {
  it.each([
    [{ "rate-limited": 1.5 }, "INVALID_OPTION", "chaos rate-limited is a probability from 0 to 1, got 1.5"],
    [{ "rate-limited": Number.NaN }, "INVALID_OPTION", "from 0 to 1, got NaN"],
    [{ "rate-limited": -0.1 }, "INVALID_OPTION", "from 0 to 1, got -0.1"],
    [
      { "rate-limitd": 0.1 },
      "UNKNOWN_SCENARIO",
      'chaos: there is no scenario "rate-limitd": did you mean rate-limited',
    ],
    [{ "slow:2": 0.1 }, "INVALID_OPTION", "chaos slow:2 has a number of calls"],
    [{ reset: 0.6, slow: 0.5 }, "INVALID_OPTION", "chaos of one submit adds up to 1.1 (reset, slow)"],
    [{ "query/reset": 0.6, "query/hang": 0.5 }, "INVALID_OPTION", "chaos of one query adds up to 1.1"],
  ])("%j", async (chaos, code, sentence) => {
    const error = await refusal({ chaos });
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(sentence)]);
  });

  it("takes probabilities that add up to 1, of each operation for itself", async () => {
    const chaos = {
      reset: 0.1,
      slow: 0.2,
      "http-503": 0.7,
      "query/reset": 1,
      "callback-late": 1,
      "link-slow": 1,
    };
    const { release } = await composeMock({ chaos });
    await release();
  });
});

describe("parseScenarioText", () => {
  const check = schemaChecker();
  const piece = fc.constantFrom(
    ..."scenarios: - name: a use: slow [ ] { } \n at: 5s timeline: match: &x *x ! 'k' \" , 0x1 ~ null __proto__: ? |".split(
      " ",
    ),
    "\n",
    "  ",
    "    ",
  );

  it("never throws, and has a place for every fault", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(" ")),
          fc.string(),
        ),
        (text) => {
          const { faults, warnings } = parseScenarioText({ name: "f.yaml", text }, { check, models: ["m"] });
          for (const sentence of [...faults, ...warnings]) expect(sentence).toMatch(/^f\.yaml:\d+:\d+: ./);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("never throws on values that fit the schema by name alone", () => {
    const value = fc.oneof(fc.constantFrom("slow", "5s", "pending", "own", true, 3, null), fc.jsonValue());
    const scenario = fc.dictionary(
      fc.constantFrom("name", "description", "match", "times", "use", "timeline", "answer", "__proto__"),
      fc.oneof(
        value,
        fc.array(fc.dictionary(fc.constantFrom("at", "status", "progress", "fail", "complete"), value)),
      ),
    );
    fc.assert(
      fc.property(fc.array(scenario, { maxLength: 4 }), (scenarios) => {
        const text = JSON.stringify({ scenarios });
        const { faults } = parseScenarioText({ name: "f.json", text }, { check, models: undefined });
        for (const sentence of faults) expect(sentence).toMatch(/^f\.json:1:\d+: ./);
      }),
      { numRuns: 300 },
    );
  });
});

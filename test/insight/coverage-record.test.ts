import { describe, expect, it } from "vitest";
import { bundledContract } from "../../src/compose/create-contract.js";
import { mergeRecords, readRecord, recordText } from "../../src/insight/coverage/coverage-record.js";
import { CoverageTally } from "../../src/insight/coverage/coverage-tally.js";

const sound = {
  format: "wan-mock-coverage",
  version: 1,
  contract: { models: ["m"], rules: { r: ["m"] } },
  items: { "model/m": 3, "rule/r/refused": 0 },
  habits: [
    {
      habit: "polls-too-often",
      severity: "error",
      message: "40 queries of one task",
      at: 5,
      evidence: [1, 2],
    },
  ],
};

it("reads what it writes", () => {
  const record = new CoverageTally(bundledContract({})).record();
  expect(readRecord(JSON.parse(recordText(record)))).toEqual(record);
});

it("joins the models of a rule, and the findings about behaviour", () => {
  const one = readRecord(sound);
  const other = readRecord({ ...sound, contract: { models: ["n"], rules: { r: ["n"], s: ["n"] } } });
  if (typeof one === "string" || typeof other === "string") throw new Error("both are sound");
  const joined = mergeRecords(one, other);
  expect(joined.contract).toEqual({ models: ["m", "n"], rules: { r: ["m", "n"], s: ["n"] } });
  expect(joined.habits).toEqual([...sound.habits, ...sound.habits]);
});

it("reads findings about behaviour beside the items", () => {
  expect(readRecord(sound)).toMatchObject({ habits: sound.habits });
});

it("spells control characters out that a client put into a finding", () => {
  const habits = [{ ...sound.habits[0], message: "\u009b31m and \u001b[2J", task: "a\u2028b" }];
  expect(readRecord({ ...sound, habits })).toMatchObject({
    habits: [{ message: "\\u009b31m and \\u001b[2J", task: "a\\u2028b" }],
  });
});

it("takes instants as texts, as a mock tells them", () => {
  const habits = [{ ...sound.habits[0], at: "2027-01-01T00:00:00.000Z" }];
  expect(readRecord({ ...sound, habits })).toMatchObject({ habits: [{ at: Date.UTC(2027, 0, 1) }] });
});

describe("a file that is none of its own", () => {
  const cases: readonly (readonly [name: string, value: unknown, says: string])[] = [
    ["nothing", null, "is no coverage of wan-mock"],
    ["a list", [], "is no coverage of wan-mock"],
    ["another file", { result: "coverage" }, "is no coverage of wan-mock"],
    ["another version", { ...sound, version: 2 }, "is written in version 2"],
    ["no version", { ...sound, version: undefined }, "is written in version undefined"],
    ["no contract", { ...sound, contract: 5 }, "contract must hold models and rules"],
    ["models that are none", { ...sound, contract: { models: [5], rules: {} } }, "models and rules"],
    [
      "a model that moves the cursor",
      { ...sound, contract: { models: ["\u001b[2J"], rules: {} } },
      "models and rules",
    ],
    ["items as a list", { ...sound, items: [] }, "items must be an object"],
    ["an unknown item", { ...sound, items: { "planet/mars": 1 } }, '"planet/mars", which is no item'],
    ["an item of a prototype", { ...sound, items: { "constructor/x": 1 } }, "which is no item"],
    ["an item without a name", { ...sound, items: { "model/": 1 } }, "which is no item"],
    ["an item that moves the cursor", { ...sound, items: { "model/\u001b[2J": 1 } }, "which is no item"],
    ["an endless item", { ...sound, items: { [`model/${"x".repeat(600)}`]: 1 } }, "which is no item"],
    ["hits below zero", { ...sound, items: { "model/m": -1 } }, "must be a whole number from 0"],
    ["half a hit", { ...sound, items: { "model/m": 0.5 } }, "must be a whole number from 0"],
    ["hits as text", { ...sound, items: { "model/m": "1" } }, "must be a whole number from 0"],
    ["habits that are none", { ...sound, habits: [{ habit: 5 }] }, "habits must be a list of findings"],
    ...[
      { habit: "" },
      { severity: "note" },
      { at: "soon" },
      { at: NaN },
      { evidence: [0.5] },
      { task: 5 },
    ].map(
      (odd) =>
        [
          `a finding with ${JSON.stringify(odd)}`,
          { ...sound, habits: [...sound.habits, { ...sound.habits[0], ...odd }] },
          "and item 1 is none",
        ] as const,
    ),
  ];
  it.each(cases)("is refused: %s", (_, value, says) => {
    expect(readRecord(value)).toContain(says);
  });
});

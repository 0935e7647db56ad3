import { describe, expect, it } from "vitest";
import { coverageOf } from "../../src/insight/coverage/coverage.js";
import { isMissing, rowsOf } from "../../src/page/views/coverage/coverage-rows.js";

const items = [
  ...coverageOf({
    contract: { models: ["m1", "m2"], rules: { r: ["m1"], "a/b": ["m2"] } },
    items: new Map([
      ["parameter/m1/duration", 2],
      ["parameter/m2/duration", 0],
      ["rule/r/refused", 0],
      ["rule/r/passed", 3],
      ["rule/a%2Fb/refused", 1],
    ]),
    habits: [],
  }).items,
].map(({ models, ...item }) => ({ ...item, ...(models === undefined ? {} : { models: [...models] }) }));

const all = { text: "", model: undefined, missingOnly: false };

describe("rows of a section", () => {
  it("show an item by its model and name", () => {
    expect(rowsOf("parameters", items, all)).toEqual([
      { key: "parameter/m1/duration", model: "m1", rule: undefined, name: "duration", hits: [2] },
      { key: "parameter/m2/duration", model: "m2", rule: undefined, name: "duration", hits: [0] },
    ]);
  });

  it("show what a rule refused and passed beside each other", () => {
    const rows = rowsOf("rules", items, all);
    expect(rows.map(({ rule, hits }) => [rule, hits])).toEqual([
      ["r", [0, 3]],
      ["a/b", [1, undefined]],
    ]);
    expect(rows.map(isMissing)).toEqual([true, false]);
  });

  it.each([
    [{ ...all, model: "m2" }, ["m2"]],
    [{ ...all, text: "DURATION m1" }, ["m1"]],
    [{ ...all, missingOnly: true }, ["m2"]],
    [{ ...all, text: "prompt" }, []],
  ])("are those that %o finds", (search, models) => {
    expect(rowsOf("parameters", items, search).map(({ model }) => model)).toEqual(models);
  });
});

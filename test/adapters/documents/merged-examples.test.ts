import { expect, it } from "vitest";
import { examplesOf } from "../../../src/adapters/documents/submit-operation.js";

const holder = (examples: object) => ({ content: { "application/json": { examples } } });
const task = (model: string) => ({ summary: "A new task", value: { model } });

it("puts the model into name and label", () => {
  expect(
    examplesOf([
      { model: "a-1", holder: holder({ plain: task("a-1") }) },
      { model: "b-1", holder: holder({ plain: task("b-1"), odd_one: { value: { model: "b-1" } } }) },
    ]),
  ).toEqual({
    "a-1.plain": { summary: "a-1: A new task", value: { model: "a-1" } },
    "b-1.plain": { summary: "b-1: A new task", value: { model: "b-1" } },
    "b-1.odd_one": { summary: "b-1: odd one", value: { model: "b-1" } },
  });
});

it("shows once what several models have alike, and apart what one of them says otherwise", () => {
  const refused = { summary: "Refused", value: { error: { code: "no" } } };
  const other = { summary: "Refused", value: { error: { code: "never" } } };
  const a = { model: "a-1", holder: holder({ refused }) };
  expect(examplesOf([a, { model: "b-1", holder: holder({ refused }) }])).toEqual({ refused });
  expect(
    examplesOf([a, { model: "b-1", holder: holder({ refused }) }, { model: "c-1", holder: holder({}) }]),
  ).toEqual({ refused });
  expect(Object.keys(examplesOf([a, { model: "b-1", holder: holder({ refused: other }) }]))).toEqual([
    "a-1.refused",
    "b-1.refused",
  ]);
});

it("takes a single example, and none of another model", () => {
  const several = { content: { "application/json": { example: { model: "a-1" } } } };
  expect(Object.keys(examplesOf([{ model: "a-1", holder: several }]))).toEqual(["a-1.example"]);
  expect(examplesOf([{ model: "b-1", holder: several }])).toEqual({});
});

it("keeps the names of a document that was merged before", () => {
  const merged = examplesOf([{ model: "a-1", holder: holder({ plain: task("a-1") }) }]);
  expect(examplesOf([{ model: "a-1", holder: holder(merged) }])).toEqual(merged);
});

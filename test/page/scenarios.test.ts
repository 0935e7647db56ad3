import { describe, expect, it } from "vitest";
import { byKind, type Scenario, scenarioNamed } from "../../src/page/state/scenarios.js";

function scenario(name: string, more: Partial<Scenario> = {}): Scenario {
  return { name, kind: "http", operation: "submit", summary: `What ${name} does`, used: 0, ...more };
}

const scenarios = [
  scenario("rate-limited", { summary: "429 rate_limit_exceeded" }),
  scenario("stuck-at-99", { kind: "task" }),
  scenario("query/hang", { kind: "transport", operation: "query" }),
  scenario("link-slow", { kind: "download", operation: "download" }),
  scenario("of-the-project", { kind: "task", source: "scenarios.yaml" }),
  scenario("http-STATUS[-code]"),
];

describe("the catalogue of scenarios", () => {
  const shown = (search: string) =>
    byKind(scenarios, search).flatMap(({ title, items }) => items.map(({ name }) => `${title}: ${name}`));

  it("is sorted by what each touches", () => {
    expect(shown("")).toEqual([
      "From files of --scenarios: of-the-project",
      "Task: stuck-at-99",
      "Answer to a submit: rate-limited",
      "Answer to a submit: http-STATUS[-code]",
      "Query: query/hang",
      "Result file: link-slow",
    ]);
  });

  it("is searched by all words", () => {
    expect(shown("429 RATE")).toEqual(["Answer to a submit: rate-limited"]);
    expect(shown("429 hang")).toEqual([]);
  });
});

it.each([
  ["rate-limited", "rate-limited"],
  ["rate-limited:2", "rate-limited"],
  ["http-503", "http-STATUS[-code]"],
  ["query/http-402-key-quota-exhausted:3", "http-STATUS[-code]"],
  ["http-200", undefined],
  ["unheard-of", undefined],
])("finds the scenario that %s asks for", (asked, name) => {
  expect(scenarioNamed(scenarios, asked)?.name).toBe(name);
});

import { describe, expect, it } from "vitest";
import { grouped, hitsByRule, type RuleFacts, shortened } from "../../src/page/views/rules/rules.js";

function rule(id: string, more: Partial<RuleFacts> = {}): RuleFacts {
  return {
    id,
    summary: `Refuse ${id}`,
    severity: "error",
    models: ["a", "b"],
    parameters: ["prompt"],
    ...more,
  };
}

describe("the catalogue of rules", () => {
  const rules = [
    rule("of-all"),
    rule("of-a", { models: ["a"], parameters: ["duration"] }),
    rule("of-media", { failure: { code: "invalid_parameters" } }),
    rule("of-whoever-runs-it", { house: true }),
    rule("of-headers", { parameters: [] }),
  ];
  const shown = (search: string) =>
    grouped(rules, search).flatMap(({ title, items }) => items.map(({ id }) => `${title}: ${id}`));

  it("stands under what each is about", () => {
    expect(shown("")).toEqual([
      "Several models: of-all",
      "a: of-a",
      "Media, where a task fails: of-media",
      "House rules: of-whoever-runs-it",
      "The request as a whole: of-headers",
    ]);
  });

  it("is searched by all words, in id, summary, parameters, models and code", () => {
    expect(shown("refuse DURATION")).toEqual(["a: of-a"]);
    expect(shown("invalid_parameters")).toEqual(["Media, where a task fails: of-media"]);
    expect(shown("duration prompt")).toEqual([]);
  });
});

it("reads the hits of rules from the items of coverage", () => {
  const hits = hitsByRule([
    { id: "rule/caps-duration/refused", hits: 2 },
    { id: "rule/caps-duration/passed", hits: 5 },
    { id: "parameter/wan2.7-text-to-video/prompt", hits: 9 },
  ]);
  expect([...hits]).toEqual([["caps-duration", { refused: 2, passed: 5 }]]);
});

it("cuts long texts of an example, and nothing else", () => {
  const body = { prompt: "雨".repeat(5001), video_urls: ["https://example.com/a.mp4"], duration: 5 };
  expect(shortened(body)).toEqual({ ...body, prompt: `${"雨".repeat(80)}… (5,001 characters)` });
});

import { expect, it } from "vitest";
import {
  createMock,
  type HabitId,
  type MockOptions,
  type RuleId,
  type ScenarioName,
  sampleRequest,
} from "../../../src/index.js";
import type { WanMockMatchers } from "../../../src/matchers.js";
import "../../../src/vitest.js";

// `npm run check:types` holds these against the types: each misspelling below would compile if a name were any text.

const scenarios: readonly ScenarioName[] = [
  ...(["rate-limited", "submit/rate-limited", "query/rate-limited", "query/model-not-found"] as const),
  ...(["content-policy-violation", "stuck-at-99", "answer-lost", "malformed-json"] as const),
  ...(["callback-twice", "callback/callback-late", "link-slow", "download/reset"] as const),
  ...(["http-503", "http-402-key-quota-exhausted", "query/http-502", "download/http-404"] as const),
];
export const noScenarios: readonly ScenarioName[] = [
  // @ts-expect-error a misspelt scenario
  "rate-limitd",
  // @ts-expect-error a status has three digits
  "http-50",
  // @ts-expect-error from 400 to 599
  "http-302",
  // @ts-expect-error no answer of a query
  "query/answer-lost",
  // @ts-expect-error hyphens, no underscores
  "content_policy_violation",
  // @ts-expect-error a scenario of a file is added to CustomNames
  "crowded-monday",
];

const options: MockOptions = {
  pace: "polls:3",
  priceList: "2026-10",
  rules: { "no-unknown-parameter": "error", "content-type-is-json": "off" },
  chaos: { "rate-limited": 0.1, "query/http-503": 0.1, "download/http-503:1": 0.1 },
  policy: { allowedQualities: ["720p"] },
  prices: { "wan2.7-video-edit": { creditsPerTask: 1 } },
  accounts: { "sk-a": { models: ["wan2.7-text-to-video"] } },
};
export const misspelt: readonly MockOptions[] = [
  // @ts-expect-error a misspelt rule
  { rules: { "no-unknown-parametr": "off" } },
  // @ts-expect-error a finding of the schema cannot be set
  { rules: { "schema/maximum": "off" } },
  // @ts-expect-error a misspelt scenario
  { chaos: { "rate-limitd": 0.1 } },
  // @ts-expect-error a misspelt quality
  { policy: { allowedQualities: ["720"] } },
  // @ts-expect-error a misspelt model
  { prices: { "wan2.7-video-edits": { creditsPerTask: 1 } } },
  // @ts-expect-error a model of an account
  { accounts: { "sk-a": { models: ["wan2.7-text-to-vide"] } } },
  // @ts-expect-error a misspelt price list
  { priceList: "2026-5" },
  // @ts-expect-error a misspelt pace
  { pace: "fast" },
];

export async function misspeltCalls(matchers: WanMockMatchers): Promise<void> {
  await using mock = createMock(options);
  mock.scenario("generation-timeout:2", { times: 2, match: { model: "wan2.7-text-to-video" } });
  // @ts-expect-error a misspelt scenario
  mock.scenario("generation-timeot");
  // @ts-expect-error a misspelt model
  mock.scenario("generation-timeout", { match: { model: "wan2.7-text" } });
  await mock.tasks.fail("task", { code: "generation_timeout" });
  await mock.tasks.fail("task", { code: "upstream_melted", undocumented: true });
  // @ts-expect-error a misspelt code
  await mock.tasks.fail("task", { code: "generation-timeout" });
  // @ts-expect-error a misspelt model
  await mock.tasks.list({ model: "wan2.7" });
  mock.journal.requests({ rule: "schema/maximum", model: "wan2.7-video-edit" });
  mock.journal.requests({ rule: "unknown-scenario" });
  // @ts-expect-error a misspelt rule
  mock.journal.requests({ rule: "schema/maxium" });
  // @ts-expect-error a misspelt model
  mock.journal.settlements({ model: "wan2.7" });
  // @ts-expect-error a misspelt habit
  mock.habits({ habit: "polls-to-often" });
  // @ts-expect-error a habit that no finding can have
  mock.habits().some(({ habit }) => habit === "polls-to-often");
  // @ts-expect-error a misspelt model
  mock.coverage({ models: ["wan2.7"] });
  // @ts-expect-error a misspelt model
  await mock.account("sk-a").set({ models: ["wan2.7"] });
  // @ts-expect-error a misspelt model
  await sampleRequest("wan2.6-text-to-video");
  matchers.toBreakRule("callback-url-is-https");
  matchers.toHaveGoodHabits({ except: ["polls-too-often"] });
  // @ts-expect-error a misspelt rule
  matchers.toBreakRule("callback-url-is-http");
  // @ts-expect-error a misspelt habit
  matchers.toHaveGoodHabits({ except: ["polls-to-often"] });
  // @ts-expect-error a model of the body
  matchers.toHaveSubmitted({ model: "wan2.7" });
}

// A literal type is no wider than its name.
export const ids: readonly [RuleId, HabitId] = ["callback-url-is-https", "polls-after-end"];

it("takes every name that the types take", async () => {
  await using mock = createMock({ clock: "frozen" });
  for (const name of scenarios) mock.scenario(name);
  await createMock(options).close();
  expect(mock.journal.entries()).toEqual([]);
});

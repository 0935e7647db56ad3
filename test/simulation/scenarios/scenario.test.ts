import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorCatalogue } from "../../../src/contract/error-catalogue.js";
import { taskFailures } from "../../../src/contract/task-failures.js";
import {
  isUnknown,
  keyScenario,
  parseScenario,
  promptTokens,
} from "../../../src/simulation/scenarios/scenario.js";
import { scenarios } from "../../../src/simulation/scenarios/scenario-catalogue.js";
import { changedPlan, type ScenarioOperation } from "../../../src/simulation/scenarios/scenario-effect.js";

/** Codes of failed tasks that the vendor's error page lists. */
const documentedFailures = [
  "content_policy_violation",
  "invalid_parameters",
  "image_processing_error",
  "image_dimension_mismatch",
  "request_cancelled",
  "generation_failed_no_content",
  "service_error",
  "generation_timeout",
  "resource_exhausted",
  "quota_exceeded",
  "service_unavailable",
  "resource_not_found",
  "unknown_error",
] as const;

const promised = {
  task: [
    "stuck-pending",
    "stuck-at-99",
    "slow",
    "progress-jumps",
    "completed-without-results",
    "status-cancelled",
  ],
  http: [
    "invalid-request",
    "unauthorized",
    "insufficient-quota",
    "model-access-denied",
    "model-not-found",
    "rate-limited",
    "internal-error",
    "invalid-content",
  ],
  transport: ["reset", "hang", "slow-body", "truncated-body", "malformed-json", "answer-lost"],
  callback: [
    "callback-late",
    "callback-twice",
    "callback-reordered",
    "callback-dropped",
    "callback-before-settle",
  ],
  download: ["link-dies-early", "link-slow"],
} as const;

function parsed(text: string, operation?: ScenarioOperation) {
  const call = parseScenario(text, operation);
  if (isUnknown(call)) throw new Error(call.message);
  return call;
}

describe("the catalogue of scenarios", () => {
  it("has every documented failure of a task, with the documented message", () => {
    for (const code of documentedFailures) {
      expect(parsed(code.replaceAll("_", "-")).scenario.effect).toEqual({
        kind: "task",
        outcome: { kind: "failed", error: { code, message: taskFailures[code], type: "task_error" } },
      });
    }
    expect(Object.keys(taskFailures).sort()).toEqual([...documentedFailures].sort());
  });

  it("has every other promised name, of its kind", () => {
    for (const [kind, names] of Object.entries(promised)) {
      for (const name of names) expect(parsed(name).scenario.kind, name).toBe(kind);
    }
  });

  it("has every error of submit and query as documented", () => {
    const answers = (operation: ScenarioOperation) =>
      scenarios.flatMap(({ operation: own, effect }) =>
        own === operation && effect.kind === "answer" ? [effect.entry] : [],
      );
    expect(new Set(answers("submit"))).toEqual(new Set(Object.values(errorCatalogue.submit)));
    expect(new Set(answers("query"))).toEqual(new Set(Object.values(errorCatalogue.query)));
  });

  it("lists no name twice, and finds each under the name it lists", () => {
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
    for (const scenario of scenarios) expect(parsed(scenario.name).scenario).toBe(scenario);
  });
});

describe("parseScenario", () => {
  it("reads operation and times", () => {
    expect(parsed("query/rate-limited:2")).toMatchObject({
      name: "rate-limited",
      times: 2,
      scenario: { operation: "query", effect: { entry: errorCatalogue.query.rate_limit_exceeded } },
    });
    expect(parsed("rate-limited", "query").scenario).toBe(parsed("query/rate-limited").scenario);
    expect(parsed("submit/slow").scenario).toBe(parsed("slow").scenario);
    expect(parsed("callback/callback-late").scenario).toBe(parsed("callback-late").scenario);
    expect(parsed("query/insufficient-quota").scenario).toBe(parsed("query/quota-exceeded").scenario);
  });

  it("makes any refusal of http-STATUS[-code]", () => {
    const entry = (text: string) => {
      const { effect } = parsed(text).scenario;
      return effect.kind === "answer" ? effect.entry : undefined;
    };
    for (const [text, status, code, type] of [
      ["http-503", 503, "service_unavailable", "service_unavailable_error"],
      ["http-502", 502, "upstream_error", "upstream_error"],
      ["http-413", 413, "request_too_large", "request_too_large_error"],
      ["http-402-key-quota-exhausted", 402, "key_quota_exhausted", "insufficient_quota"],
      ["http-409-paid-outcome-unknown", 409, "paid_outcome_unknown", "invalid_request_error"],
      ["http-409-idempotency-conflict", 409, "idempotency_conflict", "invalid_request_error"],
      ["http-429", 429, "rate_limit_exceeded", "rate_limit_error"],
      ["query/http-429", 429, "rate_limit_exceeded", "evo_api_error"],
      ["query/http-404", 404, "task_not_found", "invalid_request_error"],
      ["download/http-403", 403, "link_expired", "invalid_request_error"],
      ["http-418", 418, "http_418", "invalid_request_error"],
      ["http-504", 504, "gateway_timeout", "api_error"],
    ] as const) {
      expect(entry(text), text).toMatchObject({
        status,
        code,
        type,
        message: expect.stringMatching(/^\S.+/) as string,
      });
    }
    expect(entry("http-500")).toBe(errorCatalogue.submit.internal_error);
    expect(parsed("http-429").scenario.effect).toHaveProperty("retryAfterSeconds");
  });

  it.each([
    ["rate-limted", "rate-limited"],
    ["hangs", "hang"],
    ["query/rate-limit", "query/rate-limited"],
    ["contentpolicyviolation", "content-policy-violation"],
    ["http-200", "http-STATUS[-code]"],
  ])("knows no %s and names %s", (text, near) => {
    const call = parseScenario(text);
    expect(isUnknown(call) && call.suggestions[0]).toBe(near);
    expect(isUnknown(call) && call.message).toContain(`there is no scenario "${text}"`);
  });

  it("says where a name belongs that a query cannot have", () => {
    expect(parseScenario("slow", "query")).toEqual({
      message: 'scenario "slow" does not apply to a query: slow belongs to the submit',
      suggestions: ["slow"],
    });
  });

  it.each([
    "",
    ":",
    "rate-limited:0",
    "rate-limited:-1",
    "rate-limited:",
    "a b",
    "RATE-LIMITED",
    "__proto__",
    "query/",
    "http-600",
  ])("takes %j for no scenario", (text) => {
    expect(isUnknown(parseScenario(text))).toBe(true);
  });

  it("never throws, and keeps times and name of whatever it reads", () => {
    fc.assert(fc.property(fc.string(), (text) => void parseScenario(text)));
    const names = fc.constantFrom(...scenarios.map(({ name }) => name));
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 999_999 }), (name, times) => {
        const call = parsed(`${name}:${times}`);
        expect([call.scenario.name, call.times]).toEqual([name, times]);
      }),
    );
  });
});

describe("promptTokens and keyScenario", () => {
  it("find what asks for a scenario", () => {
    expect(promptTokens("A cat [mock:slow] and [mock:query/rate-limited:2].")).toEqual([
      "slow",
      "query/rate-limited:2",
    ]);
    expect(promptTokens("[mock:] [mock: slow] [Mock:slow] mock:slow")).toEqual([]);
    expect(promptTokens("[mock:slow]".repeat(50))).toHaveLength(10);
    expect(["sk-mock-slow", "sk-mock-", "sk-other", "SK-MOCK-slow"].map(keyScenario)).toEqual([
      "slow",
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("changedPlan", () => {
  it("makes a slow task at least as slow as before, and a stuck one endless", () => {
    fc.assert(
      fc.property(fc.nat({ max: 1e9 }), fc.nat({ max: 1e9 }), (a, b) => {
        const plan = { kind: "timed" as const, processingAfter: Math.min(a, b), doneAfter: Math.max(a, b) };
        const slow = changedPlan(plan, "slow");
        if (slow.kind !== "timed") throw new Error("a timed plan stays one");
        expect(slow.doneAfter).toBeGreaterThanOrEqual(900_000);
        expect(slow.doneAfter).toBeGreaterThanOrEqual(10 * plan.doneAfter);
        expect(slow.processingAfter).toBeLessThanOrEqual(slow.doneAfter);
        expect(changedPlan(plan, "stuck")).toEqual({ kind: "manual" });
        expect(changedPlan(plan, undefined)).toBe(plan);
      }),
    );
  });
});

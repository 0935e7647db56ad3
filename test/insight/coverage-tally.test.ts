import fc from "fast-check";
import { expect, it } from "vitest";
import { bundledContract } from "../../src/compose/create-contract.js";
import { errorCatalogue } from "../../src/contract/error-catalogue.js";
import type { Finding } from "../../src/contract/finding.js";
import { policyNames } from "../../src/contract/policy.js";
import type { Body } from "../../src/contract/rules/define-rule.js";
import { rules } from "../../src/contract/rules/rule-list.js";
import { taskFailures } from "../../src/contract/task-failures.js";
import { coverageOf } from "../../src/insight/coverage/coverage.js";
import { coverageGroups, itemId, readItemId } from "../../src/insight/coverage/coverage-item.js";
import {
  type CoverageRecord,
  emptyRecord,
  mergeRecords,
} from "../../src/insight/coverage/coverage-record.js";
import { CoverageTally } from "../../src/insight/coverage/coverage-tally.js";
import type { JournalEntry, RequestEvent } from "../../src/ports/journal.js";
import { bodies } from "../harness/sample-bodies.js";

const contract = bundledContract({});

const request = (about: Partial<RequestEvent>): RequestEvent & { readonly sequence: number } => ({
  kind: "request",
  route: "submit",
  at: 0,
  requestId: "req_1",
  arrivedAfter: 0,
  method: "POST",
  path: "/v1/videos/generations",
  status: 200,
  milliseconds: 1,
  findings: [],
  sequence: 1,
  ...about,
});

const findingOf = (rule: string): Finding => ({
  rule,
  severity: "error",
  pointer: "/duration",
  param: "duration",
  message: "",
  source: { page: "guide", at: "" },
});

const bodyArbitrary: fc.Arbitrary<Body> = fc
  .tuple(
    fc.constantFrom(...Object.values(bodies)),
    fc.record(
      {
        duration: fc.constantFrom(2, 5, 15, "5"),
        quality: fc.constantFrom("720p", "4k"),
        colour: fc.string(),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([body, more]) => ({ ...body, ...more }) as Body);

const submitArbitrary = fc
  .record({
    sent: fc.option(
      bodyArbitrary.map((body) => JSON.stringify(body)),
      { nil: undefined },
    ),
    status: fc.constantFrom(0, 200, 400, 429, 500),
    code: fc.constantFrom(undefined, "invalid_request", "rate_limit_exceeded", "internal_error"),
    findings: fc.array(fc.constantFrom("schema/maximum", ...rules.map(({ id }) => id)).map(findingOf), {
      maxLength: 3,
    }),
    fault: fc.constantFrom(undefined, "reset" as const, "slow-body" as const),
  })
  .map(request);

const entryArbitrary: fc.Arbitrary<JournalEntry> = fc.oneof(
  submitArbitrary,
  fc
    .record({ shown: fc.constantFrom("pending", "processing", "completed", "failed", undefined) })
    .map((about) => request({ route: "query", method: "GET", ...about })),
  fc.constantFrom(...Object.keys(taskFailures), "own_code").map(
    (code): JournalEntry => ({
      kind: "task",
      at: 0,
      task: "t",
      step: "ended",
      status: "failed",
      progress: 0,
      code,
      sequence: 1,
    }),
  ),
  fc
    .record({
      state: fc.constantFrom(
        "pending" as const,
        "delivered" as const,
        "given-up" as const,
        "withheld" as const,
      ),
      attempt: fc.integer({ min: 1, max: 4 }),
      seconds: fc.constantFrom(0, 10),
    })
    .map(
      (about): JournalEntry => ({
        kind: "callback",
        at: 0,
        task: "t",
        delivery: 1,
        url: "",
        sequence: 1,
        ...about,
      }),
    ),
);

function tallied(entries: readonly JournalEntry[], mostWaiting?: number): CoverageRecord {
  const tally = new CoverageTally(contract, mostWaiting);
  for (const entry of entries) tally.observe(entry);
  return tally.record();
}

const plain = (record: CoverageRecord) => ({
  models: [...record.contract.models].sort(),
  rules: record.contract.rules,
  items: Object.fromEntries(record.items),
});

it("gives the same for a journal in parts as for the whole, whatever the order of joining", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(entryArbitrary, fc.nat({ max: 3 })), { maxLength: 60 }),
      fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
      (entries, order) => {
        const parts = order.map((part) =>
          tallied(entries.filter(([, own]) => own === part).map(([entry]) => entry)),
        );
        const whole = plain(tallied(entries.map(([entry]) => entry)));
        expect(plain(parts.reduce(mergeRecords, emptyRecord))).toEqual(whole);
        expect(plain(parts.reduceRight((joined, part) => mergeRecords(part, joined), emptyRecord))).toEqual(
          whole,
        );
      },
    ),
  );
});

it("gives the same whenever it is asked, and however many entries wait", () => {
  fc.assert(
    fc.property(
      fc.array(entryArbitrary, { maxLength: 40 }),
      fc.integer({ min: 1, max: 7 }),
      (entries, most) => {
        const asked = new CoverageTally(contract);
        for (const entry of entries) {
          asked.observe(entry);
          asked.record();
        }
        expect(plain(asked.record())).toEqual(plain(tallied(entries)));
        expect(plain(tallied(entries, most))).toEqual(plain(tallied(entries)));
      },
    ),
  );
});

it("gives the same for the body at hand as for its text", () => {
  fc.assert(
    fc.property(bodyArbitrary, (body) => {
      const entry = request({ sent: JSON.stringify(body) });
      const [given, read] = [new CoverageTally(contract), new CoverageTally(contract)];
      for (const tally of [given, read]) tally.record();
      given.observe(entry, body);
      read.observe(entry);
      expect(plain(given.record())).toEqual(plain(read.record()));
      expect(Object.values(plain(read.record()).items).some((hits) => hits > 0)).toBe(true);
    }),
  );
});

it("never counts less for more", () => {
  fc.assert(
    fc.property(fc.array(entryArbitrary, { maxLength: 30 }), entryArbitrary, (entries, one) => {
      const before = coverageOf(tallied(entries));
      const after = coverageOf(tallied([...entries, one]));
      expect(after.covered).toBeGreaterThanOrEqual(before.covered);
      expect(after.total).toBe(before.total);
      expect(after.missing.every((id) => before.missing.includes(id))).toBe(true);
    }),
  );
});

it("has items for all that the contract knows, and ids that can be read", () => {
  const { items } = tallied([]);
  const ids = [...items.keys()];
  const house = rules.filter(({ meta }) => meta.policy === true);
  expect(ids.filter((id) => id.startsWith("rule/"))).toHaveLength(2 * (rules.length - house.length));
  expect(ids.filter((id) => id.startsWith("failure/"))).toHaveLength(Object.keys(taskFailures).length);
  const errors = [...Object.values(errorCatalogue.submit), ...Object.values(errorCatalogue.query)];
  expect(ids.filter((id) => id.startsWith("error/"))).toHaveLength(errors.length);
  for (const id of ids) expect(readItemId(id)).toBeDefined();
  expect([...new Set(ids.map((id) => readItemId(id)?.group))].sort()).toEqual(
    coverageGroups.map(({ name }) => name).sort(),
  );
});

it("finds the house rule of every setting", () => {
  const all = { longestDuration: 10, allowedQualities: ["720p"], dailyCredits: 5 } as const;
  expect(Object.keys(all)).toEqual(policyNames);
  const tally = new CoverageTally(bundledContract({ policy: all }));
  const house = rules.filter(({ meta }) => meta.policy === true).map(({ id }) => `rule/${id}/refused`);
  expect([...tally.record().items.keys()]).toEqual(expect.arrayContaining(house));
});

it("keeps any text apart from the slashes of an id", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, unit: "binary" }),
      fc.string({ minLength: 1, unit: "binary" }),
      (model, name) => {
        const id = itemId("parameter", model, name);
        expect(id.split("/")).toHaveLength(3);
        expect(readItemId(id)?.label).toBeDefined();
        if (/^[ -~]+$/.test(model)) expect(readItemId(id)?.model).toBe(model);
      },
    ),
  );
});

it("shows 100 % only when nothing is missing", () => {
  const items = new Map(
    Array.from({ length: 3000 }, (_, index) => [itemId("failure", String(index)), index]),
  );
  const coverage = coverageOf({ ...emptyRecord, items });
  expect(coverage).toMatchObject({ percent: 99.9, covered: 2999, total: 3000, missing: ["failure/0"] });
  expect(coverageOf(emptyRecord).percent).toBe(100);
});

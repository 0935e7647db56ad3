import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, it } from "vitest";
import { compareRequest } from "../../src/drift/compare-request.js";
import type { JsonObject } from "../../src/text/is-json-object.js";

const bound = fc.integer({ min: -3, max: 6 });
const count = fc.nat(4);
const some = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const numbers = fc.record(
  {
    type: fc.constantFrom("number", "integer", ["number", "null"], ["integer", "string"]),
    minimum: bound,
    maximum: bound,
    exclusiveMinimum: bound,
    exclusiveMaximum: bound,
  },
  { requiredKeys: ["type"] },
);
const texts = fc.record(
  { type: fc.constantFrom("string", ["string", "null"]), minLength: count, maxLength: count },
  { requiredKeys: ["type"] },
);
const lists = fc.record(
  {
    type: fc.constant("array"),
    items: fc.constantFrom({ type: "string" }, { type: "integer" }),
    minItems: count,
    maxItems: count,
  },
  { requiredKeys: ["type"] },
);
const listed = fc.record(
  {
    type: fc.constantFrom("string", "integer", "number"),
    enum: fc.uniqueArray(fc.constantFrom("a", "b", "abc", 1, 2, 2.5, null), { minLength: 1 }),
    maximum: bound,
    maxLength: count,
  },
  { requiredKeys: ["enum"] },
);
const schema: fc.Arbitrary<JsonObject> = fc.oneof(numbers, texts, lists, listed);
const value = fc.oneof(
  bound,
  fc.integer({ min: -6, max: 12 }).map((half) => half / 2),
  fc.string({ maxLength: 6 }),
  fc.constantFrom("a", "b", "abc", null, true, {}),
  fc.array(fc.oneof(fc.string({ maxLength: 1 }), bound), { maxLength: 6 }),
);
/** Pairs that are close to each other, and such that are not. */
const pair = fc.oneof(
  fc.tuple(schema, schema),
  fc.tuple(schema, some(schema)).map(([one, other]): [JsonObject, JsonObject] => [one, { ...one, ...other }]),
  schema.map((one): [JsonObject, JsonObject] => [one, structuredClone(one)]),
);

/** The validators are made of what is compared, and compared is what is published. */
const ajv = new Ajv2020({ strict: false });
const body = (parameter: JsonObject): JsonObject => ({ type: "object", properties: { parameter } });
const severities = (ours: JsonObject, published: JsonObject) =>
  compareRequest(
    { ours: { place: "ours", root: {} }, published: { place: "page", root: {} } },
    [{ value: body(ours), at: "" }],
    [{ value: body(published), at: "" }],
  ).map(({ severity }) => severity);

it("says critical wherever two validators disagree on a value", () => {
  fc.assert(
    fc.property(pair, fc.array(value, { minLength: 20, maxLength: 20 }), ([ours, published], values) => {
      const [one, other] = [ajv.compile(ours), ajv.compile(published)];
      const disagree = values.some((candidate) => one(candidate) !== other(candidate));
      fc.pre(disagree);
      expect(severities(ours, published)).toContain("critical");
    }),
    { numRuns: 1500, maxSkipsPerRun: 1000 },
  );
});

it("says nothing of two schemas that are the same", () => {
  fc.assert(
    fc.property(schema, (one) => {
      expect(severities(one, structuredClone(one))).toEqual([]);
    }),
  );
});

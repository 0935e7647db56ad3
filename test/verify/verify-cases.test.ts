import { expect, it } from "vitest";
import { bundledModels } from "../../src/contract/bundled-models.js";
import type { RuleExample } from "../../src/contract/rules/define-rule.js";
import { ruleById, rules } from "../../src/contract/rules/rule-list.js";
import { uncertainRefusals } from "../../src/verify/submit-case.js";
import type { ExchangeCase, VerifyCase } from "../../src/verify/verify-case.js";
import { verifyCases } from "../../src/verify/verify-cases.js";
import { requestFixtures } from "../harness/request-fixtures.js";

const cases = verifyCases();
const names = new Set(cases.map(({ name }) => name));
const exchanges = (all: readonly VerifyCase[]) =>
  all.filter((tested): tested is ExchangeCase => tested.kind === "exchange");

const modelOf = ({ body }: RuleExample): string =>
  (typeof body === "string" ? (JSON.parse(body) as { model: string }) : (body as { model: string })).model;

it("has more than 200 cases, each with a name of its own", () => {
  expect(cases.length).toBeGreaterThan(200);
  expect(names.size).toBe(cases.length);
});

it("calls the cases the same whatever the settings", () => {
  const strictest = verifyCases({ unknownModel: "403", promptOptional: true, longPrompt: "reject" });
  expect(strictest.map(({ name }) => name)).toEqual(cases.map(({ name }) => name));
});

it("shows every accepted example of every rule but those of the house", () => {
  const wanted = rules
    .filter(({ meta }) => meta.policy !== true)
    .flatMap((rule) =>
      rule.meta.examples.accepts.map(
        (example, index) => `${modelOf(example)}/${rule.id} accepts #${index + 1}`,
      ),
    );
  expect(wanted.filter((name) => !names.has(name))).toEqual([]);
  expect(wanted.length).toBeGreaterThan(50);
});

it("shows every rule that refuses by itself, and every rule that only reports", () => {
  const refusing = new Set<string>();
  const passing = new Set<string>();
  for (const name of names) {
    const [, rule, verb] = /\/([a-z0-9-]+) (refuses|lets pass) #\d+$/.exec(name) ?? [];
    if (rule !== undefined) (verb === "refuses" ? refusing : passing).add(rule);
  }
  const shown = rules.filter(
    ({ meta }) =>
      meta.policy !== true &&
      meta.failure === undefined &&
      meta.examples.refuses.some(({ assets }) => assets === undefined),
  );
  const severe = shown.filter(({ meta }) => meta.severity === "error").map(({ id }) => id);
  const mild = shown.filter(({ meta }) => meta.severity === "warn").map(({ id }) => id);
  expect(severe.filter((id) => !refusing.has(id))).toEqual([]);
  expect(mild.filter((id) => !passing.has(id))).toEqual([]);
  expect([severe.length, mild.length]).toEqual([17, 13]);
});

it("asks for each value of each enumeration and both sides of each bound", () => {
  for (const model of bundledModels) {
    for (const [name, schema] of Object.entries(model.properties)) {
      if (name === "model") continue;
      const wanted = [
        ...(schema.enum ?? []).map((value) => `is ${String(value)}`),
        ...(schema.enum === undefined ? [] : ["outside its values"]),
        ...(schema.minimum === undefined ? [] : ["at its minimum", "below its minimum"]),
        ...(schema.maximum === undefined ? [] : ["at its maximum", "above its maximum"]),
        ...(schema.maxLength === undefined ? [] : ["as long as allowed", "one character too long"]),
        ...(schema.maxItems === undefined ? [] : ["with one entry too many"]),
        ...(schema.minItems === undefined ? [] : ["without entries"]),
        ...(model.required.includes(name) ? ["left out"] : []),
        "of another type",
        "null",
      ].map((what) => `${model.id}/${name} ${what}`);
      expect(wanted.filter((one) => !names.has(one))).toEqual([]);
    }
  }
});

it("accepts every value and bound of the schemas, and refuses what lies past", () => {
  const past =
    /[ /](?:outside its values|below its minimum|above its maximum|with one entry too many|without entries|of another type|null|that is no address|with an entry .*|with a fraction|as digits in a text|with a list as voice_bindings|image_(?:start|end) empty|callback_url empty)$/;
  const wrong = exchanges(cases).filter(({ name, group, expects }) => {
    if (!group.endsWith(": schema")) return false;
    const open =
      / (?:left out|one character too long)$/.test(name) || /(?:prompt null|urls null)$/.test(name);
    if (open) return false;
    const statuses = [...new Set(expects.map(({ status }) => status))];
    return String(statuses) !== (past.test(name) ? "400" : "200");
  });
  expect(wrong.map(({ name, expects }) => `${name}: ${expects.map(({ status }) => status).join()}`)).toEqual(
    [],
  );
});

it("expects of the fixtures what they say themselves", () => {
  const wrong = exchanges(cases).flatMap(({ name, expects }) => {
    const [, model = "", file = ""] = /^(\S+)\/example request (\S+)$/.exec(name) ?? [];
    if (model === "") return [];
    const fixture = requestFixtures.find((one) => one.name === `${model}/${file}`);
    const statuses = expects.map(({ status }) => status);
    return fixture !== undefined && statuses.includes(fixture.expect.status) ? [] : [name];
  });
  expect(wrong).toEqual([]);
});

it("takes each documented reading where the documents disagree, and one alone when told which", () => {
  const statuses = (name: string, settings = {}) => {
    const found = exchanges(verifyCases(settings)).find((tested) => tested.name === name);
    return found?.expects.map(({ status }) => status);
  };
  const unknown = "http/submit with a model that does not exist";
  expect(statuses(unknown)).toEqual([404, 403]);
  expect(statuses(unknown, { unknownModel: "404" })).toEqual([404]);
  expect(statuses(unknown, { unknownModel: "403" })).toEqual([403]);
  const promptless = "wan2.7-video-edit/prompt left out";
  expect(statuses(promptless)).toEqual([400, 200]);
  expect(statuses(promptless, { promptOptional: true })).toEqual([200]);
  expect(statuses(promptless, { promptOptional: false })).toEqual([400]);
  expect(statuses("wan2.7-text-to-video/prompt left out")).toEqual([400]);
  const long = "wan2.7-text-to-video/prompt one character too long";
  expect(statuses(long)).toEqual([200, 400]);
  expect(statuses(long, { longPrompt: "truncate" })).toEqual([200]);
  expect(statuses(long, { longPrompt: "reject" })).toEqual([400]);
});

it("calls no case free that a conforming service may accept", () => {
  const free = cases.filter(({ charges }) => !charges);
  expect(free.length).toBeGreaterThan(150);
  for (const tested of exchanges(free)) {
    const { method } = tested.request;
    for (const { status } of tested.expects) {
      if (method !== "GET") expect([tested.name, status >= 400]).toEqual([tested.name, true]);
    }
  }
  expect(free.filter(({ kind }) => kind !== "exchange")).toEqual([]);
});

it("does not call free what the published sentences leave open", () => {
  for (const rule of uncertainRefusals.keys()) {
    expect(ruleById.has(rule)).toBe(true);
    const shown = cases.filter(({ name }) => name.includes(`/${rule} refuses #`));
    expect([rule, shown.length > 0, shown.some(({ charges }) => !charges)]).toEqual([rule, true, false]);
  }
  const zero = cases.filter(({ name }) =>
    /_\w+ null$|seed below its minimum$|callback_url empty$/.test(name),
  );
  expect(zero.length).toBeGreaterThan(20);
  expect(zero.filter(({ charges }) => !charges)).toEqual([]);
});

it("compares sentences only where a document publishes them", () => {
  const compared = new Set(
    exchanges(cases).flatMap(({ expects }) => expects.map(({ message }) => message ?? "")),
  );
  const published =
    /^(?:|voice_bindings key "[^"]+" invalid|voice_bindings\.\w+ out of range|Invalid or expired token|Authentication required|Token does not have access to model: \S+|Invalid task ID format, must start with 'task-unified-'|The requested task could not be found)$/;
  expect([...compared].filter((message) => !published.test(message))).toEqual([]);
  expect(compared.size).toBeGreaterThan(6);
});

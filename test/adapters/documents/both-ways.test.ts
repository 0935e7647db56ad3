import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createContract } from "../../../src/compose/create-contract.js";
import { judge } from "../../../src/compose/validate-request.js";
import type { Contract } from "../../../src/contract/contract.js";
import type { ModelContract } from "../../../src/contract/model-contract.js";
import type { WanModel } from "../../../src/contract/models/model-ids.js";
import { sampleRequest } from "../../../src/contract/sample-request.js";
import { requestFixtures } from "../../harness/request-fixtures.js";

const folder = fileURLToPath(new URL("../../../openapi/", import.meta.url));
/** The same documents: compiled when the package is built, and loaded as `--spec` loads any document. */
const compiled = await createContract({});
const models = compiled.models.map(({ id }) => id);
const loaded = await createContract({ spec: models.map((id) => `${folder}${id}.yaml`), onlySpec: true });

/** A verdict without the one thing that differs: the name of the page that a finding cites. */
function verdictOf(contract: Contract, body: unknown): unknown {
  const verdict = judge(contract, body);
  const findings = verdict.findings.map(({ source, ...finding }) => ({ ...finding, at: source.at }));
  return { ...verdict, findings: sortedSchemaFindings(findings) };
}

/** Which of several broken keywords is named first is no promise; that each is named is. */
function sortedSchemaFindings<Told extends { rule: string; pointer: string }>(
  findings: readonly Told[],
): Told[] {
  const schema = findings.filter(({ rule }) => rule.startsWith("schema/"));
  const rules = findings.filter(({ rule }) => !rule.startsWith("schema/"));
  const key = ({ rule, pointer }: Told) => `${pointer} ${rule}`;
  return [...schema.sort((a, b) => key(a).localeCompare(key(b))), ...rules];
}

function expectSameVerdict(body: unknown): void {
  expect(verdictOf(loaded, body)).toEqual(verdictOf(compiled, body));
}

it("hold the same models with the same parameters", () => {
  const facts = ({ id, operationId, required, schemaPointer, properties }: ModelContract) => ({
    id,
    operationId,
    required,
    schemaPointer,
    parameters: Object.keys(properties).sort(),
  });
  const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
  expect(loaded.models.map(facts).sort(byId)).toEqual(compiled.models.map(facts).sort(byId));
});

it("judge every example request alike", () => {
  expect(requestFixtures.length).toBeGreaterThan(100);
  for (const { text } of requestFixtures) expectSameVerdict(text);
});

/** Values that a parameter may turn into: near its bounds, of another type, or absent. */
const strangeValue = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    true,
    0,
    1,
    2,
    2.5,
    10,
    15,
    16,
    -1,
    2_147_483_648,
    "",
    "720p",
    "16:9",
    {},
    [],
  ),
  fc.string({ maxLength: 8 }),
  fc.webUrl(),
  fc.array(fc.oneof(fc.webUrl(), fc.string({ maxLength: 4 }), fc.integer()), { maxLength: 7 }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A valid body of a model, some of whose parameters (or others) have turned into something else. */
const mutatedBody = fc
  .record({
    model: fc.constantFrom(...models),
    seed: fc.integer({ min: 1, max: 500 }),
    changes: fc.array(
      fc.record({
        parameter: fc.constantFrom(
          ...new Set(compiled.models.flatMap(({ properties }) => Object.keys(properties))),
        ),
        value: strangeValue,
      }),
      { maxLength: 3 },
    ),
    voices: fc.option(fc.dictionary(fc.constantFrom("image1", "video1", "img1", "image9"), strangeValue), {
      nil: undefined,
    }),
  })
  .filter(({ changes }) => changes.every(({ parameter }) => parameter !== "model"));

it("judge sample bodies and what mutation makes of them alike", async () => {
  await fc.assert(
    fc.asyncProperty(mutatedBody, async ({ model, seed, changes, voices }) => {
      // A value of `undefined` leaves the parameter out of the text.
      const body: Record<string, unknown> = { ...(await sampleRequest(model as WanModel, seed)) };
      for (const { parameter, value } of changes) body[parameter] = value;
      if (voices !== undefined) body["model_params"] = { voice_bindings: voices };
      expectSameVerdict(JSON.stringify(body));
    }),
    { numRuns: 1500 },
  );
});

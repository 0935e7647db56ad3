import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { taskFailures } from "../../../src/contract/task-failures.js";
import { scenarios } from "../../../src/simulation/scenarios/scenario-catalogue.js";

type Json = Readonly<Record<string, unknown>>;

const schema = JSON.parse(
  readFileSync(new URL("../../../schemas/scenarios.schema.json", import.meta.url), "utf8"),
) as Json & { $defs: Record<string, Json> };

/** The names that the schema has editors suggest. */
const suggested = (holder: unknown) => (holder as { anyOf: [{ enum: string[] }] }).anyOf[0].enum;

it("suggests exactly the names of the catalogue and the documented codes of failed tasks", () => {
  const ofTasks = scenarios.filter(({ operation }) => operation !== "upload");
  expect(suggested(schema.$defs["builtIn"])).toEqual(ofTasks.map(({ name }) => name));
  const step = schema.$defs["step"] as unknown as {
    properties: { fail: { properties: { code: unknown } } };
  };
  expect(suggested(step.properties.fail.properties.code)).toEqual(Object.keys(taskFailures));
});

it("is a valid schema of 2020-12", () => {
  expect(new Ajv2020().validateSchema(schema)).toBe(true);
});

it("has a title for every property and definition, and examples that fit", () => {
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema({ ...schema, $id: "file" });
  const strays: string[] = [];
  const look = (value: unknown, path: string, isDescribed: boolean): void => {
    if (typeof value !== "object" || value === null) return;
    const node = value as Json;
    if (isDescribed && node["$ref"] === undefined && typeof node["title"] !== "string") strays.push(path);
    if (Array.isArray(node["examples"])) {
      const validate = ajv.compile({ $ref: `file#${path}` });
      for (const example of node["examples"])
        expect(validate(example), `${path} ${JSON.stringify(example)}`).toBe(true);
    }
    for (const [key, inner] of Object.entries(node)) {
      if (key === "examples") continue;
      const holdsNamed = key === "properties" || key === "$defs";
      if (holdsNamed) {
        for (const [name, one] of Object.entries(inner as Json)) {
          look(one, `${path}/${key}/${name}`, typeof one === "object" && !path.includes("dependentSchemas"));
        }
      } else look(inner, `${path}/${key}`, false);
    }
  };
  look(schema, "", true);
  expect(strays).toEqual([]);
});

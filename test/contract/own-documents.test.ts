import SwaggerParser from "@apidevtools/swagger-parser";
import { describe, expect, it } from "vitest";
import { DescribedAnswers } from "../harness/described-answers.js";
import { ownNames, readDocument } from "./read-document.js";
import type { JsonObject } from "./violations.js";

/** Every object below a value, with where it stands. */
function* objectsIn(value: unknown, at = ""): Generator<[at: string, object: JsonObject]> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield [at, value as JsonObject];
  for (const [key, inner] of Object.entries(value)) yield* objectsIn(inner, `${at}/${key}`);
}

describe.each(ownNames)("%s.yaml", (name) => {
  const document = readDocument(name);
  const described = new DescribedAnswers(document);

  it("is valid OpenAPI 3.1", async () => {
    expect(document["openapi"]).toBe("3.1.0");
    await expect(SwaggerParser.validate(structuredClone(document) as never)).resolves.toBeDefined();
  });

  it("names each operation once", () => {
    const ids = described.operations.map(({ operation }) => operation["operationId"]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => typeof id === "string")).toBe(true);
  });

  it("has an example of each JSON or text answer, which fits its schema", () => {
    let seen = 0;
    for (const { method, path, responses } of described.operations) {
      for (const [status, { content = {} }] of Object.entries(responses)) {
        for (const [type, { schema = {}, examples = {} }] of Object.entries(content)) {
          if (/^(?:image|audio|video)\//.test(type)) continue;
          const where = `${method} ${path} ${status}`;
          expect(Object.keys(examples), where).not.toEqual([]);
          for (const { summary, value } of Object.values(examples)) {
            expect(summary, where).toMatch(/\S{2}/);
            expect(described.misfits(schema, value), where).toEqual([]);
            seen++;
          }
        }
      }
    }
    expect(seen).toBeGreaterThan(4);
  });

  it("has an example of each body, which fits its schema", () => {
    for (const { method, path, operation } of described.operations) {
      const { requestBody } = operation as {
        requestBody?: {
          content: Record<string, { schema: JsonObject; examples: Record<string, { value: unknown }> }>;
        };
      };
      if (requestBody === undefined) continue;
      const json = requestBody.content["application/json"];
      // A file as part of a form has no example in JSON.
      if (json === undefined) {
        expect(Object.keys(requestBody.content)).toEqual(["multipart/form-data"]);
        continue;
      }
      const { schema, examples } = json;
      expect(Object.keys(examples), `${method} ${path}`).not.toEqual([]);
      for (const { value } of Object.values(examples))
        expect(described.misfits(schema, value), `${method} ${path}`).toEqual([]);
    }
  });
});

describe("control.yaml", () => {
  const document = readDocument("control");

  it("lets no object hold more than it says, but for bodies and documents of others", () => {
    const { schemas } = document["components"] as { schemas: JsonObject };
    const open = [...objectsIn(schemas)]
      .filter(([, schema]) => schema["type"] === "object" && !("additionalProperties" in schema))
      .map(([at]) => at);
    expect(open.sort()).toEqual(
      [
        "/EffectiveRequest/properties/parameters",
        "/OpenApiDocument",
        "/OpenApiDocument/properties/info",
        "/OpenApiDocument/properties/paths",
        "/RequestEntry/properties/body",
        "/RuleExample/properties/assets",
        "/Task/properties/request",
      ].sort(),
    );
  });

  it("uses every schema that it states", () => {
    const text = JSON.stringify(document);
    const { schemas } = document["components"] as { schemas: JsonObject };
    for (const name of Object.keys(schemas)) expect(text).toContain(`"$ref":"#/components/schemas/${name}"`);
  });
});

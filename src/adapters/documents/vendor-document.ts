import SwaggerParser from "@apidevtools/swagger-parser";
import type { ModelContract } from "../../contract/model-contract.js";
import { vendorOperationList, vendorOperations } from "../../contract/vendor-operations.js";
import type { JsonObject } from "../../text/is-json-object.js";
import { bundledDocument } from "./bundled-document.js";
import { ComponentSchemas } from "./component-schemas.js";
import { contentOf, member } from "./document-parts.js";
import { type ModelSubmit, submitOperation } from "./submit-operation.js";

const SUBMIT = vendorOperations.submit.path;

/** Describes answers that a document of `--spec` leaves open: the mock gives them all the same. */
const FULL_PAGE = "wan2.7-text-to-video";

/**
 * The OpenAPI document of everything that the vendor side serves.
 *
 * The submit's body is one schema for each model, told apart by `model`. Schemas that several documents state
 * alike stand there once. Headers and refusals of the mock stand beside those of the documents.
 *
 * @param models - those that are served
 */
export async function vendorDocument(models: readonly ModelContract[]): Promise<JsonObject> {
  const components = new ComponentSchemas();
  const [tasks, account, files, mock] = await Promise.all(
    ["tasks", "account", "files", "mock"].map(bundledDocument),
  );
  const bundled = models.filter(({ submit }) => submit === undefined).map(({ page }) => page);
  const pages = new Map<string, JsonObject>();
  for (const page of new Set([FULL_PAGE, ...bundled])) pages.set(page, await bundledDocument(page));
  const full = pages.get(FULL_PAGE);
  for (const document of [tasks, account, files, ...bundled.map((page) => pages.get(page))])
    await addSchemas(document, components);
  const submits = models.map((model) => submitOf(model, pages.get(model.page)));
  const submit = submitOperation(submits, components, {
    parameters: [{ $ref: "#/components/parameters/IdempotencyKey" }],
    responses: {
      ...(await answersOf(full, models, components)),
      "409": member(mock, "components", "responses", "Conflict"),
    },
  });
  return {
    openapi: "3.1.0",
    info: {
      title: "wan-mock",
      description: `The side of the mock that stands for the service: ${models.map(({ id }) => id).join(", ")}. Any other path or method is refused with an \`ErrorResponse\`, under the paths of the file service with a \`FileErrorResponse\`.`,
      license: { name: "MIT", identifier: "MIT" },
      version: "1.0.0",
    },
    servers: [{ url: "/", description: "The mock that serves this document" }],
    security: [{ bearerAuth: [] }],
    tags: [full, tasks, account, files].flatMap((document) => (document?.["tags"] ?? []) as JsonObject[]),
    paths: withMockHeaders({
      [SUBMIT]: { post: submit },
      ...member(tasks, "paths"),
      ...member(account, "paths"),
      ...member(files, "paths"),
    }),
    components: {
      schemas: components.byName,
      parameters: member(mock, "components", "parameters"),
      headers: member(mock, "components", "headers"),
      securitySchemes: member(tasks, "components", "securitySchemes"),
    },
  };
}

/** Adds the schemas of a bundled document under their own names; that of the body gets its model's. */
async function addSchemas(
  document: JsonObject | undefined,
  components: ComponentSchemas,
  names?: readonly string[],
): Promise<void> {
  const resolved = await SwaggerParser.dereference(structuredClone(document) as never);
  const request = contentOf(member(document, "paths", SUBMIT, "post", "requestBody"))["schema"];
  for (const [schemaName, schema] of Object.entries(member(document, "components", "schemas"))) {
    if (names?.includes(schemaName) === false) continue;
    if (member(request)["$ref"] === `#/components/schemas/${schemaName}`) continue;
    components.add(schemaName, schema as JsonObject, member(resolved, "components", "schemas", schemaName));
  }
}

/** The submit of a model, from its document. */
function submitOf(model: ModelContract, page: JsonObject | undefined): ModelSubmit {
  if (model.submit !== undefined) {
    const request = contentOf(member(model.submit, "requestBody"))["schema"];
    return { model, operation: model.submit, request: member(request) };
  }
  return {
    model,
    operation: member(page, "paths", SUBMIT, "post"),
    request: member(page, ...model.schemaPointer.slice(1).split("/")),
  };
}

/** The answers of a document as said to the first of the models. */
async function answersOf(
  document: JsonObject | undefined,
  models: readonly ModelContract[],
  components: ComponentSchemas,
): Promise<JsonObject> {
  const { "200": accepted, ...refusals } = member(document, "paths", SUBMIT, "post", "responses");
  const id = JSON.stringify(models[0]?.id ?? FULL_PAGE).slice(1, -1);
  const refused = JSON.parse(JSON.stringify(refusals).replaceAll(FULL_PAGE, () => id)) as JsonObject;
  // Whether the document of a model says what an accepted submit is answered with.
  const isDescribed = models.some(
    ({ submit }) => submit === undefined || "schema" in contentOf(member(submit, "responses", "200")),
  );
  if (isDescribed) return refused;
  await addSchemas(document, components, ["VideoGenerationResponse"]);
  const { description } = accepted as JsonObject;
  const schema = { $ref: "#/components/schemas/VideoGenerationResponse" };
  return { ...refused, "200": { description, content: { "application/json": { schema } } } };
}

/**
 * Paths with the headers that the mock's answers have beside those of the documents.
 *
 * @param paths - references to `components/headers` and `components/parameters` are those of `mock.yaml`
 */
function withMockHeaders(paths: JsonObject): JsonObject {
  return mapped(paths, (path, methods) =>
    mapped(methods, (method, operation) =>
      ["get", "post", "delete"].includes(method) ? withHeaders(path, operation) : operation,
    ),
  );
}

function withHeaders(path: string, operation: JsonObject): JsonObject {
  const byScenario = vendorOperationList.find((one) => one.path === path)?.takesScenario === true;
  const parameters = [
    ...((operation["parameters"] ?? []) as JsonObject[]),
    ...(byScenario ? [{ $ref: "#/components/parameters/Scenario" }] : []),
  ];
  const isSubmit = path === SUBMIT;
  const responses = mapped(member(operation, "responses"), (status, response) => {
    return {
      ...response,
      headers: { ...member(response, "headers"), ...headersOf(status, { isSubmit, byScenario }) },
    };
  });
  return { ...operation, ...(parameters.length === 0 ? {} : { parameters }), responses };
}

/** Headers by name, as far as an answer of this status can have them. */
function headersOf(
  status: string,
  of: { readonly isSubmit: boolean; readonly byScenario: boolean },
): JsonObject {
  const isRefusal = Number(status) >= 400 && status !== "416";
  const names: Readonly<Record<string, readonly [header: string, isThere: boolean]>> = {
    "X-Request-Id": ["RequestId", true],
    "Retry-After": ["RetryAfter", status === "429"],
    "Idempotency-Replayed": ["IdempotencyReplayed", of.isSubmit && status === "200"],
    "X-Wan-Mock-Findings": ["Findings", of.isSubmit || isRefusal],
    "X-Wan-Mock-Journal": ["Journal", of.isSubmit || isRefusal],
    "X-Wan-Mock-Scenario": ["AnsweredScenario", of.byScenario],
  };
  const there = Object.entries(names).filter(([, [, isThere]]) => isThere);
  return Object.fromEntries(
    there.map(([name, [header]]) => [name, { $ref: `#/components/headers/${header}` }]),
  );
}

function mapped(object: JsonObject, change: (name: string, inner: JsonObject) => JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, inner]) => [name, change(name, inner as JsonObject)]),
  );
}

import type { ModelContract } from "../../contract/model-contract.js";
import type { JsonObject } from "../../text/is-json-object.js";
import type { ComponentSchemas } from "./component-schemas.js";
import { contentOf, member } from "./document-parts.js";
import { type ExampleHolder, examplesOf } from "./submit-examples.js";

/** The submit of one model, as one document describes it. */
export interface ModelSubmit {
  readonly model: ModelContract;
  readonly operation: JsonObject;
  /** The schema of its body. */
  readonly request: JsonObject;
}

/** Parameters and answers that the mock has beside the documents. */
export interface MockSubmit {
  readonly parameters: readonly JsonObject[];
  /** Answers by status, for those whose contents no document describes. */
  readonly responses: JsonObject;
}

/** The submit of all models as one operation. */
export function submitOperation(
  submits: readonly ModelSubmit[],
  schemas: ComponentSchemas,
  mock: MockSubmit,
): JsonObject {
  const mapping = Object.fromEntries(
    submits.map((submit) => [submit.model.id, requestSchema(submit, schemas)]),
  );
  const described = new Set(submits.flatMap(({ operation }) => Object.keys(member(operation, "responses"))));
  const callbacks = submits
    .map(({ operation }) => operation["callbacks"])
    .find((found) => found !== undefined);
  return {
    tags: ["Video Generation"],
    summary: "Submit a task",
    description: "Starts a task and answers at once with its id; `model` picks the parameters.",
    operationId: "createVideoGeneration",
    parameters: mock.parameters,
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: {
            oneOf: Object.values(mapping).map(($ref) => ({ $ref })),
            discriminator: { propertyName: "model", mapping },
          },
          ...examplesIn(submits, ({ operation }) => member(operation, "requestBody")),
        },
      },
    },
    responses: {
      ...mock.responses,
      ...Object.fromEntries(
        [...described].map((status) => [
          status,
          submitResponse(status, submits, schemas, mock.responses[status] as JsonObject | undefined),
        ]),
      ),
    },
    ...(callbacks === undefined ? {} : { callbacks }),
  };
}

/** The request schema of one model: a document that describes several gives one to each. */
function requestSchema({ model, operation, request }: ModelSubmit, schemas: ComponentSchemas): string {
  const { const: _const, ...modelSchema } = member(request, "properties", "model");
  const description = operation["description"] ?? operation["summary"];
  return schemas.add(model.id, {
    title: model.id,
    ...(description === undefined ? {} : { description }),
    ...request,
    required: [...new Set(["model", ...((request["required"] ?? []) as string[])])],
    properties: { ...member(request, "properties"), model: { ...modelSchema, enum: [model.id] } },
  });
}

/** The answers of all models under one status: their schemas, and their examples by model. */
function submitResponse(
  status: string,
  submits: readonly ModelSubmit[],
  schemas: ComponentSchemas,
  otherwise: JsonObject | undefined,
): JsonObject {
  const answering = submits.filter(({ operation }) => status in member(operation, "responses"));
  const responseOf = ({ operation }: ModelSubmit) => member(operation, "responses", status);
  const name = Number(status) < 400 ? "VideoGenerationResponse" : "ErrorResponse";
  const references = [
    ...new Set(
      answering
        .map((submit) => contentOf(responseOf(submit))["schema"] as JsonObject | undefined)
        .filter((schema) => schema !== undefined)
        .map((schema) => schema["$ref"] ?? schemas.add(name, schema)),
    ),
  ].map(($ref) => ({ $ref }));
  const [first] = answering;
  const description = (first === undefined ? undefined : responseOf(first)["description"]) ?? status;
  const [only, ...more] = references;
  if (only === undefined) return otherwise ?? { description };
  const schema = more.length === 0 ? only : { anyOf: references };
  return { description, content: { "application/json": { schema, ...examplesIn(answering, responseOf) } } };
}

function examplesIn(submits: readonly ModelSubmit[], holderOf: (submit: ModelSubmit) => JsonObject): object {
  const holders = submits.map(
    (submit): ExampleHolder => ({ model: submit.model.id, holder: holderOf(submit) }),
  );
  const examples = examplesOf(holders);
  return Object.keys(examples).length === 0 ? {} : { examples };
}

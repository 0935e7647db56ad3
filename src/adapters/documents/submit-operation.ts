import { isDeepStrictEqual } from "node:util";
import type { ModelContract } from "../../contract/model-contract.js";
import type { JsonObject } from "../../text/is-json-object.js";
import type { ComponentSchemas } from "./component-schemas.js";
import { contentOf, member } from "./document-parts.js";

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
  const examples = examplesOf(
    submits.map((submit) => ({ model: submit.model.id, holder: holderOf(submit) })),
  );
  return Object.keys(examples).length === 0 ? {} : { examples };
}

/** The body of one model's submit, or one of its answers. */
export interface ExampleHolder {
  readonly model: string;
  readonly holder: JsonObject;
}

interface Example {
  readonly model: string;
  readonly name: string;
  readonly example: JsonObject;
}

/**
 * The examples of all models. Each is called `MODEL.NAME` and its label begins with the model, so that a request and
 * the answer to it have the same name; what several models show alike stands there once, under its own name.
 */
export function examplesOf(holders: readonly ExampleHolder[]): JsonObject {
  const all = holders.flatMap(ownExamples);
  const entries = all.map((one) => {
    const { model, name, example } = one;
    const others = all.filter((other) => other !== one && other.name === name);
    const isSame = (other: Example) => isDeepStrictEqual(one.example["value"], other.example["value"]);
    const isShared = others.length > 0 && others.every(isSame);
    if (isShared) return [name, example];
    const { summary } = example;
    const label = typeof summary === "string" ? summary : name.replaceAll("_", " ");
    return [under(`${model}.`, name), { ...example, summary: under(`${model}: `, label) }];
  });
  return Object.fromEntries(entries) as JsonObject;
}

/** The examples of one model by the names of its document; those of other models are left out. */
function ownExamples({ model, holder }: ExampleHolder): Example[] {
  const content = contentOf(holder);
  const single = "example" in content ? { example: { value: content["example"] } } : {};
  const named: Readonly<Record<string, JsonObject>> = { ...single, ...member(content, "examples") };
  return Object.entries(named)
    .map(([name, example]) => ({ model, name, example }))
    .filter(({ example }) => {
      const { model: named } = member(example, "value");
      return typeof named !== "string" || named === model;
    });
}

/** A text with a prefix; one that has it already stays as it is. */
function under(prefix: string, text: string): string {
  return text.startsWith(prefix) ? text : `${prefix}${text}`;
}

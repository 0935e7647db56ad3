import { Ajv2020 } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import { OpenAPIBackend } from "openapi-backend";
import { formats } from "../../contract/formats.js";
import type { ModelContract, SchemaError } from "../../contract/model-contract.js";
import type { Json } from "./own-documents.js";
import { expression, type Schema } from "./schema-reader.js";
import { SUBMIT } from "./submit-operations.js";

/** Stands for the body's schema: openapi-backend copies schemas, and its copies do not stand recursion. */
const BODY = "x-wan-mock-body";

/** One fault of a schema itself. */
export interface SchemaFault {
  /** JSON pointer into the schema. */
  readonly at: string;
  readonly message: string;
}

/** What is wrong with a schema by the rules of JSON Schema 2020-12; `undefined` when nothing is. */
export function schemaFault(schema: Schema): SchemaFault | undefined {
  const ajv = freshAjv({});
  if (ajv.validateSchema(schema) === true) return undefined;
  const [error] = ajv.errors ?? [];
  const { instancePath = "", message = "is no schema", params = {} } = error ?? {};
  const allowed: unknown = (params as Json)["allowedValues"];
  const values = Array.isArray(allowed) ? `: ${allowed.join(", ")}` : "";
  return { at: instancePath, message: `${message}${values}` };
}

/** Names of the formats that a validator checks. */
export function checkedFormats(): ReadonlySet<string> {
  return new Set(Object.keys(freshAjv({}).formats));
}

/**
 * A validator of request bodies, made by openapi-backend with the JSON Schema dialect of OpenAPI 3.1.
 *
 * @param schema - one that `schemaFault` finds nothing about
 * @throws {Error} when it cannot be compiled
 */
export async function bodyValidator(
  schema: Schema,
  recursive: Readonly<Record<string, Schema>>,
): Promise<ModelContract["validate"]> {
  const whole = typeof schema === "object" ? { ...schema, $defs: recursive } : schema;
  const content = { "application/json": { schema: { [BODY]: true } } };
  const operation = { operationId: "submit", requestBody: { required: true, content }, responses: {} };
  const api = new OpenAPIBackend({
    definition: {
      openapi: "3.1.0",
      info: { title: "", version: "" },
      paths: { [SUBMIT]: { post: operation } },
    } as never,
    quick: true,
    ajvOpts: { allErrors: true, strict: false, validateFormats: true },
    customizeAjv: (_original, options) => {
      const ajv = freshAjv(options);
      ajv.addSchema(whole, BODY);
      ajv.addKeyword({ keyword: BODY, macro: () => ({ $ref: BODY }) });
      // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- it asks for the draft-07 class; the 2020-12 one has the same methods
      return ajv;
    },
  });
  await api.init();
  const [validator] = api.validator.getRequestValidatorsForOperation("submit");
  if (validator === undefined) throw new Error("no validator was made of the request schema");
  return (requestBody) => {
    if (validator({ requestBody })) return [];
    return ((validator.errors ?? []) as readonly SchemaError[])
      .filter(({ keyword }) => keyword !== BODY)
      .map((error) => ({ ...error, instancePath: error.instancePath.slice("/requestBody".length) }));
  };
}

function freshAjv(options: object): Ajv2020 {
  const regExp = Object.assign((pattern: string) => expression(pattern), { code: "expression" });
  const ajv = new Ajv2020({ strict: false, ...options, logger: false, code: { regExp } });
  ajvFormats.default(ajv);
  ajv.addFormat("uri", formats.uri);
  return ajv;
}

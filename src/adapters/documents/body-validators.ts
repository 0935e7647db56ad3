import { Ajv2020 } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import { OpenAPIBackend } from "openapi-backend";
import { formats } from "../../contract/formats.js";
import type { ModelContract, SchemaError } from "../../contract/model-contract.js";
import { vendorOperations } from "../../contract/vendor-operations.js";
import type { JsonObject } from "../../text/is-json-object.js";
import { expression, type RequestSchema } from "./schema-reader.js";

/** Stands for the body's schema: openapi-backend copies schemas, and its copies do not stand recursion. */
const BODY = "x-wan-mock-body";

/** One fault of a schema itself. */
export interface SchemaFault {
  /** JSON pointer into the schema. */
  readonly at: string;
  readonly message: string;
}

/** Checks the request schemas of a document, and makes validators of them. */
export class BodyValidators {
  readonly #judge: Ajv2020;
  readonly #ajv: Ajv2020;
  readonly #made = new Map<RequestSchema, ModelContract["validate"]>();

  /** @param recursive - what `#/$defs/` of the schemas refers to */
  constructor(private readonly recursive: Readonly<Record<string, RequestSchema>>) {
    const regExp = Object.assign((pattern: string) => expression(pattern), { code: "expression" });
    // The first fault of a schema is enough, and cheap: with all errors, thousands of them take minutes.
    this.#judge = new Ajv2020({ strict: false, logger: false });
    const options = { allErrors: true, strict: false, validateSchema: false, logger: false } as const;
    this.#ajv = new Ajv2020({ ...options, code: { regExp } });
    ajvFormats.default(this.#ajv);
    this.#ajv.addFormat("uri", formats.uri);
    this.#ajv.addKeyword({ keyword: BODY, macro: (name: string) => ({ $ref: name }) });
  }

  /** Whether a format is checked; others pass whatever the value. */
  checks(format: string): boolean {
    return format in this.#ajv.formats;
  }

  /** The first fault of a schema by the rules of JSON Schema 2020-12; `undefined` for none. */
  faultOf(schema: RequestSchema): SchemaFault | undefined {
    if (this.#judge.validateSchema(schema) === true) return undefined;
    const [error] = this.#judge.errors ?? [];
    const { instancePath = "", message = "is no schema", params = {} } = error ?? {};
    const allowed: unknown = (params as JsonObject)["allowedValues"];
    if (Array.isArray(allowed)) return { at: instancePath, message: `${message}: ${allowed.join(", ")}` };
    const isNone = message === "must be object,boolean";
    return { at: instancePath, message: isNone ? "must be a schema: an object, true or false" : message };
  }

  /**
   * A validator of request bodies, made by openapi-backend; the same one for the same schema.
   *
   * @param schema - one without faults
   * @throws {Error} when it cannot be compiled
   */
  async validatorOf(schema: RequestSchema): Promise<ModelContract["validate"]> {
    const known = this.#made.get(schema);
    if (known !== undefined) return known;
    const name = `${BODY}-${this.#made.size}`;
    this.#ajv.addSchema(typeof schema === "object" ? { ...schema, $defs: this.recursive } : schema, name);
    const content = { "application/json": { schema: { [BODY]: name } } };
    const post = { operationId: "submit", requestBody: { required: true, content }, responses: {} };
    const api = new OpenAPIBackend({
      definition: {
        openapi: "3.1.0",
        info: { title: "", version: "" },
        paths: { [vendorOperations.submit.path]: { post } },
      } as never,
      quick: true,
      // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- it asks for the draft-07 class; the 2020-12 one has the same methods
      customizeAjv: () => this.#ajv,
    });
    await api.init();
    const [validator] = api.validator.getRequestValidatorsForOperation("submit");
    if (validator === undefined) throw new Error("no validator was made of the request schema");
    const validate: ModelContract["validate"] = (requestBody) => {
      if (validator({ requestBody })) return [];
      return ((validator.errors ?? []) as readonly SchemaError[])
        .filter(({ keyword }) => keyword !== BODY)
        .map((error) => ({ ...error, instancePath: error.instancePath.slice("/requestBody".length) }));
    };
    this.#made.set(schema, validate);
    return validate;
  }
}

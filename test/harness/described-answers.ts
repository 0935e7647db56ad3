import { Ajv2020 } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";

/** A request as far as it decides which answer is described. */
export interface Sent {
  readonly method?: string;
  readonly path: string;
}

/** An answer. */
export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

type Json = Readonly<Record<string, unknown>>;

/** An operation of a document with its responses, references resolved one deep. */
export interface Operation {
  readonly path: string;
  /** Upper case. */
  readonly method: string;
  readonly operation: Json;
  readonly responses: Readonly<Record<string, Response>>;
}

interface Response {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, MediaType>>;
}

interface MediaType {
  readonly schema?: Json;
  readonly examples?: Readonly<Record<string, { readonly summary?: string; readonly value: unknown }>>;
}

/** Judges values by the schemas of an OpenAPI 3.1 document, and answers by its operations. */
export class DescribedAnswers {
  readonly operations: readonly Operation[];
  /** `GET /_mock/clock 200`: answers held against a described response so far. */
  readonly checked = new Set<string>();
  readonly #ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });

  constructor(document: Json) {
    ajvFormats.default(this.#ajv);
    this.#ajv.addVocabulary(["discriminator", "example"]);
    const { schemas } = document["components"] as { schemas: Record<string, Json> };
    for (const [name, schema] of Object.entries(schemas))
      this.#ajv.addSchema(withKeys(schema), `urn:schema:${name}`);
    this.operations = operationsOf(document);
  }

  /** What in a value a schema of the document does not allow. */
  misfits(schema: Json, value: unknown): string[] {
    const validate = this.#ajv.compile(withKeys(schema));
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${instancePath} ${message ?? "does not fit"} ${JSON.stringify(params)}`,
    );
  }

  /** The operation that a request belongs to. */
  operationFor(sent: Sent): Operation | undefined {
    const method = sent.method === "HEAD" ? "GET" : (sent.method ?? "GET");
    const [path = ""] = sent.path.split("?");
    return this.operations.find((one) => one.method === method && templateOf(one.path).test(path));
  }

  /**
   * What in an answer the document does not allow; `undefined` when it describes no such operation.
   */
  misfitsOf(sent: Sent, received: Received): string[] | undefined {
    const found = this.operationFor(sent);
    if (found === undefined) return undefined;
    const response = found.responses[received.status];
    if (response === undefined) return [`status ${received.status} is not described`];
    this.checked.add(`${found.method} ${found.path} ${received.status}`);
    if (received.text === "") return [];
    const type = String(received.headers["content-type"]).split(";")[0] ?? "";
    const media = response.content?.[type];
    if (media === undefined) return [`${type} is no described content type`];
    return type === "application/json" ? this.misfits(media.schema ?? {}, JSON.parse(received.text)) : [];
  }
}

/** `/_mock/tasks/{id}` as a pattern. */
function templateOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{[^}]+\}/g, "[^/]+")}$`);
}

/** A schema that refers to others by the keys they are added under. */
function withKeys(schema: Json): Json {
  return JSON.parse(
    JSON.stringify(schema).replaceAll('"$ref":"#/components/schemas/', '"$ref":"urn:schema:'),
  ) as Json;
}

function operationsOf(document: Json): Operation[] {
  const paths = document["paths"] as Record<string, Record<string, Json>>;
  const shared = (document["components"] as { responses?: Record<string, Response> }).responses ?? {};
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      operation,
      responses: Object.fromEntries(
        Object.entries(operation["responses"] as Record<string, Response & { $ref?: string }>).map(
          ([status, { $ref, ...response }]) => [
            status,
            $ref === undefined ? response : (shared[$ref.split("/").at(-1) ?? ""] ?? {}),
          ],
        ),
      ),
    })),
  );
}

/** The part of JSON Schema (2020-12) that the served documents use. */
export interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

export interface Example {
  readonly summary?: string;
  readonly value?: unknown;
}

interface Content {
  readonly schema?: Schema;
  readonly examples?: Readonly<Record<string, Example>>;
}

type Contents = Readonly<Record<string, Content>>;

interface Answer {
  readonly $ref?: string;
  readonly description?: string;
  readonly content?: Contents;
}

export interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
  readonly examples?: Readonly<Record<string, Example>>;
}

interface OperationObject {
  readonly operationId?: string;
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Contents; readonly description?: string };
  readonly responses?: Readonly<Record<string, Answer>>;
  readonly callbacks?: Readonly<Record<string, Readonly<Record<string, PathItem>>>>;
}

type PathItem = Readonly<Record<string, OperationObject>>;

/** An OpenAPI 3.1 document, as far as the reference reads it. */
export interface OpenApi {
  readonly info?: { readonly description?: string };
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components?: {
    readonly schemas?: Readonly<Record<string, Schema>>;
    readonly parameters?: Readonly<Record<string, Parameter>>;
    readonly responses?: Readonly<Record<string, Answer>>;
  };
}

/** An answer that an operation may give. */
export interface ReferenceAnswer {
  /** `200`, `2XX`, ... */
  readonly status: string;
  readonly description: string;
  readonly type: string | undefined;
  readonly schema: Schema | undefined;
  readonly examples: readonly (Example & { readonly name: string })[];
}

/** A call of the API. */
export interface Operation {
  /** Its name in addresses. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly body:
    | {
        readonly type: string;
        readonly schema: Schema;
        readonly examples: readonly (Example & { readonly name: string })[];
      }
    | undefined;
  readonly answers: readonly ReferenceAnswer[];
  readonly callbacks: readonly Operation[];
}

/** A model: what a submit for it takes. */
export interface Model {
  readonly id: string;
  readonly description: string;
  readonly parameters: readonly ModelParameter[];
  /** Bodies to start from. */
  readonly examples: readonly (Example & { readonly name: string })[];
}

export interface ModelParameter {
  /** Its path in the body: `duration`, `model_params.voice_bindings`. */
  readonly name: string;
  readonly isRequired: boolean;
  readonly schema: Schema;
}

/** Objects in objects whose members are listed. */
const MOST_DEPTH = 3;

const METHODS = ["get", "post", "put", "patch", "delete"];

/** A document with its references followed. */
export class Reference {
  readonly operations: readonly Operation[];
  readonly models: readonly Model[];

  constructor(readonly document: OpenApi) {
    this.operations = Object.entries(document.paths).flatMap(([path, item]) =>
      METHODS.flatMap((method) => {
        const operation = item[method];
        return operation === undefined ? [] : [this.#operation(method, path, operation)];
      }),
    );
    this.models = this.operations.flatMap((operation) => this.#modelsOf(operation));
  }

  /** A schema with its reference followed; what stands beside the reference wins. */
  follow(schema: Schema): Schema {
    const { $ref, ...beside } = schema;
    const named = this.document.components?.schemas?.[nameIn($ref)];
    const whole = named === undefined ? schema : { ...this.follow(named), ...beside };
    return whole.allOf === undefined ? whole : this.#joined(whole, whole.allOf);
  }

  /** A schema with the members of its parts for its own. */
  #joined({ allOf: _, ...whole }: Schema, parts: readonly Schema[]): Schema {
    const all = [...parts.map((part) => this.follow(part)), whole];
    return all.reduce((joined, { properties, required = [], ...part }) => ({
      ...joined,
      ...part,
      properties: { ...joined.properties, ...properties },
      required: [...(joined.required ?? []), ...required],
    }));
  }

  #operation(method: string, path: string, operation: OperationObject): Operation {
    const { operationId = `${method}-${path}`, tags = [], summary = path, description = "" } = operation;
    const { requestBody, parameters = [], responses = {}, callbacks = {} } = operation;
    const [body] = Object.entries(requestBody?.content ?? {});
    return {
      id: operationId,
      method: method.toUpperCase(),
      path,
      tag: tags[0] ?? "",
      summary,
      description,
      parameters: parameters.map((one) => this.document.components?.parameters?.[nameIn(one.$ref)] ?? one),
      body:
        body === undefined
          ? undefined
          : { type: body[0], schema: body[1].schema ?? {}, examples: listed(body[1].examples) },
      answers: Object.entries(responses).map(([status, answer]) => this.#answer(status, answer)),
      callbacks: Object.values(callbacks).flatMap((byAddress) =>
        Object.entries(byAddress).flatMap(([address, item]) =>
          Object.entries(item).map(([verb, called]) => this.#operation(verb, address, called)),
        ),
      ),
    };
  }

  #answer(status: string, given: Answer): ReferenceAnswer {
    const { description = "", content = {} } =
      this.document.components?.responses?.[nameIn(given.$ref)] ?? given;
    const [first] = Object.entries(content);
    return {
      status,
      description,
      type: first?.[0],
      schema: first?.[1].schema,
      examples: listed(first?.[1].examples),
    };
  }

  /** The models of an operation whose body depends on `model`. */
  #modelsOf({ body }: Operation): Model[] {
    if (body === undefined) return [];
    const schema = this.follow(body.schema);
    return (schema.oneOf ?? schema.anyOf ?? [schema]).flatMap((one) => {
      const named = this.follow(one);
      const choice = named.properties?.["model"];
      const [id] = choice?.enum ?? (choice?.const === undefined ? [] : [choice.const]);
      if (typeof id !== "string") return [];
      const isOwn = ({ value }: Example) => (value as { readonly model?: unknown } | undefined)?.model === id;
      return [
        {
          id,
          description: named.description ?? "",
          parameters: this.#parametersOf(named, "", 0),
          examples: body.examples.filter(isOwn),
        },
      ];
    });
  }

  /** @param depth - a schema may hold itself */
  #parametersOf(schema: Schema, prefix: string, depth: number): ModelParameter[] {
    if (depth > MOST_DEPTH) return [];
    return Object.entries(schema.properties ?? {}).flatMap(([name, given]) => {
      const followed = this.follow(given);
      const isRequired = schema.required?.includes(name) ?? false;
      return [
        { name: prefix + name, isRequired, schema: followed },
        ...this.#parametersOf(followed, `${prefix}${name}.`, depth + 1),
        ...this.#parametersOf(this.follow(followed.items ?? {}), `${prefix}${name}[].`, depth + 1),
      ];
    });
  }
}

/** The last part of a reference: `#/components/schemas/Usage` -> `Usage`. */
function nameIn(reference: string | undefined): string {
  return reference?.split("/").at(-1)?.replaceAll("~1", "/").replaceAll("~0", "~") ?? "";
}

function listed(examples: Content["examples"] = {}) {
  return Object.entries(examples).map(([name, example]) => ({ name, ...example }));
}

/** One violated keyword, as the schema validator reports it. */
export interface SchemaError {
  readonly keyword: string;
  /** JSON pointer to the value. */
  readonly instancePath: string;
  /** Where in the schema the keyword stands. */
  readonly schemaPath?: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** The constraints of one parameter, as the document states them. */
export interface ParameterSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly format?: string;
  readonly items?: ParameterSchema;
  readonly properties?: Readonly<Record<string, ParameterSchema>>;
  readonly additionalProperties?: ParameterSchema | boolean;
  readonly [keyword: string]: unknown;
}

/** The submit operation of one model, as one document states it. */
export interface ModelContract {
  /** Value of the body's `model`. */
  readonly id: string;
  readonly operationId: string;
  /** Name of the document, for sources: `wan2.7-text-to-video`, or the file that `--spec` named. */
  readonly page: string;
  /** JSON pointer to the request schema in the document. */
  readonly schemaPointer: string;
  readonly required: readonly string[];
  /** Constraints by parameter, in the document's order. */
  readonly properties: Readonly<Record<string, ParameterSchema>>;
  /** Where in the document a parameter is stated, when that is not under `properties` of the request schema. */
  readonly parameterPointers?: Readonly<Record<string, string>>;
  /**
   * The fate of a parameter that the document does not state: `ignored` (default) where the document leaves that
   * open, `taken` where its schema describes such, `refused` where it forbids them.
   */
  readonly others?: "ignored" | "taken" | "refused";
  /**
   * The submit operation as the document has it, references replaced; where a schema holds itself, the inner one allows
   * anything. Absent for a bundled document.
   */
  readonly submit?: Readonly<Record<string, unknown>>;
  /** Errors of a body against the schema; an empty list when it fits. */
  readonly validate: (body: unknown) => readonly SchemaError[];
}

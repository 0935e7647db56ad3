/** Keywords of a schema that a request can break. */
const schemaKeywords = [
  "required",
  "additionalProperties",
  "unevaluatedProperties",
  "type",
  "enum",
  "const",
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "minLength",
  "maxLength",
  "minProperties",
  "maxProperties",
  "uniqueItems",
  "format",
  "pattern",
];

/** Findings that come from no rule, and always refuse: no setting changes them. */
export const fixedFindings: readonly string[] = [
  ...schemaKeywords.map((keyword) => `schema/${keyword}`),
  "unknown-model",
  "body-is-plain",
  "body-is-utf-8",
  "body-size",
  "json/syntax",
  "json/depth",
  "json/object",
  "json/repeated-keys",
];

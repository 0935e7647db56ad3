import { cutText, longest } from "../text/cut-text.js";
import { cutPointer, paramOf } from "../text/json-pointer.js";

/** The effect of a finding: `error` refuses the request (or fails its task), `warn` accepts and reports. */
export type Severity = "error" | "warn";

/** A rule's setting: a severity, or `off`. */
export type RuleSetting = Severity | "off";

/** Where a rule or keyword is stated: a place in one of our documents, or a section of the vendor's guide. */
export interface Source {
  /** Document (`wan2.7-text-to-video`) or `guide`. */
  readonly page: string;
  /** JSON pointer into the document under `openapi/`, or the guide's section heading. */
  readonly at: string;
}

/** One complaint about a request, as validator, journal, lint and log show it. */
export interface Finding {
  /** Rule id, or `schema/KEYWORD` for a bound that the OpenAPI document states. */
  readonly rule: string;
  readonly severity: Severity;
  /** JSON pointer (RFC 6901) into the body; `""` is the body itself. A name of more than 100 characters is cut in it. */
  readonly pointer: string;
  /** The same place as the vendor writes it: `model_params.voice_bindings.image5`; `""` for the body. */
  readonly param: string;
  /** One sentence: parameter, value, bound, and what to change. */
  readonly message: string;
  readonly source: Source;
  /** Close names, when the finding is about a misspelt one. */
  readonly suggestions?: readonly string[];
  /** Set where an `error` lets the request pass, and the task fails when it is processed. */
  readonly effect?: "fails-task";
}

/** Most findings that are reported of one request. */
export const MOST_FINDINGS = 100;

/**
 * Makes a finding; the only place where one is put together, so that whatever a body says is cut in all of them.
 * The message has 1,000 characters at the most, the pointer and `param` 300 each.
 */
export function makeFinding(parts: Omit<Finding, "param"> & { readonly param?: string }): Finding {
  const pointer = cutPointer(parts.pointer);
  const param = cutText(parts.param ?? paramOf(pointer), longest.pointer);
  const message = cutText(parts.message, longest.message);
  if (parts.suggestions === undefined) return { ...parts, pointer, param, message };
  const suggestions = parts.suggestions.map((name) => cutText(name, longest.id));
  return { ...parts, pointer, param, message, suggestions };
}

/** Whether a finding turns the request down. */
export function refuses({ severity, effect }: Finding): boolean {
  return severity === "error" && effect === undefined;
}

/** `rule (warning): sentence`, as far as it is known. */
export function findingLine({
  rule,
  severity,
  message,
}: Pick<Finding, "rule"> & { readonly severity?: string; readonly message?: string }): string {
  return `${rule}${severity === "warn" ? " (warning)" : ""}${message === undefined ? "" : `: ${message}`}`;
}

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
] as const;

/** Findings that come from no rule, and always refuse: no setting changes them. */
export const fixedFindings = [
  ...schemaKeywords.map((keyword) => `schema/${keyword}` as const),
  "unknown-model",
  "body-is-plain",
  "body-is-utf-8",
  "body-size",
  "json/syntax",
  "json/depth",
  "json/object",
  "json/repeated-keys",
] as const;

/** Name of a finding that comes from no rule. */
export type FixedFinding = (typeof fixedFindings)[number];

/** Findings in which the mock speaks of itself: a scenario that does not exist, a task that made room. */
export type MockRemark = "unknown-scenario" | "task-made-room";

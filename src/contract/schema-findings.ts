import { countCodePoints } from "./code-points.js";
import { type Finding, makeFinding, paramOf, pointerPart, show, valueAt } from "./finding.js";
import { formats } from "./formats.js";
import type { ModelContract, SchemaError } from "./model-contract.js";
import { respelt } from "./url-spelling.js";

/** Findings of one keyword sweep are cut here; nobody reads the thousandth. */
const MOST_FINDINGS = 50;

/**
 * Turns the errors of a schema validator into findings that read as well as those of the rules.
 *
 * @param judged - the body, and what the validator has seen of it: that is less where names or collections are huge
 */
export function schemaFindings(
  model: ModelContract,
  { body, seen }: { readonly body: unknown; readonly seen: unknown },
  errors: readonly SchemaError[],
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const error of errors) {
    if (findings.length === MOST_FINDINGS) break;
    const pointer = placeOf(error);
    const param = paramOf(pointer);
    const value = valueAt(body, error.instancePath) ?? valueAt(seen, error.instancePath);
    findings.push(
      makeFinding({
        rule: `schema/${error.keyword}`,
        severity: "error",
        pointer,
        message: sentence(error, param === "" ? "the body" : param, value),
        source: { page: model.page, at: `${model.schemaPointer}${schemaPlace(model, pointer)}` },
      }),
    );
  }
  return findings;
}

/** A missing or surplus member is told at the member, not at the object around it. */
function placeOf(error: SchemaError): string {
  const name = error.params["missingProperty"] ?? error.params["additionalProperty"];
  return typeof name === "string" ? `${error.instancePath}/${pointerPart(name)}` : error.instancePath;
}

function schemaPlace(model: ModelContract, pointer: string): string {
  const top = pointer.split("/")[1];
  return top !== undefined && Object.hasOwn(model.properties, top) ? `/properties/${top}` : "";
}

const plural = (count: unknown, noun: string) => `${String(count)} ${noun}${count === 1 ? "" : "s"}`;

const typeNames: Readonly<Record<string, string>> = {
  array: "an array",
  boolean: "true or false",
  integer: "a whole number",
  null: "null",
  number: "a number",
  object: "an object",
  string: "a string",
};

function typeName(type: unknown): string {
  const names = (Array.isArray(type) ? type : [type]).map((name) => typeNames[String(name)] ?? String(name));
  return names.join(" or ");
}

/** One sentence: parameter, bound, value. */
function sentence(error: SchemaError, param: string, value: unknown): string {
  const { limit, type, allowedValues, allowedValue, format, multipleOf, pattern, comparison } = error.params;
  const got = `got ${show(value)}`;
  switch (error.keyword) {
    case "required":
      return `${paramOf(placeOf(error))} is required`;
    case "additionalProperties":
    case "unevaluatedProperties":
      return `${paramOf(placeOf(error))} is not a known member here`;
    case "type":
      return `${param} must be ${typeName(type)}, ${got}${typeof value === "string" && type !== "object" && type !== "array" ? ` (a string)` : ""}`;
    case "enum":
      return `${param} must be one of ${(allowedValues as unknown[]).map(String).join(", ")}, ${got}`;
    case "const":
      return `${param} must be ${show(allowedValue)}, ${got}`;
    case "minimum":
    case "exclusiveMinimum":
    case "maximum":
    case "exclusiveMaximum":
      return `${param} must be ${boundWords[String(comparison)] ?? String(comparison)} ${String(limit)}, ${got}`;
    case "multipleOf":
      return `${param} must be a multiple of ${String(multipleOf)}, ${got}`;
    case "minItems":
      return `${param} must hold at least ${plural(limit, "item")}, got ${lengthOf(value)}`;
    case "maxItems":
      return `${param} must hold at most ${plural(limit, "item")}, got ${lengthOf(value)}`;
    case "minLength":
      return `${param} must be at least ${plural(limit, "character")} long, ${got}`;
    case "maxLength":
      return `${param} must be at most ${plural(limit, "character")} long, got ${countCodePoints(String(value))}`;
    case "minProperties":
      return `${param} must hold at least ${plural(limit, "member")}`;
    case "maxProperties":
      return `${param} must hold at most ${plural(limit, "member")}`;
    case "uniqueItems":
      return `${param} must not repeat an item`;
    case "format":
      return format === "uri"
        ? uriSentence(param, value)
        : `${param} must have the format ${String(format)}, ${got}`;
    case "pattern":
      return `${param} must match ${String(pattern)}, ${got}`;
    default:
      return `${param} ${error.message ?? `breaks the keyword ${error.keyword}`}`;
  }
}

const boundWords: Readonly<Record<string, string>> = {
  ">=": "at least",
  "<=": "at most",
  ">": "more than",
  "<": "less than",
};

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function uriSentence(param: string, value: unknown): string {
  const got = `${param} must be an absolute URL, got ${show(value)}`;
  if (typeof value !== "string" || value === "") return got;
  const better = respelt(value);
  if (better !== undefined) return `${got}: write ${better}`;
  if (/[^\u0021-\u007e]/.test(value.slice(0, 8192))) {
    const ascii = asciiForm(value);
    return ascii === undefined
      ? `${got}: percent-encode spaces and characters outside ASCII`
      : `${got}: write it in ASCII, as ${ascii}`;
  }
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(value)) return `${got}: it starts with no scheme such as https://`;
  return got;
}

/** A URL as it travels: its host in Punycode, the rest percent-encoded; `undefined` where that is none, or long. */
function asciiForm(url: string): string | undefined {
  if (url.length > 200 || !URL.canParse(url)) return undefined;
  const { href } = new URL(url);
  return href.length <= 300 && formats.uri(href) ? href : undefined;
}

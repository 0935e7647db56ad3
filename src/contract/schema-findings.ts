import { quoteForMessage } from "../errors/quote-for-message.js";
import { countCodePoints } from "../text/code-points.js";
import { paramOf, pointerPart, valueAt } from "../text/json-pointer.js";
import { parseUrl } from "../text/parse-url.js";
import { plural } from "../text/plural.js";
import { type Finding, makeFinding } from "./finding.js";
import { formats } from "./formats.js";
import type { ModelContract, SchemaError } from "./model-contract.js";
import { joinUnions } from "./union-errors.js";
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
  for (const error of joinUnions(errors)) {
    if (findings.length === MOST_FINDINGS) break;
    const pointer = placeOf(error);
    const param = paramOf(pointer);
    const value = valueAt(body, error.instancePath) ?? valueAt(seen, error.instancePath);
    findings.push(
      makeFinding({
        rule: `schema/${error.keyword === "false schema" ? "false" : error.keyword}`,
        severity: "error",
        pointer,
        message: sentence(error, param === "" ? "the body" : param, value),
        source: { page: model.page, at: schemaPlace(model, pointer) },
      }),
    );
  }
  return findings;
}

/** A missing or surplus member is reported at the member, not at the object around it. */
function placeOf(error: SchemaError): string {
  const { missingProperty, additionalProperty, unevaluatedProperty } = error.params;
  const name = missingProperty ?? additionalProperty ?? unevaluatedProperty;
  return typeof name === "string" ? `${error.instancePath}/${pointerPart(name)}` : error.instancePath;
}

function schemaPlace(model: ModelContract, pointer: string): string {
  const top = pointer.split("/")[1];
  if (top === undefined || !Object.hasOwn(model.properties, top)) return model.schemaPointer;
  return model.parameterPointers?.[top] ?? `${model.schemaPointer}/properties/${top}`;
}

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
  const got = `got ${quoteForMessage(value)}`;
  switch (error.keyword) {
    case "required":
      return `${paramOf(placeOf(error))} is required`;
    case "additionalProperties":
    case "unevaluatedProperties":
      return `${paramOf(placeOf(error))} is not a known member here`;
    case "type":
      return `${param} must be ${typeName(type)}, ${got}${typeof value === "string" && type !== "object" && type !== "array" ? ` (a string)` : ""}`;
    case "enum":
      return `${param} must be one of ${(allowedValues as unknown[]).map(String).join(", ")}${otherTypes(type)}, ${got}`;
    case "const":
      return `${param} must be ${quoteForMessage(allowedValue)}, ${got}`;
    case "minimum":
    case "exclusiveMinimum":
    case "maximum":
    case "exclusiveMaximum":
      return `${param} must be ${boundWords[String(comparison)] ?? String(comparison)} ${String(limit)}, ${got}`;
    case "false schema":
      return `${param} is not accepted here`;
    case "oneOf":
    case "anyOf":
      return unionSentence(error, param, value);
    case "not":
      return `${param} is what the document rules out ("not"), ${got}`;
    case "dependentRequired":
    case "dependencies":
      return `${paramOf(placeOf(error))} is required beside ${String(error.params["property"])}`;
    case "multipleOf":
      return `${param} must be a multiple of ${String(multipleOf)}, ${got}`;
    case "minItems":
      return `${param} must hold at least ${plural(Number(limit), "item")}, got ${lengthOf(value)}`;
    case "items":
    case "unevaluatedItems":
    case "maxItems":
      return `${param} must hold at most ${plural(Number(limit), "item")}, got ${lengthOf(value)}`;
    case "minLength":
      return `${param} must be at least ${plural(Number(limit), "character")} long, ${got}`;
    case "maxLength":
      return `${param} must be at most ${plural(Number(limit), "character")} long, got ${countCodePoints(String(value))}`;
    case "minProperties":
      return `${param} must hold at least ${plural(Number(limit), "member")}`;
    case "maxProperties":
      return `${param} must hold at most ${plural(Number(limit), "member")}`;
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

/** Types that branches of a union take beside the values of others. */
function otherTypes(type: unknown): string {
  return Array.isArray(type) && type.length > 0 ? ` or ${typeName(type)}` : "";
}

const MOST_ALTERNATIVES = 4;

/** The fault of each branch of a union, in a sentence. */
function unionSentence(error: SchemaError, param: string, value: unknown): string {
  const { passingSchemas, alternatives } = error.params;
  if (Array.isArray(passingSchemas))
    return `${param} must fit one alternative alone, and fits ${passingSchemas.length}`;
  const branches = (Array.isArray(alternatives) ? alternatives : []) as readonly (readonly SchemaError[])[];
  const faults = branches.slice(0, MOST_ALTERNATIVES).flatMap(([first]) => {
    if (first === undefined) return [];
    const place = paramOf(placeOf(first));
    const inner = first.instancePath.slice(error.instancePath.length);
    return [sentence(first, place === "" ? "the body" : place, valueAt(value, inner))];
  });
  if (faults.length === 0)
    return `${param} fits none of the alternatives of the document, got ${quoteForMessage(value)}`;
  const more = branches.length > MOST_ALTERNATIVES ? `, or another of ${branches.length} alternatives` : "";
  return `${param} fits no alternative: ${[...new Set(faults)].join("; or ")}${more}`;
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
  const got = `${param} must be an absolute URL, got ${quoteForMessage(value)}`;
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
  const href = url.length > 200 ? undefined : parseUrl(url)?.href;
  return href !== undefined && href.length <= 300 && formats.uri(href) ? href : undefined;
}

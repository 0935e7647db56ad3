import { isJsonObject, type JsonObject } from "../../../text/is-json-object.js";
import { valueAt } from "../../../text/json-pointer.js";
import { plural } from "../../../text/plural.js";

/** How a parameter is given; `json` where no simpler way fits. */
export type FieldKind =
  | "choice"
  | "number"
  | "yes-no"
  | "text"
  | "long-text"
  | "url"
  | "texts"
  | "urls"
  | "json";

/** Kind of file that a parameter links to. */
export type Media = "image" | "video" | "audio";

/** A parameter of a model, as a form shows it. */
export interface FormField {
  readonly name: string;
  readonly kind: FieldKind;
  readonly isRequired: boolean;
  /** First paragraph of its description; `code` in backticks. */
  readonly about: string;
  /** Such as `2 to 15` or `at most 5000 characters`; empty where nothing bounds it. */
  readonly bounds: string;
  /** JSON text of the documented default. */
  readonly byDefault: string | undefined;
  /** Values of a choice. */
  readonly choices: readonly unknown[];
  readonly example: unknown;
  readonly media: Media | undefined;
}

/** A documented body. */
export interface FormExample {
  /** Key in the document. */
  readonly name: string;
  readonly summary: string;
  readonly body: unknown;
}

/** What a request of a model is made from. */
export interface ModelForm {
  readonly model: string;
  /** All parameters but `model`, in the order of the document. */
  readonly fields: readonly FormField[];
  readonly examples: readonly FormExample[];
}

/** The body that a form starts with: the first example, or the bare model. */
export function firstBody({ model, examples }: ModelForm): unknown {
  return examples[0]?.body ?? { model };
}

const CONTENT = "/paths/~1v1~1videos~1generations/post/requestBody/content/application~1json";

/** The forms of all models of an OpenAPI document of the service. */
export function modelForms(document: unknown): ModelForm[] {
  const content = objectAt(document, CONTENT);
  const schema = resolved(document, content["schema"]);
  const cases = Array.isArray(schema["oneOf"]) ? schema["oneOf"] : [schema];
  const examples = Object.entries(objectAt(content, "/examples"));
  return cases.flatMap((one) => {
    const shape = resolved(document, one);
    return modelsOf(document, shape).map((model) => ({
      model,
      fields: fieldsOf(document, shape),
      examples: examples.flatMap(([name, example]) => exampleOf(name, example, model)),
    }));
  });
}

function modelsOf(document: unknown, shape: JsonObject): string[] {
  const { enum: models, const: only } = resolved(document, valueAt(shape, "/properties/model"));
  const all: unknown[] = Array.isArray(models) ? models : [only];
  return all.filter((model) => typeof model === "string");
}

function fieldsOf(document: unknown, shape: JsonObject): FormField[] {
  const required = listIn(shape["required"]);
  return Object.entries(objectAt(shape, "/properties"))
    .filter(([name]) => name !== "model")
    .map(([name, schema]) => fieldOf(document, name, resolved(document, schema), required.includes(name)));
}

function fieldOf(document: unknown, name: string, schema: JsonObject, isRequired: boolean): FormField {
  const items = resolved(document, schema["items"]);
  const kind = kindOf(schema, items, name);
  const { enum: choices, default: byDefault, examples, description } = schema;
  return {
    name,
    kind,
    isRequired,
    about: typeof description === "string" ? firstParagraph(description) : "",
    bounds: boundsOf(schema),
    byDefault: byDefault === undefined ? undefined : JSON.stringify(byDefault),
    choices: listIn(choices),
    example: listIn(examples)[0] ?? schema["example"],
    media: kind === "url" || kind === "urls" ? mediaOf(name) : undefined,
  };
}

function kindOf(schema: JsonObject, items: JsonObject, name: string): FieldKind {
  const { type, enum: choices, format, maxLength } = schema;
  if (Array.isArray(choices)) return "choice";
  if (type === "number" || type === "integer") return "number";
  if (type === "boolean") return "yes-no";
  if (type === "string") {
    if (format === "uri" || format === "url") return "url";
    return name.endsWith("prompt") || (typeof maxLength === "number" && maxLength >= 200)
      ? "long-text"
      : "text";
  }
  if (type === "array" && items["type"] === "string" && items["enum"] === undefined)
    return items["format"] === "uri" || name.endsWith("_urls") ? "urls" : "texts";
  return "json";
}

function mediaOf(name: string): Media | undefined {
  if (/image|frame|picture/.test(name)) return "image";
  if (/video|clip/.test(name)) return "video";
  return /audio|voice|sound|music/.test(name) ? "audio" : undefined;
}

function boundsOf({ minimum, maximum, minLength, maxLength, minItems, maxItems }: JsonObject): string {
  return [
    range(minimum, maximum, String),
    range(minLength, maxLength, (count) => plural(count, "character")),
    range(minItems, maxItems, (count) => plural(count, "item")),
  ]
    .filter((text) => text !== "")
    .join(", ");
}

function range(least: unknown, most: unknown, shown: (count: number) => string): string {
  const hasLeast = typeof least === "number";
  if (typeof most !== "number") return hasLeast ? `at least ${shown(least)}` : "";
  if (!hasLeast) return `at most ${shown(most)}`;
  return least === most ? shown(most) : `${least} to ${shown(most)}`;
}

/** Up to the first empty line; a sentence that leads to a table behind it is left out. */
function firstParagraph(text: string): string {
  const [paragraph = ""] = text.trim().split(/\n\s*\n/);
  const line = paragraph.replaceAll(/\s+/g, " ");
  return line.endsWith(":") ? line.slice(0, line.lastIndexOf(". ") + 1) : line;
}

function exampleOf(name: string, example: unknown, model: string): FormExample[] {
  if (!isJsonObject(example)) return [];
  const { summary, value: body } = example;
  if (!isJsonObject(body) || body["model"] !== model) return [];
  const text = typeof summary === "string" ? summary.replace(`${model}: `, "") : name;
  return [{ name, summary: text, body }];
}

function objectAt(value: unknown, pointer: string): JsonObject {
  const found = valueAt(value, pointer);
  return isJsonObject(found) ? found : {};
}

/** References that are followed one after another at the most. */
const MOST_HOPS = 10;

/** A schema with its reference followed and the parts of `allOf` joined. */
function resolved(document: unknown, schema: unknown, hops = 0): JsonObject {
  if (!isJsonObject(schema) || hops > MOST_HOPS) return {};
  const { $ref: reference, allOf, ...own } = schema;
  if (typeof reference === "string")
    return { ...resolved(document, valueAt(document, reference.replace(/^#/, "")), hops + 1), ...own };
  if (!Array.isArray(allOf)) return own;
  const parts = [...allOf.map((part) => resolved(document, part, hops + 1)), own];
  const joined: Record<string, unknown> = {};
  const properties: Record<string, unknown> = {};
  const required: unknown[] = [];
  for (const part of parts) {
    Object.assign(joined, part);
    Object.assign(properties, part["properties"]);
    required.push(...listIn(part["required"]));
  }
  return { ...joined, properties, required };
}

function listIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether a value can be shown by the field's own input; another one is edited as JSON. */
export function fits({ kind, choices }: FormField, value: unknown): boolean {
  if (value === undefined) return true;
  switch (kind) {
    case "choice":
      return choices.includes(value);
    case "number":
      return typeof value === "number" || (typeof value === "string" && numberIn(value) === value);
    case "yes-no":
      return typeof value === "boolean";
    case "text":
    case "url":
      return typeof value === "string" && !/[\r\n]/.test(value);
    case "long-text":
      return typeof value === "string";
    case "texts":
    case "urls":
      return Array.isArray(value) && value.every((item) => typeof item === "string" && !/[\r\n]/.test(item));
    case "json":
      return false;
  }
}

/** The number that a text spells; the text itself where it spells none, `undefined` for an empty one. */
export function numberIn(text: string): number | string | undefined {
  if (text === "") return undefined;
  return /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}

/** A body with one member set, or without it where the value is `undefined`. */
export function withMember(body: JsonObject, name: string, value: unknown): JsonObject {
  const entries = Object.entries(body).filter(([key]) => key !== name);
  if (value === undefined) return Object.fromEntries(entries);
  const at = Object.keys(body).indexOf(name);
  entries.splice(at < 0 ? entries.length : at, 0, [name, value]);
  return Object.fromEntries(entries);
}

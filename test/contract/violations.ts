/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** A body that breaks one keyword of a schema at one place, and perhaps others beside it. */
export interface Violation {
  /** Where ajv reports it (`instancePath`): for `required`, the object that lacks the member. */
  readonly pointer: string;
  readonly keyword: string;
  /** The member that is missing, for `required`. */
  readonly missing?: string;
  readonly body: Json;
}

/** Keywords that state no bound. */
const annotations: ReadonlySet<string> = new Set([
  "title",
  "description",
  "default",
  "example",
  "examples",
  "deprecated",
]);

/** Strings that no format of the given name accepts. */
const malformed: Readonly<Record<string, readonly string[]>> = {
  uri: ["", "no uri", "/a/path.png", "cdn.example.com/a.png", "//cdn.example.com/a.png"],
};

const wellFormed: Readonly<Record<string, string>> = { uri: "https://cdn.example.com/a.png" };

const ofType: Readonly<Record<string, readonly Json[]>> = {
  null: [null],
  boolean: [true],
  integer: [1],
  number: [1.5],
  string: ["text"],
  array: [[]],
  object: [{}],
};

/**
 * Walks a request schema and makes, for every constraint found, bodies that break it.
 *
 * Members that the base body lacks are added on the way, so that every place of the schema is reached.
 *
 * @param schema - without `$ref`
 * @param base - a body that the schema accepts
 * @throws for a keyword that the walk does not know: nothing is left unproved in silence
 */
export function violations(schema: Json, base: Json): Violation[] {
  return walk(schema, "", (value) => value, base);
}

/** Puts a value at the place under inspection and returns the whole body. */
type Place = (value: Json) => Json;

function walk(schema: Json, pointer: string, place: Place, value: Json): Violation[] {
  if (!isObject(schema)) throw new Error(`no schema object at ${pointer || "the top"}`);
  return Object.entries(schema).flatMap(([keyword, bound]) =>
    annotations.has(keyword) ? [] : broken(schema, keyword, bound, pointer, place, value),
  );
}

function broken(
  schema: JsonObject,
  keyword: string,
  bound: Json,
  pointer: string,
  place: Place,
  value: Json,
): Violation[] {
  const at = (...wrong: readonly Json[]): Violation[] =>
    wrong.map((one) => ({ pointer, keyword, body: place(one) }));
  switch (keyword) {
    case "type":
      return at(...valuesOfOtherTypes(listed(bound)));
    case "enum":
      return at(...strangersTo(bound as readonly Json[]));
    case "const":
      return at(...strangersTo([bound]));
    case "minimum":
      return at((bound as number) - 1, -1e6 + (bound as number));
    case "maximum":
      return at((bound as number) + 1, 1e6 + (bound as number));
    case "minLength":
      return at("x".repeat((bound as number) - 1));
    case "maxLength":
      return at("x".repeat((bound as number) + 1), "雨".repeat((bound as number) + 1));
    case "minItems":
      return at(items(schema, (bound as number) - 1));
    case "maxItems":
      return at(items(schema, (bound as number) + 1));
    case "format":
      return at(...malformedFor(bound, pointer));
    case "required":
      return listed(bound).map((missing) => ({
        pointer,
        keyword,
        missing,
        body: place(without(asObject(value), missing)),
      }));
    case "properties":
      return Object.entries(asObject(bound)).flatMap(([name, inner]) =>
        walkMember(inner, name, pointer, place, value),
      );
    case "additionalProperties":
      if (bound === false) return at({ ...asObject(value), surplus: 1 });
      return walkMember(bound, "a/~member", pointer, place, value);
    case "items": {
      const inner = sample(bound);
      return walk(bound, `${pointer}/0`, (item) => place([item]), inner);
    }
    default:
      throw new Error(`the walk does not know the keyword "${keyword}" at ${pointer || "the top"}`);
  }
}

function walkMember(inner: Json, name: string, pointer: string, place: Place, value: Json): Violation[] {
  const holder = isObject(value) ? value : {};
  const escaped = name.replaceAll("~", "~0").replaceAll("/", "~1");
  const member = holder[name] ?? sample(inner);
  return walk(inner, `${pointer}/${escaped}`, (wrong) => place({ ...holder, [name]: wrong }), member);
}

function valuesOfOtherTypes(types: readonly string[]): readonly Json[] {
  return Object.entries(ofType)
    .filter(([type]) => !types.includes(type) && !(type === "integer" && types.includes("number")))
    .flatMap(([, values]) => values);
}

/** Values that an enumeration lacks, near misses first: another case, a blank behind. */
function strangersTo(allowed: readonly Json[]): readonly Json[] {
  const near = allowed.flatMap((one) =>
    typeof one === "string" ? [one.toUpperCase(), `${one} `, one.slice(1)] : [],
  );
  return [...near, "stranger", ""].filter((one) => !allowed.includes(one));
}

function malformedFor(format: Json, pointer: string): readonly string[] {
  const known = typeof format === "string" ? malformed[format] : undefined;
  if (known === undefined) {
    throw new Error(`the walk does not know the format ${JSON.stringify(format)} at ${pointer}`);
  }
  return known;
}

/** A value that the schema accepts. */
function sample(schema: Json): Json {
  const { enum: allowed, examples, format, type, minimum } = asObject(schema);
  if (Array.isArray(allowed)) return (allowed as readonly Json[])[0] ?? null;
  if (Array.isArray(examples) && examples.length > 0) return (examples as readonly Json[])[0] ?? null;
  if (typeof format === "string") return wellFormed[format] ?? "";
  if (typeof minimum === "number") return minimum;
  return ofType[listed(type ?? "object")[0] ?? ""]?.[0] ?? null;
}

function items(schema: JsonObject, count: number): Json {
  return Array.from({ length: count }, () => sample(schema["items"] ?? {}));
}

function without(holder: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(holder).filter(([key]) => key !== name));
}

function listed(value: Json): readonly string[] {
  return (Array.isArray(value) ? value : [value]) as readonly string[];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

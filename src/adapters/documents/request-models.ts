import { isJsonObject, type JsonObject } from "../../text/is-json-object.js";
import type { RequestSchema } from "./schema-reader.js";

/** Keywords that a schema may have beside the one branch that is left of it, and still be that branch. */
const ASIDE: ReadonlySet<string> = new Set(["allOf", "description", "title", "type"]);

/**
 * The models that a request schema names: by what it demands (`enum`, `const`), else by what it shows (`default`,
 * `example`, `examples`). Branches of `oneOf`, `anyOf` and `allOf` count.
 */
export function modelsNamed(schema: RequestSchema): readonly string[] {
  return [...new Set(demanded(schema) ?? shown(schema))];
}

/**
 * A request schema narrowed to one model: branches that name others are gone, and the one that remains stands in
 * their place, so that findings are about it alone. The schema itself where nothing goes.
 */
export function schemaOf(model: string, schema: RequestSchema): RequestSchema {
  if (!isJsonObject(schema)) return schema;
  let narrowed: JsonObject = schema;
  for (const keyword of ["oneOf", "anyOf"]) {
    const branches = schemasIn(schema[keyword]);
    const fitting = branches.filter((branch) => fits(model, branch));
    if (fitting.length === 0 || (fitting.length === branches.length && branches.length > 1)) continue;
    const { [keyword]: _all, ...rest } = narrowed;
    narrowed =
      fitting.length > 1
        ? { ...rest, [keyword]: fitting }
        : { ...rest, allOf: [...schemasIn(narrowed["allOf"]), ...fitting] };
  }
  const parts = schemasIn(narrowed["allOf"]);
  const inner = parts.map((part) => schemaOf(model, part));
  if (inner.some((part, index) => part !== parts[index])) narrowed = { ...narrowed, allOf: inner };
  const [only, ...more] = inner;
  const isBranch = more.length === 0 && Object.keys(narrowed).every((key) => ASIDE.has(key));
  return only !== undefined && isBranch && isJsonObject(only) ? schemaOf(model, only) : narrowed;
}

function fits(model: string, branch: RequestSchema): boolean {
  const models = modelsNamed(branch);
  return models.length === 0 || models.includes(model);
}

/** Models beside which a schema accepts none; `undefined` where it leaves that open. */
function demanded(schema: RequestSchema): readonly string[] | undefined {
  const own = valuesOf(modelIn(schema));
  const parts = schemasIn(isJsonObject(schema) && schema["allOf"]).map(demanded);
  const branches = [
    everyBranch(schema, "oneOf", (branch) => demanded(branch)),
    everyBranch(schema, "anyOf", (branch) => demanded(branch)),
  ];
  return common([own, ...parts, ...branches]);
}

function shown(schema: RequestSchema): readonly string[] {
  if (!isJsonObject(schema)) return [];
  const branches = ["oneOf", "anyOf", "allOf"].flatMap((keyword) => schemasIn(schema[keyword]));
  const inBranches = branches.flatMap(modelsNamed);
  return inBranches.length > 0 ? inBranches : samplesOf(modelIn(schema));
}

/** The strings that a schema allows alone; `undefined` where it allows more. */
function valuesOf(schema: unknown): readonly string[] | undefined {
  if (!isJsonObject(schema)) return undefined;
  const { enum: listed, const: only } = schema;
  return common([
    Array.isArray(listed) ? listed.filter((value) => typeof value === "string") : undefined,
    typeof only === "string" ? [only] : undefined,
    ...schemasIn(schema["allOf"]).map(valuesOf),
    everyBranch(schema, "oneOf", valuesOf),
    everyBranch(schema, "anyOf", valuesOf),
  ]);
}

function samplesOf(schema: unknown): readonly string[] {
  if (!isJsonObject(schema)) return [];
  const { default: standard, example, examples } = schema;
  const own = [standard, example, ...(Array.isArray(examples) ? (examples as unknown[]) : [])];
  const inner = ["allOf", "oneOf", "anyOf"].flatMap((keyword) => schemasIn(schema[keyword]));
  return [
    ...own.filter((value) => typeof value === "string" && value !== ""),
    ...inner.flatMap(samplesOf),
  ] as string[];
}

function everyBranch(
  schema: unknown,
  keyword: string,
  read: (branch: RequestSchema) => readonly string[] | undefined,
): readonly string[] | undefined {
  const branches = schemasIn(isJsonObject(schema) && schema[keyword]).map(read);
  const known = branches.filter((values) => values !== undefined);
  return branches.length > 0 && known.length === branches.length ? known.flat() : undefined;
}

function common(demands: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  const known = demands.filter((values) => values !== undefined);
  return known.length === 0
    ? undefined
    : known.reduce((all, next) => all.filter((value) => next.includes(value)));
}

function modelIn(schema: RequestSchema): unknown {
  const properties = isJsonObject(schema) ? schema["properties"] : undefined;
  return isJsonObject(properties) ? properties["model"] : undefined;
}

/** The schemas of a keyword such as `allOf`; none where there is no list. */
export function schemasIn(value: unknown): readonly RequestSchema[] {
  return Array.isArray(value) ? (value as RequestSchema[]) : [];
}

import type { SchemaError } from "./model-contract.js";

/** Keywords by which a value shows that a branch is not meant for it. */
const KINDS: ReadonlySet<string> = new Set(["type", "enum", "const"]);

/**
 * Errors of a schema with those of its unions joined: a validator reports each branch of `oneOf` and `anyOf` apart, as
 * though each had to fit, and the union beside them.
 *
 * Where one branch alone is meant for the kind of value, its errors are left; where none is, one error tells all values
 * and types that the branches take; else one error holds the branches as `params.alternatives`.
 */
export function joinUnions(errors: readonly SchemaError[]): readonly SchemaError[] {
  if (!errors.some(({ keyword }) => keyword === "oneOf" || keyword === "anyOf" || keyword === "if"))
    return errors;
  const joined: SchemaError[] = [];
  for (const error of errors) {
    if (error.keyword === "oneOf" || error.keyword === "anyOf") {
      const inside = joined.splice(startOfUnion(joined, error));
      joined.push(...joinedBranches(branchesOf(inside, error), error));
    } else if (error.keyword !== "if" || !isConsequence(joined.at(-1), error)) joined.push(error);
  }
  return joined;
}

/** The errors of its branches stand right before that of a union. */
function startOfUnion(errors: readonly SchemaError[], union: SchemaError): number {
  return errors.findLastIndex((error) => !isInside(error, union)) + 1;
}

/** The same place of a schema judges many values, such as the items of a list. */
function isInside({ schemaPath = "", instancePath }: SchemaError, union: SchemaError): boolean {
  const isOfValue = instancePath === union.instancePath || instancePath.startsWith(`${union.instancePath}/`);
  // Of a schema that holds itself the path starts anew.
  return (
    isOfValue && (schemaPath.startsWith(`${union.schemaPath ?? ""}/`) || schemaPath.startsWith("#/$defs/"))
  );
}

/** Errors of `then` or `else` say all that one of `if` would. */
function isConsequence(error: SchemaError | undefined, { schemaPath: condition = "" }: SchemaError): boolean {
  const around = condition.slice(0, -"if".length);
  const path = error?.schemaPath ?? "";
  return path.startsWith(`${around}then/`) || path.startsWith(`${around}else/`);
}

function branchesOf(errors: readonly SchemaError[], union: SchemaError): SchemaError[][] {
  const branches = new Map<string, SchemaError[]>();
  for (const error of errors) {
    const path = error.schemaPath ?? "";
    const around = `${union.schemaPath ?? ""}/`;
    const index = path.startsWith(around) ? (path.slice(around.length).split("/")[0] ?? "") : "recursive";
    const branch = branches.get(index);
    if (branch === undefined) branches.set(index, [error]);
    else branch.push(error);
  }
  return [...branches.values()];
}

function joinedBranches(branches: readonly SchemaError[][], union: SchemaError): readonly SchemaError[] {
  const isOfOtherKind = ({ keyword, instancePath }: SchemaError) =>
    KINDS.has(keyword) && instancePath === union.instancePath;
  const meant = branches.filter((branch) => !branch.some(isOfOtherKind));
  if (branches.length === 0 || Array.isArray(union.params["passingSchemas"])) return [union];
  if (meant.length === 0) return [kindsOf(branches.flat().filter(isOfOtherKind), union)];
  const [only, ...more] = meant;
  if (only !== undefined && more.length === 0) return only;
  return [{ ...union, params: { ...union.params, alternatives: meant } }];
}

/** All values and types that the branches take. */
function kindsOf(errors: readonly SchemaError[], union: SchemaError): SchemaError {
  const values = new Set<unknown>();
  const types = new Set<unknown>();
  for (const { keyword, params } of errors) {
    if (keyword === "const") values.add(params["allowedValue"]);
    else if (keyword === "enum") for (const value of params["allowedValues"] as unknown[]) values.add(value);
  }
  const valued = new Set(errors.filter(({ keyword }) => keyword !== "type").map(branchPath));
  for (const error of errors) {
    if (error.keyword !== "type" || valued.has(branchPath(error))) continue;
    for (const type of [error.params["type"]].flat()) types.add(type);
  }
  const keyword = values.size > 0 ? "enum" : "type";
  return { ...union, keyword, params: { allowedValues: [...values], type: [...types] } };
}

/** The schema that a keyword stands in: a branch that lists values need not tell their type. */
function branchPath({ schemaPath = "" }: SchemaError): string {
  return schemaPath.slice(0, schemaPath.lastIndexOf("/"));
}

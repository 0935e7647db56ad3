import { isJsonObject, type JsonObject } from "../text/is-json-object.js";
import { compareAnswer } from "./compare-answer.js";
import { compareRequest, type RuleRefusing } from "./compare-request.js";
import { addedStatus, type Difference, difference, namesApart } from "./drift-finding.js";
import {
  type DriftDocument,
  followed,
  itemsOf,
  type Located,
  memberOf,
  membersOf,
  partOf,
  rootOf,
} from "./schema-node.js";
import type { Documents } from "./schema-pair.js";

/** An operation, and the path item that holds it. */
export interface FoundOperation {
  readonly path: string;
  readonly method: string;
  readonly item: Located;
  readonly operation: Located;
}

const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

export function operationsOf(document: DriftDocument): FoundOperation[] {
  return membersOf(memberOf(rootOf(document), "paths")).flatMap(([path, stated]) => {
    const item = followed(document, stated);
    return membersOf(item)
      .filter(([method]) => METHODS.has(method))
      .map(([method, operation]) => ({ path, method, item, operation: followed(document, operation) }));
  });
}

/** Compares two operations that are the same one: parameters, body, answers, authentication. */
export function compareOperation(
  documents: Documents,
  ours: FoundOperation,
  published: FoundOperation,
  ruleRefusing: RuleRefusing,
): Difference[] {
  return [
    ...parameterDifferences(documents, ours, published),
    ...bodyDifferences(documents, ours.operation, published.operation, ruleRefusing),
    ...answerDifferences(documents, ours.operation, published.operation),
    ...securityDifferences(documents, ours.operation, published.operation),
  ];
}

function parameterDifferences(
  documents: Documents,
  ours: FoundOperation,
  published: FoundOperation,
): Difference[] {
  const [one, other] = [parametersOf(documents.ours, ours), parametersOf(documents.published, published)];
  return [
    ...[...other].flatMap(([name, parameter]) => {
      const known = one.get(name);
      if (known !== undefined) return sharedParameter(documents, name, known, parameter);
      const added = { published: "a parameter", pointer: parameter.at };
      const required = { severity: "critical", published: "a required parameter" } as const;
      return difference("parameter-added", name, { ...added, ...(isRequired(parameter) ? required : {}) });
    }),
    ...namesApart(one, other).removed.map((name) =>
      difference("parameter-removed", name, { ours: "a parameter", pointer: published.operation.at }),
    ),
  ];
}

function isRequired(parameter: Located): boolean {
  return memberOf(parameter, "required")?.value === true;
}

/** A parameter that both documents describe. */
function sharedParameter(
  documents: Documents,
  name: string,
  ours: Located,
  published: Located,
): Difference[] {
  const [one, other] = [isRequired(ours), isRequired(published)];
  const [schema, theirs] = [memberOf(ours, "schema"), memberOf(published, "schema")];
  const below =
    schema === undefined || theirs === undefined ? [] : compareRequest(documents, [schema], [theirs]);
  return [
    ...(one === other
      ? []
      : [difference("required", name, { ours: one, published: other, pointer: published.at })]),
    ...below.map((found) => ({ ...found, parameter: `${name}${found.parameter}` })),
  ];
}

/** Parameters of path, query and header; those of an operation take the place of those of its path. */
function parametersOf(document: DriftDocument, { item, operation }: FoundOperation): Map<string, Located> {
  const parameters = new Map<string, Located>();
  for (const stated of [item, operation].flatMap((holder) => itemsOf(memberOf(holder, "parameters")))) {
    const parameter = followed(document, stated);
    const [name, place] = [memberOf(parameter, "name")?.value, memberOf(parameter, "in")?.value];
    if (typeof name !== "string" || typeof place !== "string") continue;
    const shown = place === "header" ? name.toLowerCase() : name;
    // Every submit takes its key in a header: that is compared as authentication.
    if (shown !== "authorization") parameters.set(`${place}.${shown}`, parameter);
  }
  return parameters;
}

const JSON_BODY = ["content", "application/json", "schema"];

/** The schema of a body: that of its JSON, or of its form where it takes no JSON. */
export function jsonBodyOf(body: Located | undefined): Located | undefined {
  return memberOf(body, ...JSON_BODY) ?? memberOf(body, "content", "multipart/form-data", "schema");
}

function bodyDifferences(
  documents: Documents,
  ours: Located,
  published: Located,
  ruleRefusing: RuleRefusing,
): Difference[] {
  const [one, other] = [bodyOf(documents.ours, ours), bodyOf(documents.published, published)];
  const schema = jsonBodyOf(one);
  if (schema === undefined) return [];
  const isForm = memberOf(one, ...JSON_BODY) === undefined;
  const theirs = isForm ? jsonBodyOf(other) : memberOf(other, ...JSON_BODY);
  if (theirs === undefined) {
    return [difference("body-removed", "", { ours: "a JSON body", pointer: other?.at ?? published.at })];
  }
  const found = compareRequest(documents, [schema], [theirs], ruleRefusing);
  for (const [type, content] of membersOf(memberOf(other, "content"))) {
    if (isForm || type.startsWith("application/json")) continue;
    const sides = { ours: "application/json", published: type };
    found.push(difference("body-type-added", "", { ...sides, pointer: content.at }));
  }
  return found;
}

/** The request body of an operation, its reference followed. */
export function bodyOf(document: DriftDocument, operation: Located): Located | undefined {
  return partOf(document, operation, "requestBody");
}

function answerDifferences(documents: Documents, ours: Located, published: Located): Difference[] {
  const answers = (document: DriftDocument, operation: Located) =>
    new Map(
      membersOf(memberOf(operation, "responses")).map(([status, answer]) => [
        status.toUpperCase(),
        followed(document, answer),
      ]),
    );
  const [one, other] = [answers(documents.ours, ours), answers(documents.published, published)];
  // A page that describes no answers leaves them open.
  if (other.size === 0) return [];
  const found: Difference[] = [];
  const covering = (status: string) =>
    other.get(status) ?? other.get(`${status[0] ?? ""}XX`) ?? other.get("DEFAULT");
  for (const [status, answer] of one) {
    const theirs = covering(status);
    if (theirs !== undefined) found.push(...bodyOfAnswer(documents, status, answer, theirs));
    else if (!/XX$/.test(status)) {
      const facts = { ours: status, pointer: `${published.at}/responses` };
      const success = { ...CRITICAL, meaning: "the success is another one there" };
      found.push(difference("status-removed", status, { ...facts, ...(isSuccess(status) ? success : {}) }));
    }
  }
  for (const [status, answer] of other) {
    if (one.has(status) || one.has(`${status[0] ?? ""}XX`) || !/^\d{3}$/.test(status)) continue;
    const success = { ...CRITICAL, meaning: "a client meets another success there than here" };
    found.push(addedStatus(status, { pointer: answer.at, ...(isSuccess(status) ? success : {}) }));
  }
  return found;
}

const CRITICAL = { severity: "critical" } as const;

function isSuccess(status: string): boolean {
  return status.startsWith("2");
}

function bodyOfAnswer(documents: Documents, status: string, ours: Located, published: Located): Difference[] {
  const [one, other] = [memberOf(ours, ...JSON_BODY), memberOf(published, ...JSON_BODY)];
  const found = errorDifferences(documents, status, ours, published);
  if (one !== undefined && other !== undefined) {
    found.push(...compareAnswer(documents, `${status} `, [one], [other]));
  } else if (one !== undefined && memberOf(published, "content") !== undefined) {
    const sides = { part: "answer", ours: "a JSON body", pointer: published.at } as const;
    const meaning = "a client that reads JSON finds none there";
    found.push(difference("body-removed", status, { ...sides, meaning }));
  }
  const added = membersOf(memberOf(published, "headers")).filter(
    ([header]) => memberOf(ours, "headers", header) === undefined,
  );
  const facts = { published: "a header" };
  return [
    ...found,
    ...added.map(([header, { at: pointer }]) =>
      difference("header-added", `${status} ${header}`, { ...facts, pointer }),
    ),
  ];
}

interface ErrorExample {
  readonly error: JsonObject;
  readonly at: string;
}

/** Compares the error bodies that the examples of an answer show: by its code a client decides what to do. */
function errorDifferences(
  documents: Documents,
  status: string,
  ours: Located,
  published: Located,
): Difference[] {
  const known = errorsOf(exampleValues(documents.ours, ours));
  if (known.length === 0) return [];
  return errorsOf(exampleValues(documents.published, published)).flatMap(({ error, at: pointer }) => {
    const differs = (
      member: "code" | "type" | "message",
      [first]: readonly ErrorExample[],
      facts: Partial<Difference> = {},
    ) => {
      const sides = { ours: first?.error[member], published: error[member], pointer };
      return difference(`error-${member}`, `${status} error.${member}`, { ...sides, ...facts });
    };
    const code = String(error["code"]);
    const sameCode = known.filter((one) => one.error["code"] === error["code"]);
    if (sameCode.length === 0) return [differs("code", known)];
    const isOther = (member: string) =>
      error[member] !== undefined && sameCode.every((one) => one.error[member] !== error[member]);
    const [type, message] = [
      `the type of ${code} is another there`,
      `the message of ${code} reads otherwise there`,
    ];
    return [
      ...(isOther("type") ? [differs("type", sameCode, { meaning: type })] : []),
      ...(isOther("message") ? [differs("message", sameCode, { meaning: message })] : []),
    ];
  });
}

function errorsOf(examples: readonly Located[]): ErrorExample[] {
  return examples.flatMap((example) => {
    const error = memberOf(example, "error");
    return isJsonObject(error?.value) && error.value["code"] !== undefined
      ? [{ error: error.value, at: error.at }]
      : [];
  });
}

/** The values of all examples of a body: `example`, `examples`, and those of its schema. */
export function exampleValues(document: DriftDocument, holder: Located | undefined): Located[] {
  const content = memberOf(holder, "content", "application/json");
  const schema = partOf(document, content, "schema");
  const named = membersOf(memberOf(content, "examples"));
  return [
    ...named.map(([, example]) => memberOf(followed(document, example), "value")),
    memberOf(content, "example"),
    memberOf(schema, "example"),
    ...itemsOf(memberOf(schema, "examples")),
  ].filter((example) => example !== undefined);
}

function securityDifferences(documents: Documents, ours: Located, published: Located): Difference[] {
  const [one, other] = [schemesOf(documents.ours, ours), schemesOf(documents.published, published)];
  if (one === other) return [];
  const pointer = memberOf(published, "security")?.at ?? "/security";
  return [difference("authentication", "Authorization", { ours: one, published: other, pointer })];
}

/** How an operation wants its caller to be known: `http bearer`. */
function schemesOf(document: DriftDocument, operation: Located): string {
  const root = rootOf(document);
  const requirements = itemsOf(memberOf(operation, "security") ?? memberOf(root, "security"));
  const ways = requirements.map((requirement) =>
    membersOf(requirement)
      .map(([name]) => {
        const scheme = partOf(document, root, "components", "securitySchemes", name);
        if (scheme === undefined) return "an unknown scheme";
        const words = ["type", "scheme", "in", "name"].map((key) => memberOf(scheme, key)?.value);
        return words
          .filter((word) => typeof word === "string")
          .join(" ")
          .toLowerCase();
      })
      .join(" and "),
  );
  return ways.length === 0 || ways.includes("") ? "none" : [...new Set(ways)].sort().join(" or ");
}

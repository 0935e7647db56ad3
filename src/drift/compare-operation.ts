import { compareAnswer } from "./compare-answer.js";
import { compareErrors } from "./compare-errors.js";
import { compareRequest, type RuleRefusing } from "./compare-request.js";
import { addedStatus, type Difference, difference, namesApart } from "./difference.js";
import { type DriftDocument, followed, itemsOf, type Located, memberOf, membersOf } from "./schema-node.js";
import type { Documents } from "./schema-pair.js";

/** An operation, and the path item that holds it. */
export interface FoundOperation {
  readonly path: string;
  readonly method: string;
  readonly item: Located;
  readonly operation: Located;
}

const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** All operations of a document. */
export function operationsOf(document: DriftDocument): FoundOperation[] {
  return membersOf(memberOf({ value: document.root, at: "" }, "paths")).flatMap(([path, stated]) => {
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
  const { removed } = namesApart(one, other);
  return [
    ...[...other].flatMap(([name, parameter]) => {
      const known = one.get(name);
      return known === undefined
        ? [addedParameter(name, parameter)]
        : sharedParameter(documents, name, known, parameter);
    }),
    ...removed.map((name) =>
      difference("parameter-removed", name, { ours: "a parameter", pointer: published.operation.at }),
    ),
  ];
}

function addedParameter(name: string, parameter: Located): Difference {
  return difference("parameter-added", name, {
    ...(isRequired(parameter) ? { severity: "critical" } : {}),
    published: isRequired(parameter) ? "a required parameter" : "a parameter",
    pointer: parameter.at,
  });
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
  const required =
    one === other
      ? []
      : [difference("required", name, { ours: one, published: other, pointer: published.at })];
  const [schema, theirs] = [memberOf(ours, "schema"), memberOf(published, "schema")];
  const below =
    schema === undefined || theirs === undefined ? [] : compareRequest(documents, [schema], [theirs]);
  return [...required, ...below.map((found) => ({ ...found, parameter: `${name}${found.parameter}` }))];
}

/** Parameters of path, query and header; those of an operation take the place of those of its path. */
function parametersOf(document: DriftDocument, { item, operation }: FoundOperation): Map<string, Located> {
  const parameters = new Map<string, Located>();
  for (const stated of [
    ...itemsOf(memberOf(item, "parameters")),
    ...itemsOf(memberOf(operation, "parameters")),
  ]) {
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
  if (body === undefined) return undefined;
  return memberOf(body, ...JSON_BODY) ?? memberOf(body, "content", "multipart/form-data", "schema");
}

function bodyDifferences(
  documents: Documents,
  ours: Located,
  published: Located,
  ruleRefusing: RuleRefusing,
): Difference[] {
  const [one, other] = [bodyOf(documents.ours, ours), bodyOf(documents.published, published)];
  if (one === undefined) return [];
  const schema = jsonBodyOf(one);
  const isForm = memberOf(one, ...JSON_BODY) === undefined;
  const theirs = isForm ? jsonBodyOf(other) : other === undefined ? undefined : memberOf(other, ...JSON_BODY);
  if (schema === undefined) return [];
  if (other === undefined || theirs === undefined) {
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
  const stated = memberOf(operation, "requestBody");
  return stated === undefined ? undefined : followed(document, stated);
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
    if (theirs === undefined && /XX$/.test(status)) continue;
    if (theirs === undefined) found.push(removedStatus(status, published.at));
    else found.push(...bodyOfAnswer(documents, status, answer, theirs));
  }
  for (const [status, answer] of other) {
    if (one.has(status) || one.has(`${status[0] ?? ""}XX`) || !/^\d{3}$/.test(status)) continue;
    const success = {
      severity: "critical",
      meaning: "a client meets another success there than here",
    } as const;
    found.push(addedStatus(status, { pointer: answer.at, ...(status.startsWith("2") ? success : {}) }));
  }
  return found;
}

function removedStatus(status: string, at: string): Difference {
  const success = { severity: "critical", meaning: "the success is another one there" } as const;
  return difference("status-removed", status, {
    ours: status,
    pointer: `${at}/responses`,
    ...(status.startsWith("2") ? success : {}),
  });
}

function bodyOfAnswer(documents: Documents, status: string, ours: Located, published: Located): Difference[] {
  const [one, other] = [memberOf(ours, ...JSON_BODY), memberOf(published, ...JSON_BODY)];
  const found = compareErrors(documents, status, ours, published);
  if (one !== undefined && other !== undefined) {
    found.push(...compareAnswer(documents, `${status} `, [one], [other]));
  } else if (one !== undefined && memberOf(published, "content") !== undefined) {
    const meaning = "a client that reads JSON finds none there";
    found.push(
      difference("body-removed", status, {
        part: "answer",
        ours: "a JSON body",
        meaning,
        pointer: published.at,
      }),
    );
  }
  for (const [header, place] of membersOf(memberOf(published, "headers"))) {
    if (memberOf(ours, "headers", header) !== undefined) continue;
    found.push(
      difference("header-added", `${status} ${header}`, { published: "a header", pointer: place.at }),
    );
  }
  return found;
}

function securityDifferences(documents: Documents, ours: Located, published: Located): Difference[] {
  const [one, other] = [schemesOf(documents.ours, ours), schemesOf(documents.published, published)];
  if (one === other) return [];
  const pointer = memberOf(published, "security")?.at ?? "/security";
  return [difference("authentication", "Authorization", { ours: one, published: other, pointer })];
}

/** How an operation wants its caller to be known: `http bearer`. */
function schemesOf(document: DriftDocument, operation: Located): string {
  const root: Located = { value: document.root, at: "" };
  const requirements = itemsOf(memberOf(operation, "security") ?? memberOf(root, "security"));
  const ways = requirements.map((requirement) =>
    membersOf(requirement)
      .map(([name]) => {
        const stated = memberOf(root, "components", "securitySchemes", name);
        if (stated === undefined) return "an unknown scheme";
        const scheme = followed(document, stated);
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

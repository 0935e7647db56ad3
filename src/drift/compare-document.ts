import { vendorOperations } from "../contract/vendor-operations.js";
import { closeNames } from "../errors/close-names.js";
import { KitError } from "../errors/kit-error.js";
import { valueAt } from "../text/json-pointer.js";
import { exampleValues } from "./compare-errors.js";
import {
  bodyOf,
  compareOperation,
  type FoundOperation,
  jsonBodyOf,
  operationsOf,
} from "./compare-operation.js";
import type { RuleRefusing } from "./compare-request.js";
import { type Difference, difference } from "./difference.js";
import type { DriftFinding, KnownDifference } from "./drift-finding.js";
import { withoutKnown } from "./known-differences.js";
import { plainSchema } from "./plain-schema.js";
import { type DriftDocument, followed, itemsOf, type Located, memberOf, membersOf } from "./schema-node.js";

/** A document that the package ships. */
export interface BundledDocument {
  /** `wan2.7-text-to-video`, `tasks`, `account`. */
  readonly name: string;
  /** The model whose submit it describes. */
  readonly model?: string;
  readonly document: DriftDocument;
}

/** The bundled contract's verdict on whole bodies: the comparison asks it about examples and single values. */
export interface Judge {
  /** Why a body is refused, in one sentence; `undefined` when it is accepted. */
  readonly refusal: (body: unknown) => string | undefined;
  readonly ruleRefusing: (model: string) => RuleRefusing;
}

/** The result of comparing a document, or a text. */
export interface ComparedDocument {
  /** Models and bundled documents that it was compared with. */
  readonly models: readonly string[];
  readonly findings: readonly DriftFinding[];
  readonly known: readonly KnownDifference[];
}

/** Where videos are asked for. */
export const SUBMIT = vendorOperations.submit.path;
const PAID_SERVER = "https://api.evolink.ai";
const FILE_SERVER = "https://files-api.evolink.ai";

/**
 * Compares a published document with the bundled ones that speak of the same operations and models.
 *
 * @throws {KitError} `DOCUMENT_INVALID` when it cannot be read as OpenAPI, `DOCUMENT_WITHOUT_MODEL` when its submit names no model
 */
export function compareDocument(
  published: DriftDocument,
  bundled: readonly BundledDocument[],
  judge: Judge,
): ComparedDocument {
  const operations = operationsOf(published);
  if (operations.length === 0) {
    throw new KitError("DOCUMENT_INVALID", `${published.place}: it describes no operation under "paths"`);
  }
  const models = new Set<string>();
  const found: DriftFinding[] = [];
  for (const operation of operations) {
    for (const [model, differences] of operationFindings(published, bundled, operation, judge)) {
      models.add(model);
      found.push(...differences.map((difference) => ({ ...difference, model })));
    }
  }
  if (!operations.some((operation) => isComparable(published, bundled, operation))) {
    throw new KitError("DOCUMENT_INVALID", `${published.place}: ${foreignDocument(operations, [...models])}`);
  }
  const [first = "document"] = models;
  found.push(...serverDifferences(published, first).map((difference) => ({ ...difference, model: first })));
  return { models: [...models], ...withoutKnown(found) };
}

/** Whether an operation is a bundled one and states something of it, or the submit of a model of this family. */
function isComparable(
  published: DriftDocument,
  bundled: readonly BundledDocument[],
  { path, method, operation }: FoundOperation,
): boolean {
  const body = bodyOf(published, operation);
  const ids = body === undefined ? [] : modelIds(published, body);
  if (ids.some((id) => /^wan/i.test(id) || bundled.some(({ model }) => model === id))) return true;
  const isKnown = bundled.some(({ model, document }) =>
    operationsOf(document).some(
      (known) =>
        model === undefined && known.method === method && templateOf(known.path) === templateOf(path),
    ),
  );
  const answers = membersOf(memberOf(operation, "responses"));
  const stated = answers.flatMap(([, answer]) => jsonBodyOf(followed(published, answer)) ?? []);
  return isKnown && (stated.length > 0 || jsonBodyOf(body) !== undefined);
}

function foreignDocument(operations: readonly FoundOperation[], models: readonly string[]): string {
  const [{ path, method }] = operations as readonly [FoundOperation];
  const more = operations.length > 1 ? ` and ${operations.length - 1} more` : "";
  const ids = path === SUBMIT && models.length > 0 ? ` of ${models.join(", ")}` : "";
  return (
    `nothing to compare: it describes ${method.toUpperCase()} ${path}${ids}${more}, and no schema of an operation and model that is bundled; ` +
    `give the page of a Wan 2.7 model, of the task query, of credits or of files`
  );
}

type ByModel = readonly (readonly [model: string, differences: readonly Difference[]])[];

function operationFindings(
  published: DriftDocument,
  bundled: readonly BundledDocument[],
  operation: FoundOperation,
  judge: Judge,
): ByModel {
  const { path, method } = operation;
  const body = bodyOf(published, operation.operation);
  const ids = body === undefined ? [] : modelIds(published, body);
  if (path === SUBMIT && method === "post") {
    if (ids.length === 0) {
      throw new KitError(
        "DOCUMENT_WITHOUT_MODEL",
        `${published.place}: the body of POST ${SUBMIT} names no model as an "enum" or "const" of strings, so there is nothing to compare it with`,
      );
    }
    return ids.map((id) => [id, submitFindings(published, bundled, operation, id, judge)]);
  }
  const moved = ids.filter((id) => bundled.some(({ model }) => model === id));
  if (moved.length > 0) {
    return moved.map((id) => [id, [unknownOperation("path", operation, `POST ${SUBMIT}`)]]);
  }
  for (const { name, document } of bundled) {
    const ours = operationsOf(document).find(
      (known) =>
        known.method === method && templateOf(known.path) === templateOf(path) && known.path !== SUBMIT,
    );
    if (ours === undefined) continue;
    return [[name, compareOperation({ ours: document, published }, ours, operation, () => undefined)]];
  }
  return [[ids[0] ?? "document", [unknownOperation("operation-added", operation)]]];
}

function submitFindings(
  published: DriftDocument,
  bundled: readonly BundledDocument[],
  operation: FoundOperation,
  id: string,
  judge: Judge,
): Difference[] {
  const ours = bundled.find(({ model }) => model === id);
  const submit =
    ours === undefined ? undefined : operationsOf(ours.document).find(({ path }) => path === SUBMIT);
  if (ours === undefined || submit === undefined) return [newModel(id, bundled, operation)];
  const documents = { ours: ours.document, published, model: id };
  return [
    ...compareOperation(documents, submit, operation, judge.ruleRefusing(id)),
    ...exampleDifferences(published, operation, id, judge),
  ];
}

/** The page's own examples, judged by the bundled contract. */
function exampleDifferences(
  published: DriftDocument,
  { operation }: FoundOperation,
  id: string,
  judge: Judge,
): Difference[] {
  const body = bodyOf(published, operation);
  if (body === undefined) return [];
  return exampleValues(published, body).flatMap((example): Difference[] => {
    if (memberOf(example, "model")?.value !== id) return [];
    const refusal = judge.refusal(example.value);
    if (refusal === undefined) return [];
    return [
      difference("example-refused", "", {
        published: "an example",
        meaning: `an example of the page is refused here: ${refusal}`,
        pointer: example.at,
      }),
    ];
  });
}

/** The model ids that a body's `model` lists, also where it is a choice of several schemas. */
function modelIds(document: DriftDocument, body: Located): string[] {
  const schema = memberOf(body, "content", "application/json", "schema");
  if (schema === undefined) return [];
  const ids = new Set<string>();
  const waiting: Located[] = [schema];
  for (let count = 0; count < MOST_CHOICES; count++) {
    const next = waiting.shift();
    if (next === undefined) break;
    const plain = plainSchema(document, [next]);
    const model = plain.properties.get("model");
    if (model !== undefined) {
      const listed = plainSchema(document, model).values ?? [];
      for (const id of listed) if (typeof id === "string") ids.add(id);
    }
    const value = plain.at === next.at ? next.value : valueAt(document.root, plain.at);
    const at: Located = { value, at: plain.at };
    waiting.push(...itemsOf(memberOf(at, "oneOf")), ...itemsOf(memberOf(at, "anyOf")));
  }
  return [...ids];
}

/** More schemas to choose from than any document has. */
const MOST_CHOICES = 200;

/** A path with its parameters' names left out. */
function templateOf(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, "{}");
}

function newModel(
  id: string,
  bundled: readonly BundledDocument[],
  { operation }: FoundOperation,
): Difference {
  const known = bundled.flatMap(({ model }) => (model === undefined ? [] : [model]));
  const [close] = closeNames(id, known);
  return difference("model-added", "model", {
    part: "request",
    ours: close,
    published: id,
    meaning: "a request for it is answered 404 here, unless --spec brings this document",
    pointer: operation.at,
  });
}

/** An operation where the bundled contract has none, or has it at another path. */
function unknownOperation(
  change: "path" | "operation-added",
  { path, method, operation }: FoundOperation,
  ours?: string,
): Difference {
  return difference(change, "", {
    ours,
    published: `${method.toUpperCase()} ${path}`,
    pointer: operation.at,
  });
}

function serverDifferences(published: DriftDocument, name: string): Difference[] {
  const own = name === "files" ? FILE_SERVER : PAID_SERVER;
  const servers = itemsOf(memberOf({ value: published.root, at: "" }, "servers"));
  const urls = servers
    .map((server) => memberOf(server, "url")?.value)
    .filter((url) => typeof url === "string");
  if (urls.length === 0 || urls.some((url) => url.replace(/\/$/, "") === own)) return [];
  return [difference("server", "", { ours: own, published: urls[0], pointer: "/servers" })];
}

import { vendorOperations } from "../contract/vendor-operations.js";
import { closeNames } from "../errors/close-names.js";
import { invalidDocument, KitError } from "../errors/kit-error.js";
import { valueAt } from "../text/json-pointer.js";
import {
  bodyOf,
  compareOperation,
  exampleValues,
  type FoundOperation,
  jsonBodyOf,
  operationsOf,
} from "./compare-operation.js";
import type { RuleRefusing } from "./compare-request.js";
import { type Difference, type DriftFinding, difference, type KnownDifference } from "./drift-finding.js";
import { withoutKnown } from "./known-differences.js";
import { plainSchema } from "./plain-schema.js";
import {
  type DriftDocument,
  followed,
  itemsOf,
  type Located,
  memberOf,
  membersOf,
  rootOf,
} from "./schema-node.js";

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

export interface BundledOperation {
  readonly bundled: BundledDocument;
  readonly operation: FoundOperation;
}

export function bundledOperations(bundled: readonly BundledDocument[]): BundledOperation[] {
  return bundled.flatMap((one) =>
    operationsOf(one.document).map((operation) => ({ bundled: one, operation })),
  );
}

/** A published document, and what it is compared with. */
interface Comparison {
  readonly published: DriftDocument;
  readonly ours: readonly BundledOperation[];
  readonly judge: Judge;
}

/** An operation of a published document. */
interface MetOperation extends FoundOperation {
  readonly body: Located | undefined;
  /** The model ids that its body lists. */
  readonly ids: readonly string[];
  /** The bundled operation with the same address, if it is no submit. */
  readonly known: BundledOperation | undefined;
}

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
  const comparison = { published, ours: bundledOperations(bundled), judge };
  const operations = operationsOf(published).map((operation) => metOperation(comparison, operation));
  if (operations.length === 0) {
    throw invalidDocument(`${published.place}: it describes no operation under "paths"`);
  }
  const byModel = operations.flatMap((operation) => operationDifferences(comparison, operation));
  const models = [...new Set(byModel.map(([model]) => model))];
  if (!operations.some((operation) => isComparable(comparison, operation))) {
    throw invalidDocument(`${published.place}: ${foreignDocument(operations, models)}`);
  }
  const [first = "document"] = models;
  byModel.push([first, serverDifferences(published, first)]);
  const found = byModel.flatMap(([model, differences]) => differences.map((one) => ({ ...one, model })));
  return { models, ...withoutKnown(found) };
}

function metOperation({ published, ours }: Comparison, operation: FoundOperation): MetOperation {
  const body = bodyOf(published, operation.operation);
  const known = ours.find(
    ({ operation: { path, method } }) =>
      path !== SUBMIT && method === operation.method && templateOf(path) === templateOf(operation.path),
  );
  return { ...operation, body, ids: modelIds(published, body), known };
}

/** Whether an operation is a bundled one and states something of it, or the submit of a model of this family. */
function isComparable(comparison: Comparison, { operation, body, ids, known }: MetOperation): boolean {
  if (ids.some((id) => /^wan/i.test(id) || submitOf(comparison, id) !== undefined)) return true;
  const answers = membersOf(memberOf(operation, "responses"));
  const stated = [body, ...answers.map(([, answer]) => followed(comparison.published, answer))];
  return known !== undefined && stated.some((holder) => jsonBodyOf(holder) !== undefined);
}

function submitOf({ ours }: Comparison, id: string): BundledOperation | undefined {
  return ours.find(({ bundled: { model } }) => model === id);
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

type ModelDifferences = [model: string, differences: readonly Difference[]];

function operationDifferences(comparison: Comparison, operation: MetOperation): ModelDifferences[] {
  const { published } = comparison;
  const { path, method, ids, known } = operation;
  // An operation where the bundled contract has none, or has it at another path.
  const unknown = (change: "path" | "operation-added", ours?: string) => {
    const address = `${method.toUpperCase()} ${path}`;
    return [difference(change, "", { ours, published: address, pointer: operation.operation.at })];
  };
  if (path === SUBMIT && method === "post") {
    if (ids.length === 0) {
      throw new KitError(
        "DOCUMENT_WITHOUT_MODEL",
        `${published.place}: the body of POST ${SUBMIT} names no model as an "enum" or "const" of strings, so there is nothing to compare it with`,
      );
    }
    return ids.map((id) => [id, submitDifferences(comparison, operation, id)]);
  }
  const moved = ids.filter((id) => submitOf(comparison, id) !== undefined);
  if (moved.length > 0) return moved.map((id) => [id, unknown("path", `POST ${SUBMIT}`)]);
  if (known === undefined) return [[ids[0] ?? "document", unknown("operation-added")]];
  const documents = { ours: known.bundled.document, published };
  return [[known.bundled.name, compareOperation(documents, known.operation, operation, () => undefined)]];
}

function submitDifferences(comparison: Comparison, operation: MetOperation, id: string): Difference[] {
  const { published, ours, judge } = comparison;
  const submit = submitOf(comparison, id);
  if (submit === undefined) {
    const known = ours.flatMap(({ bundled: { model } }) => model ?? []);
    const [close] = closeNames(id, known);
    return [
      difference("model-added", "model", {
        part: "request",
        ours: close,
        published: id,
        meaning: "a request for it is answered 404 here, unless --spec brings this document",
        pointer: operation.operation.at,
      }),
    ];
  }
  const documents = { ours: submit.bundled.document, published, model: id };
  return [
    ...compareOperation(documents, submit.operation, operation, judge.ruleRefusing(id)),
    ...exampleDifferences(comparison, operation, id),
  ];
}

/** The page's own examples, judged by the bundled contract. */
function exampleDifferences(
  { published, judge }: Comparison,
  { body }: MetOperation,
  id: string,
): Difference[] {
  return exampleValues(published, body).flatMap((example) => {
    if (memberOf(example, "model")?.value !== id) return [];
    const refusal = judge.refusal(example.value);
    if (refusal === undefined) return [];
    const meaning = `an example of the page is refused here: ${refusal}`;
    return difference("example-refused", "", { published: "an example", meaning, pointer: example.at });
  });
}

/** The model ids that a body's `model` lists, also where it is a choice of several schemas. */
function modelIds(document: DriftDocument, body: Located | undefined): string[] {
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

function serverDifferences(published: DriftDocument, name: string): Difference[] {
  const own = name === "files" ? FILE_SERVER : PAID_SERVER;
  const urls = itemsOf(memberOf(rootOf(published), "servers"))
    .map((server) => memberOf(server, "url")?.value)
    .filter((url) => typeof url === "string");
  if (urls.length === 0 || urls.some((url) => url.replace(/\/$/, "") === own)) return [];
  return [difference("server", "", { ours: own, published: urls[0], pointer: "/servers" })];
}

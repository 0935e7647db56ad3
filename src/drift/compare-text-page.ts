import { type CatalogueEntry, errorCatalogue } from "../contract/error-catalogue.js";
import type { ModelContract } from "../contract/model-contract.js";
import { vendorOperations } from "../contract/vendor-operations.js";
import { isJsonObject, type JsonObject } from "../text/is-json-object.js";
import { compareAnswer, compareExample } from "./compare-answer.js";
import {
  type BundledDocument,
  type BundledOperation,
  bundledOperations,
  type ComparedDocument,
  type Judge,
  SUBMIT,
} from "./compare-document.js";
import { bodyOf, type FoundOperation, jsonBodyOf } from "./compare-operation.js";
import { compareRequest } from "./compare-request.js";
import { type Difference, type DriftFinding, difference, withoutRepetition } from "./drift-finding.js";
import { type FieldTable, fieldTables } from "./field-rows.js";
import { type JsonExample, jsonExamples } from "./json-examples.js";
import { withoutKnown } from "./known-differences.js";
import { compareFailures, compareStatuses, errorRows, listsErrors } from "./page-codes.js";
import { compareLimits } from "./page-limits.js";
import { plainSchema } from "./plain-schema.js";
import { languageOf } from "./prose-language.js";
import { type RenderedBody, renderedBody } from "./rendered-page.js";
import { type Located, partOf } from "./schema-node.js";
import { type PageRow, tableRows } from "./table-rows.js";

interface TextPage {
  readonly place: string;
  readonly text: string;
  readonly rows: readonly PageRow[];
  readonly examples: readonly JsonExample[];
}

/**
 * Compares a page as it is rendered for reading: body and answer, the tables of fields, statuses and error codes, the
 * answers it shows, and the limits in its prose. Members of objects may be folded away.
 *
 * @returns no models where nothing of it could be compared
 */
export function compareTextPage(
  place: string,
  text: string,
  bundled: readonly BundledDocument[],
  models: readonly ModelContract[],
  judge: Judge,
): ComparedDocument {
  const page = { place, text, rows: tableRows(text), examples: jsonExamples(text) };
  const shown = operationOf(text, bundled, models);
  const operation = shown === undefined ? undefined : operationDifferences(page, shown, judge);
  const failures = compareFailures(page.rows, page.examples);
  const subjects: string[] = [];
  const found: DriftFinding[] = [];
  const add = (model: string, differences: readonly Difference[]) => {
    subjects.push(model);
    found.push(...differences.map((difference) => ({ ...difference, model })));
  };
  if (shown !== undefined && operation !== undefined) add(shown.bundled.name, operation);
  if (operation === undefined && (failures !== undefined || listsErrors(text, page.rows, anyError))) {
    add("errors", [...(failures ?? []), ...(errorRows(page.rows, anyError) ?? [])]);
  } else if (failures !== undefined) add(subjects[0] ?? "errors", failures);
  // Several places of a page may show one difference.
  const distinct = withoutRepetition(found, ({ change, parameter, published, ours, model }) => [
    change,
    parameter,
    model,
    change === "enum" ? published : (ours ?? published),
  ]);
  return { models: [...new Set(subjects)], ...withoutKnown(distinct) };
}

const anyError = Object.values(errorCatalogue).flatMap((errors) => Object.values<CatalogueEntry>(errors));

/** The operation of a page; the submit of the model that it speaks of most, or that its body lists. */
function operationOf(
  text: string,
  bundled: readonly BundledDocument[],
  models: readonly ModelContract[],
): BundledOperation | undefined {
  const [most] = models
    .map(({ id }) => ({ id, count: text.split(id).length - 1 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const submits = bundled.filter(({ model }) => model !== undefined);
  const shown = operationShown(text, [
    ...submits.slice(0, 1),
    ...bundled.filter((one) => one.model === undefined),
  ]);
  if (shown !== undefined && shown.operation.path !== SUBMIT && most === undefined) return shown;
  const other = shown !== undefined && shown.operation.path !== SUBMIT ? shown : undefined;
  const own = bundled.find(({ model }) => model !== undefined && model === most?.id);
  const submit = own === undefined ? undefined : operationShown(`POST ${SUBMIT}`, [own]);
  return renderedBody(text) === undefined ? (other ?? submit) : (submit ?? other);
}

/** Differences in all that a page states of an operation; `undefined` where it states nothing. */
function operationDifferences(
  page: TextPage,
  found: BundledOperation,
  judge: Judge,
): Difference[] | undefined {
  const shown = shownOperation(found);
  const { name } = found.bundled;
  const compared = [
    requestDifferences(page, shown, judge),
    answerDifferences(page, shown),
    exampleDifferences(page, shown),
    name === "tasks" ? compareStatuses(page.rows) : undefined,
    errorRows(page.rows, shown.errors),
  ].filter((differences) => differences !== undefined);
  return compared.length === 0 ? undefined : [...compared.flat(), ...compareLimits(page.rows, name)];
}

type ShownOperation = ReturnType<typeof shownOperation>;

/** What the bundled contract states of an operation: the schemas of its request and its success, their members, and its errors. */
function shownOperation({ bundled, operation: { operation } }: BundledOperation) {
  const { document } = bundled;
  const request = jsonBodyOf(bodyOf(document, operation));
  const answer = jsonBodyOf(partOf(document, operation, "responses", "200"));
  const membersIn = (schema: Located | undefined) =>
    plainSchema(document, schema === undefined ? [] : [schema], { unites: true }).properties;
  return {
    bundled,
    request,
    parameters: membersIn(request),
    answer,
    fields: membersIn(answer),
    errors: errorsOf(bundled),
  };
}

function errorsOf({ name, model }: BundledDocument): readonly CatalogueEntry[] {
  if (model !== undefined) return Object.values(errorCatalogue.submit);
  return name === "tasks" ? Object.values(errorCatalogue.query) : anyError;
}

function requestDifferences(
  page: TextPage,
  { bundled, request, parameters }: ShownOperation,
  judge: Judge,
): Difference[] | undefined {
  if (request === undefined) return undefined;
  const { document, model } = bundled;
  // A table of fields stands for a body that no part "Body" states; it has names and types alone.
  const table =
    model === undefined ? fieldTables(page.rows).find(({ names }) => isAbout(names, parameters)) : undefined;
  const body = renderedBody(page.text) ?? table;
  if (body === undefined) return undefined;
  const required = body.schema["required"] ?? [...plainSchema(document, [request]).required];
  const root = { ...body.schema, required };
  const documents = { ours: document, published: { place: page.place, root }, model };
  const rule = model === undefined ? () => undefined : judge.ruleRefusing(model);
  const isForeign = languageOf(page.text) === "other";
  return compareRequest(documents, [request], [{ value: root, at: "" }], rule)
    .filter(({ change, parameter }) => !(change === "parameter-removed" && parameter.includes(".")))
    .filter(({ published, change }) => !isForeign || !isUnread(change, published, root))
    .map((found) => lined(found, body, found.parameter));
}

/** Whether a difference may only be that a label in another language was not understood. */
function isUnread(change: string, published: unknown, schema: JsonObject): boolean {
  if (change === "required") return (schema["required"] as readonly string[]).length === 0;
  return published === undefined && /^(?:m(?:in|ax)|default$|enum$)/.test(change);
}

function answerDifferences(
  page: TextPage,
  { bundled, parameters, answer, fields }: ShownOperation,
): Difference[] | undefined {
  if (answer === undefined) return undefined;
  const stated: (RenderedBody | FieldTable)[] = [
    ...[renderedBody(page.text, "response")].filter((part) => part !== undefined),
    ...fieldTables(page.rows).filter(({ names }) => isAbout(names, fields) && !isAbout(names, parameters)),
  ];
  if (stated.length === 0) return undefined;
  return stated.flatMap((part) => {
    // A part that shows less than half of the fields is cut short: what it lacks says nothing.
    const isWhole = [...fields.keys()].filter((name) => part.lines.has(name)).length * 2 >= fields.size;
    const documents = { ours: bundled.document, published: { place: page.place, root: part.schema } };
    return (
      compareAnswer(documents, "200 ", [answer], [{ value: part.schema, at: "" }])
        .filter(
          ({ change, parameter }) => change !== "field-removed" || (isWhole && !parameter.includes(".")),
        )
        // Tables give a type, and none of the values or bounds; no text says that further members may come.
        .filter(({ change }) =>
          "names" in part
            ? ["type", "field-added", "field-removed"].includes(change)
            : change !== "additionalProperties",
        )
        .map((found) => lined(found, part, found.parameter.replace(/^200 /, "")))
    );
  });
}

function exampleDifferences(
  { examples }: TextPage,
  { bundled, answer, fields, errors }: ShownOperation,
): Difference[] | undefined {
  if (answer === undefined) return undefined;
  const answers = examples.filter(({ value }) => isAbout(Object.keys(value), fields));
  const unknown = examples.flatMap(({ value, line }): Difference[] => {
    const error = Object.keys(value).length === 1 ? value["error"] : undefined;
    const code = isJsonObject(error) ? error["code"] : undefined;
    if (typeof code !== "string" || errors.some((known) => known.code === code)) return [];
    return [difference("error-code", "error.code", { published: code, line })];
  });
  if (answers.length === 0 && unknown.length === 0) return undefined;
  const shown = answers.flatMap(({ value, line }) =>
    compareExample(bundled.document, "200 ", [answer], value).map((one) => ({ ...one, line })),
  );
  return [...shown, ...unknown];
}

/** Whether at least half of the names are members. */
function isAbout(names: readonly string[], members: ReadonlyMap<string, unknown>): boolean {
  const own = names.filter((name) => members.has(name.replace(/\..*$/, "")));
  return own.length > 1 && own.length * 2 >= names.length;
}

/** A difference with the line of the page that its parameter stands on: there is no document to point into. */
function lined(found: Difference, { lines }: RenderedBody | FieldTable, name: string): Difference {
  const line = lines.get(name) ?? lines.get(name.replace(/[.[].*$/, ""));
  return { ...found, pointer: undefined, line };
}

/** Fields by which an operation is known where a page does not show its address, and how many of them it takes. */
const FIELDS: readonly (readonly [path: string, least: number, names: readonly string[]])[] = [
  [vendorOperations.query.path, 2, ["task_info", "progress", "results", "can_cancel"]],
  [vendorOperations.credits.path, 2, ["remaining_credits", "used_credits", "unlimited_credits"]],
  ["/api/v1/files/quota", 2, ["max_files", "remain_files", "used_files"]],
  ["/api/v1/files/upload/base64", 1, ["base64_data"]],
  ["/api/v1/files/upload/url", 2, ["file_url", "upload_path"]],
];

/**
 * The operation that a page without a document is about: the one whose method and address it shows first, else one whose
 * address it shows, else one whose fields it names.
 */
function operationShown(text: string, bundled: readonly BundledDocument[]): BundledOperation | undefined {
  // Above a rendered page the address stands in pieces, one a line.
  const compact = text
    .replaceAll(/\s*\n\s*\/\s*\n\s*/g, "/")
    .replaceAll(/https?:\/\/[\w.-]+(?=\/)/g, "")
    .replaceAll(/--request (\w+) \\\s*--url /g, "$1 ");
  const all = bundledOperations(bundled);
  const first = (pattern: (operation: FoundOperation) => RegExp) =>
    all
      .map((one) => ({ one, at: compact.search(pattern(one.operation)) }))
      .filter(({ at }) => at !== -1)
      .sort((a, b) => a.at - b.at)[0]?.one;
  return (
    first(({ method, path }) => new RegExp(`\\b${method}[\\s\`*]*${template(path)}`, "i")) ??
    first(({ path }) => new RegExp(`(?<![\\w/])${template(path)}`)) ??
    knownByFields(text, all)
  );
}

function knownByFields(text: string, all: readonly BundledOperation[]): BundledOperation | undefined {
  const words = new Set(text.match(/[a-z0-9]+(?:_[a-z0-9]+)*/g));
  const [path] =
    FIELDS.find(([, least, names]) => names.filter((name) => words.has(name)).length >= least) ?? [];
  return all.find(({ operation }) => operation.path === path);
}

/** An address as pages write it, with any name or id for a parameter. */
function template(path: string): string {
  const parts = path.split(/\{[^}]*\}/).map((part) => part.replaceAll(/[.]/g, "\\$&"));
  return `${parts.join("(?:\\\\?\\{[^}\\n]*\\}|<\\w+>|:?[\\w-]+)")}(?![\\w/-])`;
}

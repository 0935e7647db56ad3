import { type CatalogueEntry, errorCatalogue } from "../contract/error-catalogue.js";
import type { ModelContract } from "../contract/model-contract.js";
import { isJsonObject } from "../text/is-json-object.js";
import { compareAnswer, compareExample } from "./compare-answer.js";
import {
  type BundledDocument,
  type BundledOperation,
  type ComparedDocument,
  type Judge,
  SUBMIT,
} from "./compare-document.js";
import { bodyOf, jsonBodyOf } from "./compare-operation.js";
import { compareRequest } from "./compare-request.js";
import { type Difference, difference } from "./difference.js";
import type { DriftFinding } from "./drift-finding.js";
import { errorRows, listsErrors } from "./error-rows.js";
import { compareFailures } from "./failure-codes.js";
import { type FieldTable, fieldTables } from "./field-rows.js";
import { compareStatuses } from "./guide-statuses.js";
import { type JsonExample, jsonExamples } from "./json-examples.js";
import { withoutKnown } from "./known-differences.js";
import { compareLimits } from "./page-limits.js";
import { operationShown } from "./page-operation.js";
import { plainSchema } from "./plain-schema.js";
import { languageOf } from "./prose-language.js";
import { type RenderedBody, renderedBody } from "./rendered-page.js";
import { type Located, partOf } from "./schema-node.js";
import { type PageRow, tableRows } from "./table-rows.js";

/** A text, taken apart. */
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
  return { models: [...new Set(subjects)], ...withoutKnown(once(found)) };
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
  shown: BundledOperation,
  judge: Judge,
): Difference[] | undefined {
  const compared = [
    bodyDifferences(page, shown, judge),
    answerDifferences(page, shown),
    exampleDifferences(page, shown),
    shown.bundled.name === "tasks" ? compareStatuses(page.rows) : undefined,
    errorRows(page.rows, errorsOf(shown)),
  ].filter((differences) => differences !== undefined);
  return compared.length === 0
    ? undefined
    : [...compared.flat(), ...compareLimits(page.rows, shown.bundled.name)];
}

function errorsOf({ bundled: { name, model } }: BundledOperation): readonly CatalogueEntry[] {
  if (model !== undefined) return Object.values(errorCatalogue.submit);
  return name === "tasks" ? Object.values(errorCatalogue.query) : anyError;
}

function bodyDifferences(
  page: TextPage,
  { bundled, operation }: BundledOperation,
  judge: Judge,
): Difference[] | undefined {
  const ours = jsonBodyOf(bodyOf(bundled.document, operation.operation));
  const body = renderedBody(page.text) ?? requestTable(page, ours, bundled);
  if (ours === undefined || body === undefined) return undefined;
  const published = { place: page.place, root: body.schema };
  const documents = { ours: bundled.document, published, model: bundled.model };
  const rule = bundled.model === undefined ? () => undefined : judge.ruleRefusing(bundled.model);
  const isForeign = languageOf(page.text) === "other";
  return compareRequest(documents, [ours], [{ value: body.schema, at: "" }], rule)
    .filter(({ change, parameter }) => !(change === "parameter-removed" && parameter.includes(".")))
    .filter(({ published, change }) => !isForeign || !isUnread(change, published, body))
    .map((found) => lined(found, body, found.parameter));
}

/** Whether a difference may only be that a label in another language was not understood. */
function isUnread(change: string, published: unknown, { schema }: RenderedBody): boolean {
  if (change === "required") return (schema["required"] as readonly string[]).length === 0;
  return published === undefined && /^(?:m(?:in|ax)|default$|enum$)/.test(change);
}

/** The table of the fields of a body that no part "Body" states; it has names and types alone. */
function requestTable(
  page: TextPage,
  ours: Located | undefined,
  { document, model }: BundledDocument,
): RenderedBody | undefined {
  if (ours === undefined || model !== undefined) return undefined;
  const { properties } = plainSchema(document, [ours]);
  const table = fieldTables(page.rows).find(({ names }) => isAbout(names, properties));
  if (table === undefined) return undefined;
  const required = plainSchema(document, [ours]).required;
  return { schema: { ...table.schema, required: [...required] }, lines: table.lines };
}

function answerDifferences(page: TextPage, shown: BundledOperation): Difference[] | undefined {
  const { bundled, operation } = shown;
  const ours = successOf(shown);
  if (ours === undefined) return undefined;
  const { properties } = plainSchema(bundled.document, [ours], { unites: true });
  const body = jsonBodyOf(bodyOf(bundled.document, operation.operation));
  const request = body === undefined ? new Map() : plainSchema(bundled.document, [body]).properties;
  const stated: (RenderedBody | FieldTable)[] = [
    ...[renderedBody(page.text, "response")].filter((part) => part !== undefined),
    ...fieldTables(page.rows).filter(({ names }) => isAbout(names, properties) && !isAbout(names, request)),
  ];
  if (stated.length === 0) return undefined;
  return stated.flatMap((part) => {
    // A part that shows less than half of the fields is cut short: what it lacks says nothing.
    const isWhole =
      [...properties.keys()].filter((name) => part.lines.has(name)).length * 2 >= properties.size;
    const documents = { ours: bundled.document, published: { place: page.place, root: part.schema } };
    return (
      compareAnswer(documents, "200 ", [ours], [{ value: part.schema, at: "" }])
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

function exampleDifferences(page: TextPage, shown: BundledOperation): Difference[] | undefined {
  const ours = successOf(shown);
  if (ours === undefined) return undefined;
  const { properties } = plainSchema(shown.bundled.document, [ours], { unites: true });
  const answers = page.examples.filter(({ value }) => isAbout(Object.keys(value), properties));
  const codes = errorsOf(shown).map(({ code }) => code);
  const errors = page.examples.flatMap(({ value, line }): Difference[] => {
    const error = Object.keys(value).length === 1 ? value["error"] : undefined;
    const code = isJsonObject(error) ? error["code"] : undefined;
    if (typeof code !== "string" || codes.includes(code)) return [];
    return [difference("error-code", "error.code", { published: code, line })];
  });
  if (answers.length === 0 && errors.length === 0) return undefined;
  return [
    ...answers.flatMap(({ value, line }) =>
      compareExample(shown.bundled.document, "200 ", [ours], value).map((one) => ({ ...one, line })),
    ),
    ...errors,
  ];
}

/** The schema of the success of an operation. */
function successOf({ bundled, operation }: BundledOperation): Located | undefined {
  return jsonBodyOf(partOf(bundled.document, operation.operation, "responses", "200"));
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

/** Several places of a page may show one difference. */
function once(findings: readonly DriftFinding[]): DriftFinding[] {
  const keys = new Set<string>();
  return findings.filter(({ change, parameter, published, ours, model }) => {
    const key = JSON.stringify([
      change,
      parameter,
      model,
      change === "enum" ? published : (ours ?? published),
    ]);
    return !keys.has(key) && keys.add(key).size > 0;
  });
}

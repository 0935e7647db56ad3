import { ownDocument } from "./adapters/documents/own-documents.js";
import { type PublishedPage, readPublished } from "./adapters/documents/read-published.js";
import { bundledModels } from "./contract/bundled-models.js";
import { Contract } from "./contract/contract.js";
import type { Body } from "./contract/define-rule.js";
import { isJsonObject } from "./contract/is-json-object.js";
import { rules } from "./contract/rule-list.js";
import { defaultSettings } from "./contract/settings.js";
import { type BundledDocument, compareDocument, type Judge } from "./drift/compare-document.js";
import type { DriftFinding, KnownDifference } from "./drift/drift-finding.js";

/** What came of one page. */
export interface ComparedPage {
  readonly file: string;
  /** Models and bundled documents that it was compared with. */
  readonly models: readonly string[];
  readonly findings: readonly DriftFinding[];
  /** Differences that were decided on: no drift. */
  readonly known: readonly KnownDifference[];
}

/**
 * Compares published pages with the contract that is bundled. All or nothing: the first page that cannot be read is
 * thrown.
 *
 * @param files - Markdown, YAML, JSON or text; `-` for standard input
 * @throws {KitError} `DOCUMENT_UNREADABLE`, `DOCUMENT_INVALID`, `DOCUMENT_WITHOUT_MODEL`
 */
export async function comparePublished(files: readonly string[]): Promise<readonly ComparedPage[]> {
  const bundled = await bundledDocuments();
  const judge = judgeOf(new Contract(bundledModels, rules, defaultSettings));
  const pages: ComparedPage[] = [];
  for (const file of files) pages.push(comparePage(await readPublished(file), bundled, judge));
  return pages;
}

function comparePage(page: PublishedPage, bundled: readonly BundledDocument[], judge: Judge): ComparedPage {
  const models = new Set<string>();
  const findings: DriftFinding[] = [];
  const known: KnownDifference[] = [];
  for (const { place, document, lineOf } of page.documents) {
    const compared = compareDocument({ place, root: document }, bundled, judge);
    for (const model of compared.models) models.add(model);
    known.push(...compared.known);
    for (const finding of compared.findings) {
      findings.push(finding.pointer === undefined ? finding : { ...finding, line: lineOf(finding.pointer) });
    }
  }
  return { file: page.file, models: [...models], findings, known };
}

async function bundledDocuments(): Promise<readonly BundledDocument[]> {
  const names = [
    ...bundledModels.map(({ page, id }) => ({ name: page, model: id })),
    { name: "tasks" },
    { name: "account" },
  ];
  return Promise.all(
    names.map(async (one) => ({
      ...one,
      document: { place: `openapi/${one.name}.yaml`, root: await ownDocument(one.name) },
    })),
  );
}

function judgeOf(contract: Contract): Judge {
  const findingsOf = (body: Body) => {
    const model = contract.modelOf(body);
    return "rejection" in model ? model : contract.check(model, body);
  };
  return {
    refusal: (body) => {
      if (!isJsonObject(body)) return "it is no JSON object";
      return findingsOf(body).rejection?.error.message;
    },
    ruleRefusing: (model) => (parameter, value) => {
      const path = parameter.split(".");
      const [top = ""] = path;
      const rule = rules.find(({ id, meta }) => {
        if (meta.severity !== "error" || meta.failure !== undefined || meta.house === true) return false;
        if (!(meta.models as readonly string[]).includes(model)) return false;
        if (!(meta.parameters as readonly string[]).includes(top)) return false;
        const bodies = meta.examples.accepts.flatMap(({ body }) => {
          const changed =
            typeof body === "string" || body["model"] !== model ? undefined : changedBody(body, path, value);
          return changed === undefined ? [] : [changed];
        });
        return (
          bodies.length > 0 &&
          bodies.every((body) => findingsOf(body).findings.some((finding) => finding.rule === id))
        );
      });
      return rule?.id;
    },
  };
}

/** A body with another value at a place; `undefined` where it has nothing there. */
function changedBody(body: unknown, path: readonly string[], value: unknown): Body | undefined {
  const [name, ...rest] = path;
  if (name === undefined || !isJsonObject(body) || !Object.hasOwn(body, name)) return undefined;
  const inner = rest.length === 0 ? value : changedBody(body[name], rest, value);
  return inner === undefined ? undefined : { ...body, [name]: inner };
}

import { createHash } from "node:crypto";
import { ownDocument } from "./adapters/documents/own-documents.js";
import { type PublishedPage, readPublished } from "./adapters/documents/read-published.js";
import { bundledModels } from "./contract/bundled-models.js";
import { Contract } from "./contract/contract.js";
import { KitError } from "./contract/kit-error.js";
import { rules } from "./contract/rule-list.js";
import { defaultSettings } from "./contract/settings.js";
import { type BundledDocument, compareDocument, type Judge, submitSchema } from "./drift/compare-document.js";
import { compareGuide } from "./drift/compare-guide.js";
import { compareRequest } from "./drift/compare-request.js";
import { compareSentences, type MarkedSentence } from "./drift/compare-sentences.js";
import { contractJudge } from "./drift/contract-judge.js";
import type { DriftFinding, KnownDifference } from "./drift/drift-finding.js";
import { fingerprints } from "./drift/fingerprints.js";
import {
  type PlacedSentence,
  type SectionStart,
  sentencesOfDocument,
  sentencesOfProse,
} from "./drift/published-prose.js";
import { isParameterName, renderedBody } from "./drift/rendered-page.js";
import { priceLists } from "./simulation/price-lists.js";
import { findPriceList } from "./simulation/pricing.js";

/** What came of one page. */
export interface ComparedPage {
  readonly file: string;
  /** Models and bundled documents that it was compared with; `guide`. */
  readonly models: readonly string[];
  readonly findings: readonly DriftFinding[];
  /** Differences that were decided on: no drift. */
  readonly known: readonly KnownDifference[];
  /** Rules and behaviours whose published sentences stand on the page. */
  readonly standing: readonly string[];
  /** Rules and behaviours that the page does not show enough to judge, or whose published sentences are not known. */
  readonly unchecked: readonly string[];
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
  const judge = contractJudge(new Contract(bundledModels, rules, defaultSettings));
  const pages: ComparedPage[] = [];
  for (const file of files) pages.push(comparePage(await readPublished(file), bundled, judge));
  return pages;
}

/**
 * The sentences of a page with what they are recognised by.
 *
 * @internal
 */
export async function publishedSentences(file: string): Promise<(PlacedSentence & MarkedSentence)[]> {
  return sentencesOfPage(await readPublished(file));
}

function comparePage(page: PublishedPage, bundled: readonly BundledDocument[], judge: Judge): ComparedPage {
  const compared = page.documents.map(({ place, document, lineOf }) => {
    const { findings, ...rest } = compareDocument({ place, root: document }, bundled, judge);
    const lined = findings.map((finding) =>
      finding.pointer === undefined ? finding : { ...finding, line: lineOf(finding.pointer) },
    );
    return { ...rest, findings: lined };
  });
  const models = [...new Set(compared.flatMap((one) => one.models))];
  const subjects = page.documents.length > 0 ? models : [subjectOf(page)];
  const findings = compared.flatMap((one) => one.findings);
  if (subjects.includes(GUIDE))
    findings.push(...compareGuide(page.text, { models: bundledModels, prices: guidePrices() }));
  else if (compared.length === 0) findings.push(...compareRendered(page, subjects, bundled, judge));
  const prose = compareProse(page, subjects);
  return {
    file: page.file,
    models: subjects,
    findings: [...findings, ...prose.flatMap((one) => one.findings)],
    known: compared.flatMap((one) => one.known),
    standing: [...new Set(prose.flatMap((one) => one.standing))],
    unchecked: [...new Set(prose.flatMap((one) => one.unchecked))],
  };
}

/** What a page as rendered for reading shows of the body; members of objects are folded away there. */
function compareRendered(
  page: PublishedPage,
  [model = ""]: readonly string[],
  bundled: readonly BundledDocument[],
  judge: Judge,
): DriftFinding[] {
  const body = renderedBody(page.text);
  const ours = bundled.find((one) => one.model === model);
  const ourBody = ours === undefined ? undefined : submitSchema(ours);
  if (body === undefined || ours === undefined || ourBody === undefined) return [];
  const published = { place: page.file, root: body.schema };
  const documents = { ours: ours.document, published, model };
  const differences = compareRequest(
    documents,
    [ourBody],
    [{ value: body.schema, at: "" }],
    judge.ruleRefusing(model),
  );
  return differences
    .filter(({ change, parameter }) => !(change === "parameter-removed" && parameter.includes(".")))
    .map(({ pointer: _pointer, ...difference }) => {
      const line = body.lines.get(difference.parameter.replace(/[.[].*$/, ""));
      return { ...difference, model, ...(line === undefined ? {} : { line }) };
    });
}

/** The guide's dollars a second by quality. */
function guidePrices(): Readonly<Record<string, number>> {
  const { models, creditsPerUsd } = findPriceList(priceLists, defaultSettings.priceList);
  return Object.fromEntries(
    Object.entries(models["wan2.7-text-to-video"]?.perSecond ?? {}).map(([quality, credits]) => [
      quality,
      credits / creditsPerUsd,
    ]),
  );
}

/** What the page says in words, for each model that it speaks of. */
function compareProse(
  page: PublishedPage,
  subjects: readonly string[],
): ReturnType<typeof compareSentences>[] {
  const sentences = sentencesOfPage(page);
  const isProse = page.documents.length === 0;
  return subjects.map((subject) => {
    const expected = fingerprints.filter((mark) => mark.page === subject);
    if (expected.length === 0) return uncheckedRules(subject);
    const places = isProse && subject !== GUIDE ? new Set(sentences.map(({ place }) => place)) : undefined;
    return compareSentences(subject, expected, sentences, places);
  });
}

/** A model whose page was not at hand when the fingerprints were taken. */
function uncheckedRules(subject: string): ReturnType<typeof compareSentences> {
  const held = rules.filter(
    ({ meta }) => meta.house !== true && (meta.models as readonly string[]).includes(subject),
  );
  if (held.length === 0) return { findings: [], standing: [], unchecked: [] };
  const finding: DriftFinding = {
    severity: "info",
    change: "rules-unchecked",
    model: subject,
    part: "prose",
    parameter: "",
    ours: `${held.length} rules`,
    meaning:
      "the sentences behind the rules of this model are not known: read its prose against wan-mock rules",
  };
  return { findings: [finding], standing: [], unchecked: held.map(({ id }) => id) };
}

const GUIDE = "guide";

/** What a page without a document is about: the one model it speaks of most, or all, as the guide does. */
function subjectOf(page: PublishedPage): string {
  const mentions = bundledModels
    .map(({ id }) => ({ id, count: page.text.split(id).length - 1 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const [most] = mentions;
  if (most === undefined) {
    throw new KitError(
      "DOCUMENT_INVALID",
      `${page.file}: it holds no OpenAPI document ("openapi: 3.1.0", whole or in a fenced block) and names no model that is known`,
    );
  }
  return mentions.length > 2 ? GUIDE : most.id;
}

function sentencesOfPage(page: PublishedPage): (PlacedSentence & MarkedSentence)[] {
  const marked = (sentence: PlacedSentence, line: number) => ({
    ...sentence,
    line,
    fingerprint: fingerprintOf(sentence.normalised),
  });
  const ofDocuments = page.documents.flatMap(({ place, document, lineOf }) =>
    sentencesOfDocument({ place, root: document }).map((sentence) =>
      marked(sentence, lineOf(sentence.pointer ?? "")),
    ),
  );
  const start = page.documents.length > 0 ? () => undefined : sectionStartOf(subjectOf(page));
  const ofPage = sentencesOfProse(proseOf(page), start).map((sentence) =>
    marked(sentence, sentence.line + 1),
  );
  return [...ofDocuments, ...ofPage];
}

/** The text of a page outside of its documents, on the same lines. */
function proseOf({ text, documents }: PublishedPage): string {
  if (documents.length === 0) return text;
  if (documents.some(({ place, file }) => place === file)) return "";
  return text.replaceAll(
    /^ {0,3}(`{3,}|~{3,})[^`\n]*\n[\s\S]*?(?:^ {0,3}\1[`~]*\s*$|$(?![\s\S]))/gm,
    (block) => block.replaceAll(/[^\n]+/g, ""),
  );
}

/** How sections begin: in the guide with headings, on a page as rendered with a parameter's name above its type. */
function sectionStartOf(subject: string): SectionStart {
  if (subject === GUIDE) {
    const headings = new Map(
      fingerprints.filter(({ page }) => page === GUIDE).map(({ at }) => [at.toLowerCase(), at]),
    );
    return (line) => headings.get(line.replace(/^\d+\.\s+/, "").toLowerCase());
  }
  return (line, next) => {
    if (/^Response$/i.test(line)) return "";
    return isParameterName(line, next) ? line : undefined;
  };
}

function fingerprintOf(normalised: string): string {
  return `sha256-${createHash("sha256").update(normalised).digest("base64").slice(0, 12)}`;
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

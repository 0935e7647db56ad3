import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { ownDocument } from "../adapters/documents/own-documents.js";
import { type PublishedPage, readPublished } from "../adapters/documents/read-published.js";
import { bundledModels } from "../contract/bundled-models.js";
import { Contract } from "../contract/contract.js";
import { rules } from "../contract/rules/rule-list.js";
import { defaultSettings } from "../contract/settings.js";
import { type BundledDocument, compareDocument, type Judge } from "../drift/compare-document.js";
import { compareGuide } from "../drift/compare-guide.js";
import { compareSentences, type MarkedSentence } from "../drift/compare-sentences.js";
import { compareTextPage } from "../drift/compare-text-page.js";
import { contractJudge } from "../drift/contract-judge.js";
import type { DriftFinding, KnownDifference } from "../drift/drift-finding.js";
import { fileService } from "../drift/file-service.js";
import { fingerprints } from "../drift/fingerprints.js";
import { legibleText } from "../drift/plain-text.js";
import { proseLanguage } from "../drift/prose-language.js";
import {
  type PlacedSentence,
  type SectionStart,
  sentencesOfDocument,
  sentencesOfProse,
} from "../drift/published-prose.js";
import { beginsResponse, isParameterName } from "../drift/rendered-page.js";
import { withBars } from "../drift/table-rows.js";
import { whatWasFound } from "../drift/what-was-found.js";
import { KitError } from "../errors/kit-error.js";
import { priceLists } from "../simulation/price-lists.js";
import { findPriceList } from "../simulation/pricing.js";

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

/** What came of several pages. */
export interface ComparedPages {
  readonly pages: readonly ComparedPage[];
  /** Why the others could not be compared: `DOCUMENT_UNREADABLE`, `DOCUMENT_INVALID`, `DOCUMENT_WITHOUT_MODEL`. */
  readonly notCompared: readonly { readonly file: string; readonly error: KitError }[];
}

/**
 * Compares published pages with the contract that is bundled.
 *
 * @param files - Markdown, YAML, JSON or text; `-` for standard input; one that is named twice is compared once
 */
export async function comparePublished(files: readonly string[], stdin?: Readable): Promise<ComparedPages> {
  const bundled = await bundledDocuments();
  const judge = contractJudge(new Contract(bundledModels, rules, defaultSettings));
  const pages: ComparedPage[] = [];
  const notCompared: { file: string; error: KitError }[] = [];
  for (const file of new Set(files)) {
    try {
      pages.push(comparePage(await readPublished(file, stdin), bundled, judge));
    } catch (error) {
      if (!(error instanceof KitError)) throw error;
      notCompared.push({ file: file === "-" ? "stdin" : file, error });
    }
  }
  return { pages, notCompared };
}

/**
 * The sentences of a page with what they are recognised by.
 *
 * @internal
 */
export async function publishedSentences(file: string): Promise<(PlacedSentence & MarkedSentence)[]> {
  const page = legible(await readPublished(file));
  return sentencesOfPage(page, guideHeadings(page.text) > 2 ? GUIDE : "");
}

/** What a page states as facts, without its prose. */
interface ComparedFacts {
  readonly models: readonly string[];
  readonly findings: readonly DriftFinding[];
  readonly known: readonly KnownDifference[];
}

function comparePage(given: PublishedPage, bundled: readonly BundledDocument[], judge: Judge): ComparedPage {
  const page = legible(given);
  const { models, findings, known } =
    page.documents.length > 0
      ? compareDocuments(page, bundled, judge)
      : compareText(page, given.text, bundled, judge);
  const prose = compareProse(page, models);
  return {
    file: page.file,
    models,
    findings: [...findings.map(ofUploads), ...prose.flatMap((one) => one.findings)],
    known,
    standing: [...new Set(prose.flatMap((one) => one.standing))],
    unchecked: [...new Set(prose.flatMap((one) => one.unchecked))],
  };
}

/** A page without a document as it reads; documents are text of their own. */
function legible(page: PublishedPage): PublishedPage {
  return page.documents.length > 0 ? page : { ...page, text: legibleText(withBars(page.text)) };
}

/** What follows from a difference in uploads, which the mock does not serve. */
function ofUploads(finding: DriftFinding): DriftFinding {
  if (finding.model !== fileService.name) return finding;
  return { ...finding, meaning: "the mock serves no uploads: read the page again for the code that uploads" };
}

function compareDocuments(
  page: PublishedPage,
  bundled: readonly BundledDocument[],
  judge: Judge,
): ComparedFacts {
  const compared = page.documents.map(({ place, document, lineOf }) => {
    const { findings, ...rest } = compareDocument({ place, root: document }, bundled, judge);
    const lined = findings.map((finding) =>
      finding.pointer === undefined ? finding : { ...finding, line: lineOf(finding.pointer) },
    );
    return { ...rest, findings: lined };
  });
  return {
    models: [...new Set(compared.flatMap((one) => one.models))],
    findings: compared.flatMap((one) => one.findings),
    known: compared.flatMap((one) => one.known),
  };
}

/** The guide, or a page as it is rendered for reading; `source` is its text with all markup. */
function compareText(
  page: PublishedPage,
  source: string,
  bundled: readonly BundledDocument[],
  judge: Judge,
): ComparedFacts {
  const named = bundledModels.map(({ id }) => id).filter((id) => source.includes(id));
  const guide = compareGuide(page.text, { models: bundledModels, prices: guidePrices() });
  const isGuide = guide.tables > 2 || (guide.tables > 0 && guideHeadings(page.text) > 2);
  if (isGuide && named.length > 1) return { models: [GUIDE], findings: guide.findings, known: [] };
  const { subjects, findings, known } = compareTextPage(page.file, page.text, bundled, bundledModels, judge);
  if (subjects.length === 0) {
    throw new KitError("DOCUMENT_INVALID", `${page.file}: ${whatWasFound(source, named)}`);
  }
  return { models: subjects, findings, known };
}

/** How many of the guide's headings a text has. */
function guideHeadings(text: string): number {
  const start = sectionStartOf(GUIDE);
  const headings = text.split(/\r?\n/).map((line) => start(line.replace(/^#{1,6}\s+/, "").trim(), ""));
  return new Set(headings.filter((heading) => heading !== undefined)).size;
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
  const sentences = sentencesOfPage(page, subjects[0] ?? "");
  const isProse = page.documents.length === 0;
  const language = proseLanguage(sentences);
  const foreign = (place: string) => language(place) === "other";
  const compared = subjects.map((subject) => {
    const expected = fingerprints.filter((mark) => mark.page === subject);
    if (expected.length === 0) return uncheckedRules(subject);
    const places = isProse && subject !== GUIDE ? new Set(sentences.map(({ place }) => place)) : undefined;
    return compareSentences(subject, expected, sentences, { places, foreign });
  });
  const isForeign = language() === "other" || compared.some(({ untold = false }) => untold);
  return isForeign ? [...compared, otherLanguage(subjects[0] ?? GUIDE)] : compared;
}

function otherLanguage(subject: string): ReturnType<typeof compareSentences> {
  const finding: DriftFinding = {
    severity: "info",
    change: "prose-language",
    model: subject,
    part: "prose",
    parameter: "",
    meaning: "prose in another language: not compared",
  };
  return { findings: [finding], standing: [], unchecked: [] };
}

/** A model whose page was not at hand when the fingerprints were taken. */
function uncheckedRules(subject: string): ReturnType<typeof compareSentences> {
  const held = rules.filter(
    ({ meta }) => meta.policy !== true && (meta.models as readonly string[]).includes(subject),
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

function sentencesOfPage(page: PublishedPage, subject: string): (PlacedSentence & MarkedSentence)[] {
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
  const start = page.documents.length > 0 ? () => undefined : sectionStartOf(subject);
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
    if (beginsResponse(line)) return "";
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
  const documents = await Promise.all(
    names.map(async (one) => ({
      ...one,
      document: { place: `openapi/${one.name}.yaml`, root: await ownDocument(one.name) },
    })),
  );
  return [...documents, fileService];
}

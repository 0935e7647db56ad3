import { bundledModels } from "../contract/bundled-models.js";
import { invalidDocument } from "../errors/kit-error.js";
import {
  type BundledDocument,
  type ComparedDocument,
  compareDocument,
  type Judge,
} from "./compare-document.js";
import { compareGuide } from "./compare-guide.js";
import { compareProse } from "./compare-prose.js";
import { compareTextPage } from "./compare-text-page.js";
import type { KnownDifference } from "./drift-finding.js";
import { fileService } from "./file-service.js";
import { guideHeadings, legible } from "./page-sentences.js";
import type { PublishedPage } from "./published-page.js";

export interface ComparedPage extends ComparedDocument {
  readonly file: string;
  /** Rules and behaviours whose published sentences stand on the page. */
  readonly standing: readonly string[];
  /** Rules and behaviours that the page does not show enough to judge, or whose published sentences are not known. */
  readonly unchecked: readonly string[];
}

export interface DriftReference {
  readonly bundled: readonly BundledDocument[];
  readonly judge: Judge;
  /** The guide's dollars a second by quality. */
  readonly prices: Readonly<Record<string, number>>;
  /** The mark by which a normalised sentence is known. */
  readonly fingerprintOf: (normalised: string) => string;
}

/**
 * Compares a published page with the bundled contract: its documents, or what its text states, and its prose.
 *
 * @throws {KitError} `DOCUMENT_INVALID`, `DOCUMENT_WITHOUT_MODEL` for a page that cannot be compared
 */
export function comparePage(given: PublishedPage, reference: DriftReference): ComparedPage {
  const page = legible(given);
  const { models, findings, known } =
    page.documents.length > 0 ? compareDocuments(page, reference) : compareText(page, given.text, reference);
  const prose = compareProse(page, models, reference.fingerprintOf);
  return {
    file: page.file,
    models,
    findings: [
      ...findings.map((one) => (one.model === fileService.name ? { ...one, meaning: UPLOAD_MEANING } : one)),
      ...prose.findings,
    ],
    known,
    standing: prose.standing,
    unchecked: prose.unchecked,
  };
}

/** The consequence of a difference in uploads is another: the mock does not serve them. */
const UPLOAD_MEANING = "the mock serves no uploads: read the page again for the code that uploads";

function compareDocuments(page: PublishedPage, { bundled, judge }: DriftReference): ComparedDocument {
  const compared = page.documents.map(({ place, document, lineOf }) => {
    const { findings, ...rest } = compareDocument({ place, root: document }, bundled, judge);
    const lined = findings.map((finding) =>
      finding.pointer === undefined ? finding : { ...finding, line: lineOf(finding.pointer) },
    );
    return { ...rest, findings: lined };
  });
  return {
    models: [...new Set(compared.flatMap(({ models }) => models))],
    findings: compared.flatMap(({ findings }) => findings),
    known: compared.flatMap(({ known }): readonly KnownDifference[] => known),
  };
}

/** The guide, or a page as it is rendered for reading; `source` is its text with all markup. */
function compareText(
  page: PublishedPage,
  source: string,
  { bundled, judge, prices }: DriftReference,
): ComparedDocument {
  const named = bundledModels.map(({ id }) => id).filter((id) => source.includes(id));
  const guide = compareGuide(page.text, { models: bundledModels, prices });
  const isGuide = guide.tables > 2 || (guide.tables > 0 && guideHeadings(page.text) > 2);
  if (isGuide && named.length > 1) return { models: ["guide"], findings: guide.findings, known: [] };
  const compared = compareTextPage(page.file, page.text, bundled, bundledModels, judge);
  if (compared.models.length > 0) return compared;
  throw invalidDocument(`${page.file}: ${describeUnknownPage(source, named)}`);
}

const looks: readonly (readonly [pattern: RegExp, what: string])[] = [
  [
    /\b404\b|\bpage (?:was )?not found\b|could not find|couldn[\u2019']t find|does(?:n[\u2019']t| not) exist|页面不存在|未找到|no (?:se )?encontr|nicht gefunden|introuvable/i,
    "it looks like the page of a site that did not find what was asked for",
  ],
  [
    /\b(?:sign|log) ?in\b.*\b(?:password|account|continue|with)\b|\bpassword\b|登录|iniciar sesión|anmelden/i,
    "it looks like a page to log in",
  ],
  [
    /just a moment|captcha|verify you are (?:a )?human|access denied|forbidden|enable javascript|too many requests|service unavailable|bad gateway/i,
    "it looks like the answer of a server that refused the page",
  ],
];

/** Short pages are judged by their words; long ones have all kinds of them. */
const SHORT = 2000;

/**
 * Describes a page of which nothing could be compared, and what to give instead, for a sentence.
 *
 * @param models - the known models that it names
 */
function describeUnknownPage(text: string, models: readonly string[]): string {
  const look = text.length > SHORT ? undefined : looks.find(([pattern]) => pattern.test(text))?.[1];
  const links = text.match(/\]\([^)]*\)|https?:\/\/\S+/g)?.length ?? 0;
  const lines = text.split("\n").filter((line) => line.trim() !== "").length;
  const isLinks = links > 2 && links * 2 >= lines;
  const named = models.length === 0 ? "it names no model that is known" : `it names ${models.join(", ")}`;
  const kind = look ?? (isLinks ? "it is a list of links" : "it is prose");
  return (
    `nothing to compare: ${kind}, and ${named}; it holds no OpenAPI document ("openapi: 3.1.0", whole or in a fenced block), ` +
    `no part "Body" or "Response", and none of the tables of the guide or of the error codes: ` +
    `give the page as Markdown (its address with .md at the end), its OpenAPI document, or all of its text`
  );
}

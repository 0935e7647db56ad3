import type { MarkedSentence } from "./compare-sentences.js";
import { fingerprints } from "./fingerprints.js";
import { legibleText } from "./plain-text.js";
import type { PublishedPage } from "./published-page.js";
import {
  type PlacedSentence,
  type SectionStart,
  sentencesOfDocument,
  sentencesOfProse,
} from "./published-prose.js";
import { beginsResponse, isParameterName } from "./rendered-page.js";
import { withBars } from "./table-rows.js";

/** The name that findings have for the guide in place of a model. */
export const GUIDE = "guide";

/** Makes the mark by which a normalised sentence is known. */
export type FingerprintOf = (normalised: string) => string;

/** A page without a document as it reads; documents are text of their own. */
export function legible(page: PublishedPage): PublishedPage {
  return page.documents.length > 0 ? page : { ...page, text: legibleText(withBars(page.text)) };
}

/** The number of the guide's headings that a text has. */
export function guideHeadings(text: string): number {
  const start = sectionStartOf(GUIDE);
  const headings = text.split(/\r?\n/).map((line) => start(line.replace(/^#{1,6}\s+/, "").trim(), ""));
  return new Set(headings.filter((heading) => heading !== undefined)).size;
}

/**
 * The sentences of a page with their fingerprints.
 *
 * @param subject - the model that the page describes, or `guide`
 */
export function sentencesOfPage(
  page: PublishedPage,
  subject: string,
  fingerprintOf: FingerprintOf,
): (PlacedSentence & MarkedSentence)[] {
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

/** The start of a section: in the guide a heading, on a page as rendered a parameter's name above its type. */
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

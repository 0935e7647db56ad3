import { pointerPart } from "../text/json-pointer.js";
import { bodyOf, operationsOf } from "./compare-operation.js";
import { fingerprints } from "./fingerprints.js";
import { plainSchema } from "./plain-schema.js";
import type { PublishedPage } from "./published-page.js";
import { beginsResponse, isParameterName } from "./rendered-page.js";
import { type DriftDocument, memberOf, type SchemaNode } from "./schema-node.js";
import { memberName } from "./schema-pair.js";
import { legibleText, type Sentence, sentencesOf } from "./sentences.js";
import { withBars } from "./table-rows.js";

/** The name that findings have for the guide in place of a model. */
export const GUIDE = "guide";

/** Makes the mark by which a normalised sentence is known. */
export type FingerprintOf = (normalised: string) => string;

/** A sentence of a page, by its fingerprint. */
export interface MarkedSentence {
  readonly fingerprint: string;
  /** A parameter (`model_params.voice_bindings`), a section's heading, or `""` for the rest of a page. */
  readonly place: string;
  /** JSON pointer of the description that holds it; absent outside of documents. */
  readonly pointer?: string;
  /** Line of the page, from 1. */
  readonly line?: number;
}

/** A published sentence and where it stands. */
export type PlacedSentence = Sentence & Omit<MarkedSentence, "fingerprint" | "line">;

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
  const start = page.documents.length > 0 ? () => undefined : sectionStartOf(subject);
  return [
    ...page.documents.flatMap(({ place, document, lineOf }) =>
      sentencesOfDocument({ place, root: document }).map((one) => ({
        ...one,
        line: lineOf(one.pointer ?? ""),
      })),
    ),
    ...sentencesOfProse(proseOf(page), start).map((one) => ({ ...one, line: one.line + 1 })),
  ].map((one) => ({ ...one, fingerprint: fingerprintOf(one.normalised) }));
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

/** Deeper than any document; what lies below is not read. */
const DEEPEST = 100;

/** The sentences of all descriptions of a document. */
function sentencesOfDocument(document: DriftDocument): PlacedSentence[] {
  const places = parameterPlaces(document);
  const found: PlacedSentence[] = [];
  const visit = (value: unknown, at: string, depth: number): void => {
    if (depth > DEEPEST || typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const pointer = `${at}/${pointerPart(key)}`;
      if (key !== "description" || typeof inner !== "string") visit(inner, pointer, depth + 1);
      else {
        const place = places.get(at) ?? "";
        found.push(...sentencesOf(inner).map((sentence) => ({ ...sentence, place, pointer })));
      }
    }
  };
  visit(document.root, "", 0);
  return found;
}

/** Where the parameters of a submit stand in its document: pointer of the schema to name. */
function parameterPlaces(document: DriftDocument): Map<string, string> {
  const places = new Map<string, string>();
  const waiting: [name: string, node: SchemaNode][] = [];
  for (const { operation } of operationsOf(document)) {
    const schema = memberOf(bodyOf(document, operation), "content", "application/json", "schema");
    if (schema !== undefined) waiting.push(["", [{ value: schema.value, at: "" }]]);
  }
  const seen = new Set<string>();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [name, node] = next;
    const plain = plainSchema(document, node);
    const key = node.map(({ at }) => at).join(" ");
    if (name.split(".").length > 5 || seen.has(key)) continue;
    if (name !== "") seen.add(key);
    for (const place of [plain.at, ...node.map(({ at }) => at)]) if (place !== "") places.set(place, name);
    for (const [member, inner] of plain.properties) waiting.push([memberName(name, member), inner]);
  }
  return places;
}

/** The name of the section that a line begins; `undefined` where it begins none. */
type SectionStart = (line: string, next: string) => string | undefined;

/** The sentences of a page outside of documents, by section. */
function sentencesOfProse(text: string, sectionStart: SectionStart): PlacedSentence[] {
  const lines = text.split(/\r?\n/);
  const starts: [line: number, place: string][] = [[0, ""]];
  for (const [index, line] of lines.entries()) {
    const next = lines.slice(index + 1, index + 4).find((one) => one.trim() !== "") ?? "";
    const place = sectionStart(line.replace(/^#{1,6}\s+/, "").trim(), next.trim());
    if (place !== undefined) starts.push([index, place]);
  }
  return sentencesOf(text).map((sentence) => {
    const [, place = ""] = starts.findLast(([line]) => line <= sentence.line) ?? [];
    return { ...sentence, place };
  });
}

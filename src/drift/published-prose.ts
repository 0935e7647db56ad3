import { pointerPart } from "../text/json-pointer.js";
import { bodyOf, operationsOf } from "./compare-operation.js";
import { plainSchema } from "./plain-schema.js";
import { type DriftDocument, memberOf, type SchemaNode } from "./schema-node.js";
import { memberName } from "./schema-pair.js";
import { type Sentence, sentencesOf } from "./sentences.js";

/** A published sentence and where it stands. */
export interface PlacedSentence extends Sentence {
  /** A parameter (`model_params.voice_bindings`), a section's heading, or `""` for the rest of a page. */
  readonly place: string;
  /** JSON pointer of the description that holds it; absent outside of documents. */
  readonly pointer?: string;
}

/** Deeper than any document; what lies below is not read. */
const DEEPEST = 100;

/** The sentences of all descriptions of a document. */
export function sentencesOfDocument(document: DriftDocument): PlacedSentence[] {
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
export type SectionStart = (line: string, next: string) => string | undefined;

/** The sentences of a page outside of documents, by section. */
export function sentencesOfProse(text: string, sectionStart: SectionStart): PlacedSentence[] {
  const lines = text.split(/\r?\n/);
  const starts: [line: number, place: string][] = [[0, ""]];
  for (const [index, line] of lines.entries()) {
    const next = lines.slice(index + 1, index + 4).find((one) => one.trim() !== "") ?? "";
    const place = sectionStart(line.replace(/^#{1,6}\s+/, "").trim(), next.trim());
    if (place !== undefined) starts.push([index, place]);
  }
  let at = 0;
  return sentencesOf(text).map((sentence) => {
    // Sentences come in the order of their lines, but for paragraphs, which begin further up.
    while (at > 0 && (starts[at]?.[0] ?? 0) > sentence.line) at--;
    while ((starts[at + 1]?.[0] ?? Infinity) <= sentence.line) at++;
    return { ...sentence, place: starts[at]?.[1] ?? "" };
  });
}

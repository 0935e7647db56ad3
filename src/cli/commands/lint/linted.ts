import type { RequestVerdict } from "../../../compose/validate-request.js";
import type { Finding } from "../../../contract/finding.js";
import { jsonPlaces, type TextPlace } from "../../../text/json-places.js";
import { findSyntaxFault } from "../../../text/json-syntax.js";
import type { Candidate } from "./split-bodies.js";

/** A body and its verdict. */
export interface Linted extends Candidate {
  /** As the user named it, or `stdin`. */
  readonly file: string;
  readonly verdict: Omit<RequestVerdict, "findings"> & { readonly findings: readonly PlacedFinding[] };
}

/** A finding, and where in the file it stands. */
export interface PlacedFinding extends Finding, TextPlace {}

/** Finds where in the file each finding of a body stands. */
export function withPlaces(file: string, candidate: Candidate, verdict: RequestVerdict): Linted {
  if (verdict.findings.length === 0) return { ...candidate, file, verdict: { ...verdict, findings: [] } };
  const isBlank = candidate.text.trim() === "";
  const fault = isBlank ? undefined : findSyntaxFault(candidate.text);
  const pointers = verdict.findings.map(({ pointer }) => pointer);
  const places = fault === undefined ? jsonPlaces(candidate.text, pointers) : new Map<string, TextPlace>();
  const findings = verdict.findings.map((finding) => {
    const { line, column } = fault ?? places.get(finding.pointer) ?? { line: 1, column: 1 };
    return {
      ...finding,
      line: candidate.line + line - 1,
      column: line === 1 ? candidate.column + column - 1 : column,
    };
  });
  return { ...candidate, file, verdict: { ...verdict, findings } };
}

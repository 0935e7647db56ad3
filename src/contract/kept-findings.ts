import type { Finding } from "./finding.js";

/** Findings kept of one request; nobody reads the hundredth. */
const MOST_FINDINGS = 100;

/** Characters kept of a pointer, a parameter's name or a sentence: no sound one comes near. */
const MOST_OF_TEXT = 2000;

/** Bytes that the findings of one request take. */
const MOST_BYTES = 65_536;

/** Bytes of a finding beside its texts. */
const BYTES_OF_FINDING = 300;

/** About how many bytes findings take in memory. */
export function bytesOfFindings(findings: readonly Finding[]): number {
  let bytes = 0;
  for (const { pointer, param, message } of findings)
    bytes += BYTES_OF_FINDING + pointer.length + param.length + message.length;
  return bytes;
}

/** Findings as they are kept: the very list unless it is long or speaks of long names. */
export function keptFindings(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length === 0) return findings;
  if (findings.length <= MOST_FINDINGS && findings.every(isShort) && bytesOfFindings(findings) <= MOST_BYTES)
    return findings;
  const kept: Finding[] = [];
  let bytes = 0;
  for (const finding of findings.slice(0, MOST_FINDINGS)) {
    const short = isShort(finding) ? finding : shortened(finding);
    bytes += bytesOfFindings([short]);
    if (bytes > MOST_BYTES) break;
    kept.push(short);
  }
  return kept;
}

function isShort({ pointer, param, message, suggestions }: Finding): boolean {
  return (
    pointer.length <= MOST_OF_TEXT &&
    param.length <= MOST_OF_TEXT &&
    message.length <= MOST_OF_TEXT &&
    (suggestions === undefined || suggestions.every(({ length }) => length <= MOST_OF_TEXT))
  );
}

function shortened(finding: Finding): Finding {
  const cut = (text: string) => (text.length <= MOST_OF_TEXT ? text : `${text.slice(0, MOST_OF_TEXT)}...`);
  const { pointer, param, message, suggestions } = finding;
  const short = {
    ...finding,
    ...{ pointer: cut(pointer), param: cut(param), message: cut(message) },
    ...(suggestions === undefined ? {} : { suggestions: suggestions.map(cut) }),
  };
  // A cut text shares the memory of the whole one until it is written anew.
  return JSON.parse(JSON.stringify(short)) as Finding;
}

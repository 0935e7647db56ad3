import { type Finding, MOST_FINDINGS } from "./finding.js";

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

/** The first findings that fit; the very list where all do. The texts of each were cut when it was made. */
export function keptFindings(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= MOST_FINDINGS && bytesOfFindings(findings) <= MOST_BYTES) return findings;
  let bytes = 0;
  const surplus = findings.findIndex((finding, index) => {
    bytes += bytesOfFindings([finding]);
    return index === MOST_FINDINGS || bytes > MOST_BYTES;
  });
  return findings.slice(0, surplus);
}

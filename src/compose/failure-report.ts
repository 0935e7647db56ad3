import type { JournaledRequest } from "../adapters/kit/journal-queries.js";
import type { MockKit } from "../adapters/kit/mock-kit.js";
import { findingLine } from "../contract/finding.js";

/** Requests that a report shows. */
const MOST_LISTED = 5;

/** Help with a test that failed: how to reproduce it, and the last requests to the mock. */
export function failureReport(mock: Pick<MockKit, "journal"> & { readonly seed: number }): string {
  const requests = mock.journal.requests();
  const lines = requests.slice(-MOST_LISTED).map(requestLines);
  const heading = requests.length === 0 ? "It was sent no request." : "Its last requests:";
  return [
    `wan-mock ran with seed ${mock.seed}; useMock({ seed: ${mock.seed} }) gives the same ids and chances again. ${heading}`,
    ...lines,
  ].join("\n");
}

function requestLines({ method, path, status, scenario, findings }: JournaledRequest): string {
  const by = scenario === undefined ? "" : ` (${scenario})`;
  const under = findings.map((finding) => `\n    ${findingLine(finding)}`);
  return `  ${method} ${path} ${status === 0 ? "no answer" : status}${by}${under.join("")}`;
}

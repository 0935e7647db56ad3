/**
 * Prints what failed and the closing line of test runs from vitest's JSON reports; fails when a test failed, a run had
 * none, or those of a tool that CI has were skipped.
 */
import { readFileSync } from "node:fs";
import { relative } from "node:path";

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
  testResults: FileResult[];
}

interface FileResult {
  name: string;
  /** What kept the file from being read; empty otherwise. */
  message: string;
  assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
}

const LINES_OF_A_FAILURE = 12;

const reports = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")) as Report);
const sum = (count: (report: Report) => number) =>
  reports.reduce((total, report) => total + count(report), 0);
const files = reports.flatMap(({ testResults }) => testResults);
const failed = sum((report) => report.numFailedTests);
const withoutTool = files
  .flatMap(({ assertionResults }) => assertionResults)
  .filter(
    ({ status, fullName }) =>
      status !== "passed" && status !== "failed" && /ff(?:mpeg|probe)|xmllint|redis-server/i.test(fullName),
  );
for (const line of files.flatMap(failures)) console.log(line);
for (const { fullName } of withoutTool)
  console.log(`skipped, though its tool is installed here: ${fullName}`);
const isEmpty = ({ numPassedTests, numFailedTests }: Report) => numPassedTests + numFailedTests === 0;
const hasFailed = failed > 0 || sum((report) => report.numFailedTestSuites) > 0;
if (hasFailed || withoutTool.length > 0 || reports.length === 0 || reports.some(isEmpty))
  process.exitCode = 1;
console.log(
  `Tests: ${sum((report) => report.numPassedTests)} passed, ${failed} failed, ${sum((report) => report.numPendingTests)} skipped`,
);

/** The failures of a file. The log of a run is long: what is read first is its end. */
function failures({ name, message, assertionResults }: FileResult): string[] {
  const file = relative(process.cwd(), name);
  const ofTests = assertionResults
    .filter(({ status }) => status === "failed")
    .map(
      ({ fullName, failureMessages = [] }) =>
        `failed: ${file} > ${fullName}\n${opening(failureMessages.join("\n"))}`,
    );
  return message === "" || ofTests.length > 0 ? ofTests : [`failed: ${file}\n${opening(message)}`];
}

function opening(text: string): string {
  const lines = text.split("\n").filter((line) => !line.includes("/node_modules/"));
  const shown = lines.slice(0, LINES_OF_A_FAILURE).map((line) => `    ${line}`);
  return [...shown, ...(lines.length > LINES_OF_A_FAILURE ? ["    ..."] : [])].join("\n");
}

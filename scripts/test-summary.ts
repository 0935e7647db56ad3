/** Prints the closing line of test runs from vitest's JSON reports; fails when a test failed, a run had none, or those of a tool that CI has were skipped. */
import { readFileSync } from "node:fs";

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
  testResults: { assertionResults: { status: string; fullName: string }[] }[];
}

const reports = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")) as Report);
const sum = (count: (report: Report) => number) =>
  reports.reduce((total, report) => total + count(report), 0);
const failed = sum((report) => report.numFailedTests);
const withoutTool = reports
  .flatMap(({ testResults }) => testResults)
  .flatMap(({ assertionResults }) => assertionResults)
  .filter(
    ({ status, fullName }) =>
      status !== "passed" && status !== "failed" && /ff(?:mpeg|probe)|xmllint|redis-server/i.test(fullName),
  );
for (const { fullName } of withoutTool)
  console.error(`skipped, though its tool is installed here: ${fullName}`);
const isEmpty = ({ numPassedTests, numFailedTests }: Report) => numPassedTests + numFailedTests === 0;
const hasFailed = failed > 0 || sum((report) => report.numFailedTestSuites) > 0;
if (hasFailed || withoutTool.length > 0 || reports.length === 0 || reports.some(isEmpty))
  process.exitCode = 1;
console.log(
  `Tests: ${sum((report) => report.numPassedTests)} passed, ${failed} failed, ${sum((report) => report.numPendingTests)} skipped`,
);

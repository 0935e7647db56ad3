/** Prints the closing line of a test run from vitest's JSON report; fails when a test failed, none ran, or those of a tool that CI has were skipped. */
import { readFileSync } from "node:fs";

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
  testResults: { assertionResults: { status: string; fullName: string }[] }[];
}

const [file = "coverage/tests.json"] = process.argv.slice(2);
const report = JSON.parse(readFileSync(file, "utf8")) as Report;
const withoutTool = report.testResults
  .flatMap(({ assertionResults }) => assertionResults)
  .filter(
    ({ status, fullName }) =>
      status !== "passed" && status !== "failed" && /ff(?:mpeg|probe)|xmllint/i.test(fullName),
  );
for (const { fullName } of withoutTool)
  console.error(`skipped, though its tool is installed here: ${fullName}`);
const ran = report.numPassedTests + report.numFailedTests;
if (report.numFailedTests > 0 || report.numFailedTestSuites > 0 || ran === 0 || withoutTool.length > 0) {
  process.exitCode = 1;
}
console.log(
  `Tests: ${report.numPassedTests} passed, ${report.numFailedTests} failed, ${report.numPendingTests} skipped`,
);

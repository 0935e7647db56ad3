/** Prints the closing line of a test run from vitest's JSON report; fails when a test failed, none ran, or ffmpeg's were skipped. */
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
const withoutFfmpeg = report.testResults
  .flatMap(({ assertionResults }) => assertionResults)
  .filter(
    ({ status, fullName }) =>
      status !== "passed" && status !== "failed" && /ff(?:mpeg|probe)/i.test(fullName),
  );
for (const { fullName } of withoutFfmpeg)
  console.error(`skipped, though ffmpeg is installed here: ${fullName}`);
const ran = report.numPassedTests + report.numFailedTests;
if (report.numFailedTests > 0 || report.numFailedTestSuites > 0 || ran === 0 || withoutFfmpeg.length > 0) {
  process.exitCode = 1;
}
console.log(
  `Tests: ${report.numPassedTests} passed, ${report.numFailedTests} failed, ${report.numPendingTests} skipped`,
);

import { type FirstTest, suiteCommands } from "./first-test.js";
import type { Project } from "./project.js";

/** The commands that run the tests of a project beside a mock. */
export function ciCommands(project: Project): readonly string[] {
  const { run, separator } = project.packageManager;
  return suiteCommands(project).map((command) => `${run} wan-mock run --seed 7 ${separator}${command}`);
}

/** A GitHub workflow that runs the tests of a project beside a mock. */
export function workflowText(project: Project, { env }: Pick<FirstTest, "env">): string {
  const { inRepository, packageManager } = project;
  const { setup, isCached, lockfile, name, install } = packageManager;
  const cache = isCached && lockfile !== undefined;
  const lines = [
    "# The tests beside a mock of the video API: no call reaches the paid service, and no secret is needed.",
    "name: wan-mock",
    "on: [push, pull_request]",
    "",
    "permissions:",
    "  contents: read",
    "",
    "jobs:",
    "  contract:",
    "    runs-on: ubuntu-latest",
    "    timeout-minutes: 10",
    ...(inRepository === ""
      ? []
      : ["    defaults:", "      run:", `        working-directory: ${JSON.stringify(inRepository)}`]),
    "    steps:",
    "      - uses: actions/checkout@v4",
    ...setup.map((line, index) => `      ${index === 0 ? "-" : " "} ${line}`),
    "      - uses: actions/setup-node@v4",
    "        with:",
    "          node-version: 22",
    ...(cache ? [`          cache: ${name}`] : []),
    ...(cache && lockfile.includes("/")
      ? [`          cache-dependency-path: ${JSON.stringify(lockfile)}`]
      : []),
    `      - run: ${install}`,
    ...ciCommands(project).flatMap((command) => [
      `      - run: ${command}`,
      ...Object.entries(env).flatMap(([key, value]) => ["        env:", `          ${key}: ${value}`]),
    ]),
  ];
  return `${lines.join("\n")}\n`;
}

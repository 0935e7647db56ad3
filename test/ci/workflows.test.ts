import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadGitHubParser } from "../harness/github-parser.js";

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
const workflow = "examples/github-actions/contract-tests.yml";
let github: Awaited<ReturnType<typeof loadGitHubParser>>;

beforeAll(async () => {
  github = await loadGitHubParser();
});

describe("action.yml", () => {
  it("is an action to GitHub's own parser, which would tell what is not", () => {
    const text = read("action.yml");
    expect(github.actionErrors(text)).toEqual([]);
    expect(github.actionErrors(text.replace("inputs.mode }}", "inputs.mode }"))).not.toEqual([]);
    expect(github.actionErrors(text.replace("shell: bash", "shel: bash"))).not.toEqual([]);
  });

  it("puts no input into the text of a script", () => {
    const { runs } = parse(read("action.yml")) as { runs: { steps: { run: string }[] } };
    for (const { run } of runs.steps) expect(run).not.toContain("${{");
  });
});

describe(workflow, () => {
  it("is a workflow to GitHub's own parser, which would tell what is not", () => {
    const text = read(workflow);
    expect(github.workflowErrors(text)).toEqual([]);
    expect(github.workflowErrors(text.replace("runs-on:", "run-on:"))).not.toEqual([]);
    expect(github.workflowErrors(text.replace("- uses: actions", "- use: actions"))).not.toEqual([]);
  });

  it("uses the action as it is, in this version", () => {
    const { inputs } = parse(read("action.yml")) as { inputs: object };
    const { version } = JSON.parse(read("package.json")) as { version: string };
    const { jobs } = parse(read(workflow)) as {
      jobs: { contract: { steps: { uses?: string; with?: object }[] } };
    };
    const used = jobs.contract.steps.find(({ uses }) => uses?.startsWith("OWNER/wan-mock@"));
    expect(used?.uses).toBe(`OWNER/wan-mock@v${version}`);
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(used?.with ?? {})));
  });
});

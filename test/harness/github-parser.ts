import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Parts of GitHub's own parser of workflows and actions. */
interface GitHubParser {
  /** What is wrong with a workflow, or nothing. */
  readonly workflowErrors: (text: string) => readonly string[];
  /** What is wrong with an `action.yml`, or nothing. */
  readonly actionErrors: (text: string) => readonly string[];
}

const source = `
import { parseWorkflow } from "@actions/workflow-parser/workflows/workflow-parser";
import { parseAction } from "@actions/workflow-parser/actions/action-parser";
import { NoOperationTraceWriter } from "@actions/workflow-parser/templates/trace-writer";
const errors = (parse) => (content) => {
  const { context } = parse({ name: "file.yml", content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
};
export const workflowErrors = errors(parseWorkflow);
export const actionErrors = errors(parseAction);
`;

/** GitHub's parser as one file: as published it imports JSON in a way that Node refuses. */
export async function loadGitHubParser(): Promise<GitHubParser> {
  // Inside the repository, where its imports are found.
  const folder = await mkdtemp(join(root, "node_modules/.github-parser-"));
  const outfile = join(folder, "parser.mjs");
  try {
    await build({
      stdin: { contents: source, resolveDir: root },
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      external: ["yaml"],
      logLevel: "error",
    });
    return (await import(pathToFileURL(outfile).href)) as GitHubParser;
  } finally {
    await rm(folder, { recursive: true });
  }
}

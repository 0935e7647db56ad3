import { existsSync, lstatSync } from "node:fs";
import { join, relative } from "node:path";
import { createInterface } from "node:readline/promises";
import { invalidOption } from "../../../errors/kit-error.js";
import { plural } from "../../../text/plural.js";
import { exitCodes } from "../../exit-codes.js";
import type { Terminal } from "../../terminal/terminal.js";
import { configText } from "./config-text.js";
import { createFiles, type NewFile } from "./create-files.js";
import { type FirstTest, firstTest, testFolderOf } from "./first-test.js";
import { type Project, readProject, textsIn } from "./project.js";
import { ciCommands, workflowText } from "./workflow-text.js";

export interface InitFlags {
  /** Writes without asking. */
  readonly yes?: true;
  /** Shows what would be written, and writes nothing. */
  readonly dryRun?: true;
}

/**
 * Gives a project what it lacks: a configuration, a first test, a CI step. Shows it as a diff, asks, and overwrites
 * nothing.
 *
 * @returns 0 when nothing is lacking in the end, 1 when nothing was written though something lacks
 * @throws {KitError} `INPUT_UNREADABLE`, `OUTPUT_UNWRITABLE`; `INVALID_OPTION` where nobody can be asked
 */
export async function runInit(terminal: Terminal, flags: InitFlags): Promise<number> {
  if (flags.yes === true && flags.dryRun === true) {
    throw invalidOption("--yes writes and --dry-run does not: give one of them");
  }
  const project = readProject(terminal.cwd);
  const test = firstTest(project);
  const parts = [configPart(project), testPart(project, test), ciPart(project, test)];
  const files = parts.flatMap(({ file }) => (file === undefined ? [] : [file]));
  const { stdout } = terminal;
  for (const { note } of parts) if (note !== undefined) stdout.write(`${note}\n`);
  if (files.length === 0) {
    stdout.write("Nothing to write.\n");
    return exitCodes.clean;
  }
  stdout.write(`${files.map(diffOf).join("\n")}\n`);
  if (flags.dryRun === true) {
    stdout.write(`Nothing was written: --dry-run. Without it init makes ${plural(files.length, "file")}.\n`);
    return exitCodes.findings;
  }
  if (flags.yes !== true && !(await agrees(terminal, files.length))) {
    stdout.write("Nothing was written.\n");
    return exitCodes.findings;
  }
  await createFiles(files);
  stdout.write(endText(project, test, files));
  return exitCodes.clean;
}

/** A part of what init provides: the file that lacks, or a note why none is written. */
interface Part {
  readonly file?: NewFile;
  readonly note?: string;
}

function configPart({ folder }: Project): Part {
  const there = ["yaml", "json", "mjs"]
    .map((ending) => `wan-mock.config.${ending}`)
    .find((name) => isThere(join(folder, name)));
  if (there !== undefined) return { note: `Configuration: ${there} already exists.` };
  return { file: newFile(folder, "wan-mock.config.yaml", configText()) };
}

function testPart(project: Project, { path, text }: FirstTest): Part {
  const tests = textsIn(testFolderOf(project), /\.[cm]?[jt]sx?$/);
  const [there] = [...tests].find(([, content]) => /["']wan-mock(?:\/\w+)?["']/.test(content)) ?? [];
  if (there !== undefined)
    return { note: `First test: ${project.testFolder}/${there} uses wan-mock already.` };
  if (isThere(join(project.folder, path))) return { note: `First test: ${path} already exists.` };
  return { file: newFile(project.folder, path, text) };
}

/** Files by which other CI services are known. */
const otherServices = [
  ".gitlab-ci.yml",
  ".circleci",
  "azure-pipelines.yml",
  "bitbucket-pipelines.yml",
  "Jenkinsfile",
];

function ciPart(project: Project, test: FirstTest): Part {
  const { repository } = project;
  const workflows = textsIn(join(repository, ".github/workflows"), /\.ya?ml$/);
  const [there] = [...workflows].find(([, content]) => content.includes("wan-mock")) ?? [];
  if (there !== undefined) return { note: `CI: .github/workflows/${there} uses wan-mock already.` };
  const other = otherServices.find((name) => existsSync(join(repository, name)));
  if (workflows.size === 0 && other !== undefined) {
    const env = Object.entries(test.env).map(([name, value]) => `${name}=${value} `);
    const added = ciCommands(project).map((command) => `\n  ${env.join("")}${command}`);
    return { note: `CI: ${other} stays as it is; add to it:${added.join("")}` };
  }
  const path = ".github/workflows/wan-mock.yml";
  if (isThere(join(repository, path))) return { note: `CI: ${path} already exists.` };
  return { file: newFile(repository, path, workflowText(project, test), project.folder) };
}

function newFile(folder: string, path: string, text: string, shownFrom = folder): NewFile {
  const whole = join(folder, path);
  return { path: whole, name: relative(shownFrom, whole).replaceAll("\\", "/"), text };
}

/** Whatever it is: a link that leads nowhere is there too. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** A file that is not there yet as a unified diff. */
function diffOf({ name, text }: NewFile): string {
  const lines = text.replace(/\n$/, "").split("\n");
  return [
    "--- /dev/null",
    `+++ ${name}`,
    `@@ -0,0 +1,${lines.length} @@`,
    ...lines.map((line) => `+${line}`),
    "",
  ].join("\n");
}

/** @throws {KitError} `INVALID_OPTION` where nobody can be asked */
async function agrees({ stdin, stdout }: Terminal, count: number): Promise<boolean> {
  if (stdin.isTTY !== true) {
    throw invalidOption(
      "nothing was written: nobody can be asked here, so give --yes to write, or --dry-run",
    );
  }
  const lines = createInterface({ input: stdin, output: stdout, terminal: false });
  try {
    stdout.write(`Write ${plural(count, "file")}? [y/N] `);
    const { value } = (await lines[Symbol.asyncIterator]().next()) as { value?: string };
    return /^y(?:es)?$/i.test(value?.trim() ?? "");
  } finally {
    lines.close();
  }
}

function endText(project: Project, { command, env, path }: FirstTest, files: readonly NewFile[]): string {
  const made = files.map(({ name }) => `  ${name}\n`).join("");
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value} `);
  const steps = [
    ...(project.dependsOnUs ? [] : [`${project.packageManager.add} wan-mock`]),
    ...(isThere(join(project.folder, path)) ? [variables.join("") + command] : []),
  ];
  const next = steps.length === 0 ? "" : `Next:\n${steps.map((step) => `  ${step}\n`).join("")}`;
  return `Made ${plural(files.length, "file")}:\n${made}${next}`;
}

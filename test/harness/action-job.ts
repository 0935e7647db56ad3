import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { filledIn, isMet } from "./github-expression.js";
import { plainEnvironment, type Variables } from "./plain-environment.js";

const actionFile = fileURLToPath(new URL("../../action.yml", import.meta.url));

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly required?: boolean }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: "composite"; readonly steps: readonly Step[] };
}

interface Step {
  readonly id: string;
  readonly if?: string;
  readonly shell: string;
  readonly run: string;
  readonly env?: Variables;
  readonly "working-directory"?: string;
}

/** What one use of the action left behind. */
export interface Used {
  readonly outcome: "success" | "failure";
  readonly outputs: Variables;
  /** Outcome of each step of the action: `skipped` where its condition was not met. */
  readonly steps: Variables;
  /** What all its steps printed. */
  readonly printed: string;
}

/** A job of GitHub as far as a composite action of bash steps sees it: `action.yml` itself says what is run. */
export class ActionJob {
  readonly workspace = mkdtempSync(join(tmpdir(), "wan-mock-job-"));
  readonly #runner = mkdtempSync(join(tmpdir(), "wan-mock-runner-"));
  #step: ChildProcess | undefined;
  /** What the steps of the job so far have told those that follow. */
  env: Variables = {};

  /** The text that the job's page shows. */
  get summary(): string {
    return readFileSync(this.#file("summary"), "utf8");
  }

  /** Where steps keep what the next ones need. */
  get temp(): string {
    return join(this.#runner, "temp");
  }

  constructor() {
    mkdirSync(this.temp);
    this.#file("summary");
  }

  /** A step of the job that uses the action. */
  async use(given: Variables): Promise<Used> {
    const { inputs, outputs, runs } = parse(readFileSync(actionFile, "utf8")) as Action;
    const unknown = Object.keys(given).filter((name) => inputs[name] === undefined);
    if (unknown.length > 0) throw new Error(`the action has no input ${unknown.join(", ")}`);
    const defaults = Object.fromEntries(
      Object.entries(inputs).map(([name, { default: value = "" }]) => [name, value]),
    );
    const steps: Record<string, { outputs: Variables; outcome: string }> = {};
    const contexts = { inputs: { ...defaults, ...given }, steps };
    let printed = "";
    let hasFailed = false;
    for (const step of runs.steps) {
      if (!isMet(step.if, contexts, hasFailed)) {
        steps[step.id] = { outputs: {}, outcome: "skipped" };
        continue;
      }
      const ran = await this.#run(step, contexts);
      printed += ran.printed;
      hasFailed ||= ran.code !== 0;
      steps[step.id] = { outputs: ran.outputs, outcome: ran.code === 0 ? "success" : "failure" };
    }
    return {
      outcome: hasFailed ? "failure" : "success",
      outputs: Object.fromEntries(
        Object.entries(outputs).map(([name, { value }]) => [name, filledIn(value, contexts)]),
      ),
      steps: Object.fromEntries(Object.entries(steps).map(([id, { outcome }]) => [id, outcome])),
      printed,
    };
  }

  /** Tells the step that runs to end, as the runner does for a job that is cancelled. */
  cancel(): void {
    this.#step?.kill("SIGINT");
  }

  close(): void {
    for (const folder of [this.workspace, this.#runner]) rmSync(folder, { recursive: true, force: true });
  }

  async #run(step: Step, contexts: Readonly<Record<string, unknown>>) {
    if (step.shell !== "bash") throw new Error(`the tests run steps of bash alone, not of ${step.shell}`);
    const script = join(this.#runner, "step.sh");
    writeFileSync(script, filledIn(step.run, contexts));
    const own = Object.entries(step.env ?? {}).map(([name, value]) => [name, filledIn(value, contexts)]);
    const folder = filledIn(step["working-directory"] ?? ".", contexts);
    const files = { GITHUB_OUTPUT: this.#file("output", ""), GITHUB_ENV: this.#file("env", "") };
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", script], {
      cwd: join(this.workspace, folder),
      env: {
        ...plainEnvironment(),
        ...this.env,
        ...(Object.fromEntries(own) as Variables),
        ...files,
        GITHUB_ACTIONS: "true",
        GITHUB_ACTION_PATH: dirname(actionFile),
        GITHUB_STEP_SUMMARY: this.#file("summary"),
        RUNNER_TEMP: this.temp,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#step = child;
    const ended = once(child, "close") as Promise<[number | null]>;
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    this.env = { ...this.env, ...assignments(files.GITHUB_ENV) };
    return { code, outputs: assignments(files.GITHUB_OUTPUT), printed: stdout + stderr };
  }

  /** A file of the runner; emptied when a content is given. */
  #file(name: string, content?: string): string {
    const file = join(this.#runner, name);
    if (content === undefined) appendFileSync(file, "");
    else writeFileSync(file, content);
    return file;
  }
}

/** `name=value` lines. */
function assignments(file: string): Variables {
  const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([\w-]+)=(.*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new Error(`no assignment: ${line}`);
      return [name, value];
    }),
  );
}

import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import ts from "typescript";
import { expect, vi } from "vitest";
import { parse } from "yaml";
import { freePort } from "./free-port.js";
import { commandsOf, type PageBlock } from "./page-blocks.js";
import { claimModule, withClaims } from "./page-claims.js";
import { expectShown, expectShownJson } from "./page-output.js";
import { linkScript, npxScript, programScript, script } from "./page-packages.js";
import { type PageShell, PageTerminal, type StandingProgram } from "./page-terminal.js";
import { plainEnvironment } from "./plain-environment.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A command of a page that a test cannot run as it stands. */
export interface NotRun {
  /** As the page has it. */
  readonly command: string;
  readonly because: string;
  /** What runs in its place. */
  readonly instead?: string;
}

/** How a page is read. */
export interface PageReading {
  readonly shell: PageShell;
  /** Commands that a test cannot run as they stand. */
  readonly notRun: readonly NotRun[];
  /** The folder of the package that its programs and imports come from. */
  readonly packageFolder: string;
}

/** Ports that the pages name, and what stands behind each while they are tested. */
const PORTS = ["2727", "3000"];

/** Reads a page from top to bottom, in one folder and one terminal. */
export class PageReader {
  readonly #blocks: readonly PageBlock[];
  readonly #reading: PageReading;
  readonly #home = mkdtempSync(join(tmpdir(), "wan-mock-page-"));
  readonly #ports = new Map<string, string>();
  #terminal: PageTerminal | undefined;
  #server: StandingProgram | undefined;
  #shown = 0;
  #output: string | undefined;
  #task = "TASK_ID";

  constructor(blocks: readonly PageBlock[], reading: PageReading) {
    this.#blocks = blocks;
    this.#reading = reading;
  }

  async sitDown(): Promise<void> {
    for (const port of PORTS) this.#ports.set(port, String(await freePort()));
    const bin = join(this.#home, ".bin");
    const env = {
      ...plainEnvironment(),
      PATH: `${bin}:${process.env["PATH"] ?? ""}`,
      NO_COLOR: "1",
      npm_config_loglevel: "error",
      npm_config_offline: "true",
    };
    mkdirSync(bin);
    const { packageFolder, shell } = this.#reading;
    script(join(bin, "wan-mock"), programScript(packageFolder, this.#ports.get("2727") ?? ""));
    script(join(bin, "link-packages"), linkScript(packageFolder));
    script(join(bin, "npx"), npxScript);
    execFileSync(join(bin, "link-packages"), ["wan-mock", "vitest", "jest", "msw", "@types/node"], {
      cwd: this.#home,
      env,
    });
    // Only where it is named: a test runner started on another page would find the tests in it.
    if (this.#blocks.some(({ text }) => text.includes("examples/"))) {
      symlinkSync(join(root, "examples"), join(this.#home, "examples"), "junction");
    }
    writeFileSync(join(this.#home, "claim.mjs"), claimModule);
    writeFileSync(join(this.#home, "package.json"), '{ "private": true, "type": "module" }\n');
    this.#terminal = new PageTerminal(this.#home, env, shell);
  }

  async leave(): Promise<void> {
    await this.#server?.close();
    await this.#terminal?.close();
    rmSync(this.#home, { recursive: true, force: true });
  }

  /** What the compiler has to say about the TypeScript of the page. */
  complaints(): string[] {
    const files = this.#blocks.flatMap((block, index) => {
      if (block.language !== "ts") return [];
      const file = join(this.#home, `checked-${block.line}.ts`);
      writeFileSync(file, `${this.#program(index)}\nexport {};\n`);
      return [file];
    });
    const program = ts.createProgram(files, {
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2022.d.ts", "lib.esnext.disposable.d.ts"],
      types: ["node"],
      typeRoots: [join(this.#home, "node_modules/@types")],
      strict: true,
      skipLibCheck: true,
      noEmit: true,
    });
    return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
      return `${file?.fileName.replace(/.*checked-/, "line ") ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
  }

  async read(index: number): Promise<void> {
    const block = this.#blocks[index];
    if (block === undefined) return;
    const { language, info } = block;
    if (language === "sh") await this.#type(block);
    else if (language === "diff") this.#change(block);
    else if (/^[\w.-]+\.\w+$/.test(info)) await this.#write(block);
    else if (language === "ts" || language === "js") await this.#execute(index);
    else if (language === "yaml")
      await this.#look(this.#put(`page-${block.line}.yaml`, block.text), block.text);
    else if (language === "json") expectShownJson(block.text, this.#there(this.#lastOutput()));
    else if (language === "text" && info.startsWith("server")) await this.#listen(block);
    else if (language === "text") expectShown(block.text, this.#there(this.#lastOutput()));
    else throw new Error(`no test knows how to read a block of ${language || "no language"}`);
  }

  async #type({ text, info }: PageBlock): Promise<void> {
    this.#output = "";
    const commands = commandsOf(text);
    for (const [index, command] of commands.entries()) {
      const exception = this.#reading.notRun.find((known) => known.command === command);
      if (exception !== undefined && exception.instead === undefined) continue;
      const typed = this.#here(exception?.instead ?? command).replaceAll("TASK_ID", this.#task);
      if (info === "server") await this.#serve(typed);
      else await this.#run(typed, index === commands.length - 1 ? info : "");
    }
  }

  async #serve(command: string): Promise<void> {
    await this.#server?.close();
    this.#server = await this.#desk.start(command);
    this.#shown = 0;
    this.#output = undefined;
  }

  /** @param expected - `ends with N`, a status, or a status and a header; success where it is empty */
  async #run(command: string, expected = ""): Promise<void> {
    const { code, output } = await this.#desk.run(command);
    this.#output = `${this.#output ?? ""}${output}`;
    this.#task = output.match(/task-unified-\d+-[a-z0-9]{8}/g)?.at(-1) ?? this.#task;
    const [, end = "0"] = /^ends with (\d+)$/.exec(expected) ?? [];
    if (code !== Number(end)) throw new Error(`${command}\nended with ${code}:\n${output}`);
    const [, status, header] = /^(\d{3})(?:, ([\w-]+: \S+))?$/.exec(expected) ?? [];
    if (expected !== "" && end === "0" && status === undefined)
      throw new Error(`no test knows what "${expected}" expects`);
    if (status !== undefined) expect(output).toMatch(new RegExp(`^HTTP/1.1 ${status}\\b`, "m"));
    if (header !== undefined) expect(output.toLowerCase()).toContain(header.toLowerCase());
  }

  async #write(block: PageBlock): Promise<void> {
    const stem = block.info.replace(/\.\w+$/, "");
    const others = this.#blocks.filter((other) => other !== block);
    const isUsed = others.some(({ text }) => text.includes(stem)) || /config$|test$/.test(stem);
    if (!isUsed) throw new Error(`nothing on the page uses ${block.info}`);
    const file = this.#put(block.info, block.text);
    if (block.language === "yaml") await this.#look(file, block.text);
  }

  #change({ info, text }: PageBlock): void {
    const file = join(this.#desk.folder, info);
    const before = readFileSync(file, "utf8");
    const lines = (sign: string) =>
      [...text.matchAll(/^([ +-])(.*\n)/gm)].map(([, mark, line]) =>
        mark === sign || mark === " " ? line : "",
      );
    if (!before.includes(lines("-").join("")))
      throw new Error(`${info} has no such lines:\n${lines("-").join("")}`);
    writeFileSync(
      file,
      before.replace(lines("-").join(""), () => lines("+").join("")),
    );
  }

  async #execute(index: number): Promise<void> {
    const line = this.#blocks[index]?.line ?? 0;
    const { code } = await transform(withClaims(this.#program(index)).code, {
      loader: "ts",
      target: "node20",
    });
    const file = join(this.#home, `run-${line}.mjs`);
    writeFileSync(file, code);
    this.#output = await ended(process.execPath, file);
  }

  /** A block as a program: behind the first one that imports, when it imports nothing itself. */
  #program(index: number): string {
    const block = this.#blocks[index];
    if (block === undefined) return "";
    const imports = /^import /m;
    const first = this.#blocks.find(({ language, info, text }) => {
      return language === block.language && info === "" && imports.test(text);
    });
    const text = this.#here(block.text);
    if (imports.test(text) || first === undefined) return text;
    return `${this.#here(first.text)}\n{\n${text}\n}\n`;
  }

  async #look(file: string, text: string): Promise<void> {
    const value = parse(text) as Record<string, unknown>;
    if (text.includes("config.schema.json")) await this.#run(`wan-mock config --config ${file}`);
    else if (text.includes("scenarios.schema.json")) await this.#play(file, value);
    else if (value["jobs"] !== undefined) this.#lookAtWorkflow(text);
    else throw new Error("a test cannot tell what this file is for: name its schema in the first line");
  }

  /** Loads a scenario file and asks for each of its scenarios by name. */
  async #play(file: string, value: Record<string, unknown>): Promise<void> {
    const { startMock } = await import("../../src/compose/start-mock.js");
    const mock = await startMock({ scenarios: [file], clock: "frozen" });
    const names = (value["scenarios"] as { name: string }[]).map(({ name }) => name);
    for (const name of names) {
      const response = await fetch(`${mock.url}/v1/videos/generations`, {
        method: "POST",
        headers: { authorization: `Bearer ${name}`, "x-wan-mock-scenario": name },
        body: JSON.stringify({ model: "wan2.7-text-to-video", prompt: "x" }),
      });
      expect(response.headers.get("x-wan-mock-scenario")).toContain(name);
    }
    await mock.close();
  }

  #lookAtWorkflow(text: string): void {
    const shell = this.#blocks.filter(({ language }) => language === "sh");
    const known = [
      ...shell.flatMap(({ text: code }) => commandsOf(code)),
      ...this.#reading.notRun.map(({ command }) => command),
    ];
    expect(known).toEqual(expect.arrayContaining(workflowCommands(text)));
  }

  async #listen({ info, text }: PageBlock): Promise<void> {
    const server = this.#server;
    if (server === undefined) throw new Error("no server runs");
    if (info === "server stopped") await server.close();
    await vi.waitFor(() => expectShown(text, this.#there(server.output.slice(this.#shown))), 5000);
    this.#shown = server.output.length;
  }

  #put(name: string, text: string): string {
    const file = join(this.#desk.folder, name);
    writeFileSync(file, this.#here(text));
    return file;
  }

  /** The text of the page with the ports of this run. */
  #here(text: string): string {
    return text.replaceAll(
      /(?<=127\.0\.0\.1:|localhost:|listen\()\d+/g,
      (port) => this.#ports.get(port) ?? port,
    );
  }

  /** Output with the ports that the page names. */
  #there(text: string): string {
    let rest = text;
    for (const [port, here] of this.#ports) rest = rest.replaceAll(`:${here}`, `:${port}`);
    return rest;
  }

  #lastOutput(): string {
    if (this.#output === undefined) throw new Error("nothing was run whose output this could be");
    return this.#output;
  }

  get #desk(): PageTerminal {
    if (this.#terminal === undefined) throw new Error("sit down first");
    return this.#terminal;
  }
}

/** Runs a program to its end; both streams. */
function ended(command: string, ...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { env: plainEnvironment(), timeout: 30_000 }, (error, stdout, stderr) => {
      if (error === null) resolve(`${stdout}${stderr}`);
      else reject(new Error(`${stdout}${stderr}`.replaceAll(/^.{400,}$/gm, "...")));
    });
  });
}

/** What the steps of a workflow run; nothing of other YAML. */
export function workflowCommands(text: string): string[] {
  const { jobs } = parse(text) as { jobs?: Record<string, { steps: { run?: string }[] }> };
  const steps = Object.values(jobs ?? {}).flatMap((job) => job.steps);
  return steps.flatMap(({ run }) => (run === undefined ? [] : commandsOf(run)));
}

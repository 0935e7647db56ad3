import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";

const MARK = "\u0001";

/** What a command in a terminal left behind. */
export interface CommandResult {
  readonly code: number;
  /** Both streams, as a terminal mixes them. */
  readonly output: string;
}

/** A shell that readers paste commands into. */
export type PageShell = "bash" | "zsh";

/** What keeps a shell from reading files of whoever runs the tests. */
const bareFlags: Readonly<Record<PageShell, readonly string[]>> = {
  bash: ["--noprofile", "--norc"],
  zsh: ["-f"],
};

/** One shell for all commands of a page: variables and the folder last, as in the reader's terminal. */
export class PageTerminal {
  /** Where the next command runs. */
  folder: string;
  readonly #process: ChildProcessWithoutNullStreams;

  constructor(
    folder: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly shell: PageShell,
  ) {
    this.folder = folder;
    this.#process = spawn(shell, bareFlags[shell], { cwd: folder, env });
    this.#process.stdout.setEncoding("utf8");
    this.#process.stdin.write("exec 2>&1\n");
  }

  run(command: string): Promise<CommandResult> {
    return new Promise((resolve, reject) => {
      let text = "";
      const ended = () => reject(new Error(`the shell ended within: ${command}\n${text}`));
      const take = (chunk: string) => {
        text += chunk;
        const [all, output = "", code = "", folder = ""] =
          /^([^]*)\u0001(\d+) ([^\u0001]*)\u0001\n$/.exec(text) ?? [];
        if (all === undefined) return;
        this.#process.stdout.off("data", take);
        this.#process.off("exit", ended);
        this.folder = folder;
        resolve({ code: Number(code), output });
      };
      this.#process.stdout.on("data", take);
      this.#process.once("exit", ended);
      const quoted = `'${command.replaceAll("'", String.raw`'\''`)}'`;
      this.#process.stdin.write(`eval ${quoted} </dev/null; printf '${MARK}%s %s${MARK}\\n' "$?" "$PWD"\n`);
    });
  }

  /** Starts a program that stays, in a terminal beside this one; resolves when it says that it listens. */
  async start(command: string): Promise<StandingProgram> {
    const child = spawn(this.shell, [...bareFlags[this.shell], "-c", `exec ${command}`], {
      cwd: this.folder,
      env: this.env,
    });
    const program = new StandingProgram(child);
    await program.said(/listening/);
    return program;
  }

  async close(): Promise<void> {
    await stop(this.#process);
  }
}

/** A program that stays, and what it has said. */
export class StandingProgram {
  output = "";
  readonly #child: ChildProcessWithoutNullStreams;

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        this.output += chunk;
      });
    }
  }

  /** Resolves when the output so far fits. */
  async said(pattern: RegExp): Promise<void> {
    const gone = once(this.#child, "exit").then(() => "gone");
    while (!pattern.test(this.output)) {
      const heard = Promise.race([once(this.#child.stdout, "data"), once(this.#child.stderr, "data")]);
      if ((await Promise.race([heard, gone])) === "gone") throw new Error(`it ended: ${this.output}`);
    }
  }

  /** Ends it as Ctrl-C does, and waits for its last words. */
  async close(): Promise<void> {
    await stop(this.#child);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, "close");
  child.kill("SIGINT");
  child.stdin?.end();
  await closed;
}

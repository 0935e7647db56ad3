import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { basename } from "node:path";
import { bunOptionsWith, nodeOptionsWith } from "../../../adapters/register/preload-children.js";
import { apiKeyVariables, baseUrlVariables } from "../../../hosts/client-variables.js";
import { exitCodes } from "../../exit-codes.js";
import { type Terminal, tell } from "../../terminal/terminal.js";

/** As shells have it: a program killed by a signal ends with this and the signal's number. */
const KILLED = 128;

/**
 * Runs a program with this one's input and output, passes signals on to it, and waits for its end.
 *
 * @returns its exit code; 127 when there is no such program, 126 when it cannot be started
 */
export async function runChild(
  terminal: Pick<Terminal, "stderr">,
  command: readonly string[],
  environment: NodeJS.ProcessEnv,
  signals: SignalRelay,
): Promise<number> {
  if (signals.early !== undefined) return codeOf(signals.early);
  const [program = "", ...args] = command;
  let child: ChildProcess;
  try {
    child = spawn(program, args, { stdio: "inherit", env: environment });
    if (child.pid === undefined) await once(child, "spawn");
  } catch (error) {
    const failure = error as NodeJS.ErrnoException;
    tell(terminal, startFailure(program, failure));
    return failure.code === "ENOENT" ? exitCodes.commandNotFound : exitCodes.commandNotStarted;
  }
  signals.aimAt(child);
  // A signal that a child of another user does not take is no reason to leave it.
  child.on("error", () => undefined);
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(code ?? (signal === null ? KILLED : codeOf(signal))));
  });
}

function codeOf(signal: NodeJS.Signals): number {
  return KILLED + constants.signals[signal];
}

function startFailure(program: string, error: NodeJS.ErrnoException): string {
  if (process.platform === "win32" && (error.code === "ENOENT" || error.code === "EINVAL")) {
    return `"${program}" cannot be started: scripts such as npm need a shell, write: wan-mock run -- cmd /c ${program}`;
  }
  if (error.code === "ENOENT") {
    return `there is no command "${program}": check its spelling and the PATH (shell words such as && need sh -c '...')`;
  }
  if (error.code === "EACCES") return `"${program}" may not be run: make the file executable`;
  return `"${program}" cannot be started (${error.code ?? error.message})`;
}

/** `SIGUSR2` is how some tools have a program start anew. */
const RELAYED = ["SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP", "SIGUSR2"] as const;

/** Signals that a terminal sends to the program by itself on Ctrl-C and Ctrl-\. */
const TYPED: ReadonlySet<NodeJS.Signals> = new Set(["SIGINT", "SIGQUIT"]);

/** Keeps signals from ending this process, so that it can clean up, and passes them on to the program that it runs. */
export class SignalRelay {
  #child: ChildProcess | undefined;
  #early: NodeJS.Signals | undefined;

  constructor(private readonly terminal: Terminal) {
    for (const signal of RELAYED) terminal.signals.on(signal, this.#take);
  }

  /** A signal that came before there was a program. */
  get early(): NodeJS.Signals | undefined {
    return this.#early;
  }

  /** @param child - who gets signals from now on */
  aimAt(child: ChildProcess): void {
    this.#child = child;
  }

  /** Lets signals end this process again. */
  release(): void {
    for (const signal of RELAYED) this.terminal.signals.off(signal, this.#take);
  }

  readonly #take = (signal: NodeJS.Signals) => {
    if (this.#child === undefined) this.#early ??= signal;
    // Many programs take a second one as "at once".
    else if (!TYPED.has(signal) || !isInteractive(this.terminal)) this.#child.kill(signal);
  };
}

function isInteractive({ stdin, stdout, stderr }: Terminal): boolean {
  return [stdin, stdout, stderr].some(({ isTTY }) => isTTY === true);
}

/**
 * The environment of a program that is to work with a mock: base URLs, the preload for Node and Bun, keys where none
 * are set.
 *
 * @param mock.url - base of the mock
 * @param mock.key - an API key that it accepts; none to leave the variables of keys as they are
 * @param preload - path of the preload
 * @param program - what is to be run
 */
export function childEnvironment(
  environment: NodeJS.ProcessEnv,
  mock: { readonly url: string; readonly key: string | undefined },
  preload: string,
  program = "",
): NodeJS.ProcessEnv {
  const { url, key } = mock;
  const unset = apiKeyVariables.filter((name) => key !== undefined && (environment[name] ?? "") === "");
  return {
    ...environment,
    ...Object.fromEntries(baseUrlVariables.map((name) => [name, url])),
    ...Object.fromEntries(unset.map((name) => [name, key])),
    NODE_OPTIONS: nodeOptionsWith(preload, environment["NODE_OPTIONS"]),
    BUN_OPTIONS: bunOptionsWith(preload, environment["BUN_OPTIONS"]),
    // No variable has Deno load a preload; this has its node:http and node:https take the proxy. Node 22 would warn of it.
    ...(/^deno(?:\.exe)?$/i.test(basename(program)) ? { NODE_USE_ENV_PROXY: "1" } : {}),
  };
}

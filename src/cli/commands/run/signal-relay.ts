import type { ChildProcess } from "node:child_process";
import type { Terminal } from "../../terminal/terminal.js";

/** `SIGUSR2` is how some tools have a program start anew. */
const RELAYED = ["SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP", "SIGUSR2"] as const;

/** Signals that a terminal sends to the program by itself on Ctrl-C and Ctrl-\. */
const TYPED: ReadonlySet<NodeJS.Signals> = new Set(["SIGINT", "SIGQUIT"]);

/** Keeps signals from ending this process, so that it can clean up, and passes them on to the program that it runs. */
export class SignalRelay {
  readonly #terminal: Terminal;
  #child: ChildProcess | undefined;
  #early: NodeJS.Signals | undefined;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
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
    for (const signal of RELAYED) this.#terminal.signals.off(signal, this.#take);
  }

  readonly #take = (signal: NodeJS.Signals) => {
    if (this.#child === undefined) this.#early ??= signal;
    // Many programs take a second one as "at once".
    else if (!TYPED.has(signal) || !isInteractive(this.#terminal)) this.#child.kill(signal);
  };
}

function isInteractive({ stdin, stdout, stderr }: Terminal): boolean {
  return [stdin, stdout, stderr].some(({ isTTY }) => isTTY === true);
}

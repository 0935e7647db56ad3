import type { ChildProcess } from "node:child_process";

const RELAYED = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Keeps signals from ending this process, so that it can clean up, and passes them on to the program that it runs. */
export class SignalRelay {
  #child: ChildProcess | undefined;
  #early: NodeJS.Signals | undefined;

  constructor() {
    for (const signal of RELAYED) process.on(signal, this.#take);
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
    for (const signal of RELAYED) process.off(signal, this.#take);
  }

  readonly #take = (signal: NodeJS.Signals) => {
    if (this.#child === undefined) this.#early ??= signal;
    // A terminal sends Ctrl-C to the program by itself, and many take a second one as "at once".
    else if (signal !== "SIGINT" || !isInteractive()) this.#child.kill(signal);
  };
}

function isInteractive(): boolean {
  return [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
}

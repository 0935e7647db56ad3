import type { EventEmitter } from "node:events";
import type { Readable, Writable } from "node:stream";
import pc from "picocolors";
import type { MockHooks } from "../../compose/mock.js";

/** A stream that text is written to, and that people read where it is a terminal. */
export interface TerminalStream extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Everything that a command has of its process; the bin file hands over the real one, tests one of their own. */
export interface Terminal {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: TerminalStream;
  readonly stderr: TerminalStream;
  readonly env: NodeJS.ProcessEnv;
  /** Folder in which a configuration file is looked for. Other relative paths are those of the process. */
  readonly cwd: string;
  readonly signals: Pick<EventEmitter, "on" | "once" | "off">;
}

/** How a command with a log has ended. */
export interface LoggedEnd {
  readonly exitCode: number;
  /** False where nobody reads the log: what waits to be written would keep the process alive for ever. */
  readonly isRead: boolean;
}

export function tell({ stderr }: Pick<Terminal, "stderr">, sentence: string): void {
  stderr.write(`wan-mock: ${sentence}\n`);
}

/** The messages of a mock, written to stderr. */
export function hooksOf(terminal: Pick<Terminal, "stderr">) {
  return {
    onBug: (error: unknown) =>
      tell(terminal, `bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
    onWarning: (sentence: string) => tell(terminal, `warning: ${sentence}`),
  } satisfies MockHooks;
}

export type Colours = ReturnType<typeof pc.createColors>;

/** How text is laid out on a stream. */
export interface Screen {
  readonly colours: Colours;
  /** Columns of the terminal; absent for a file or pipe, whose lines are never broken. */
  readonly width?: number | undefined;
}

/** Columns of a terminal that does not tell how many it has. */
const USUAL_WIDTH = 80;

export function screenOf(stream: TerminalStream, { env }: Pick<Terminal, "env">): Screen {
  const width = stream.isTTY === true ? stream.columns || USUAL_WIDTH : undefined;
  return { colours: pc.createColors(isColoured(stream, env)), width };
}

/** `NO_COLOR` (https://no-color.org) wins over `FORCE_COLOR`; both count only where they are not empty. */
function isColoured(stream: TerminalStream, env: NodeJS.ProcessEnv): boolean {
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  const forced = env["FORCE_COLOR"] ?? "";
  if (forced !== "") return !/^(?:0|false)$/.test(forced);
  return stream.isTTY === true && env["TERM"] !== "dumb";
}

/** How far a long command has come. */
export interface Progress {
  /** One more is done. */
  step(): void;
  /** Takes the bar away. */
  end(): void;
}

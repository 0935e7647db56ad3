import { EventEmitter } from "node:events";
import { Readable, Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { runCli as runCommandLine } from "../../src/cli/program.js";
import type { Terminal } from "../../src/cli/terminal/terminal.js";
import { plainEnvironment, type Variables } from "./plain-environment.js";
import { type Finished, OutputLines } from "./program-output.js";

interface RunOptions {
  readonly input?: string;
  readonly env?: Variables;
  /** Where a configuration file is looked for. */
  readonly cwd?: string;
  /** Whether somebody sits at the terminal, who types the input. */
  readonly isTTY?: boolean;
  /** Columns of the terminal that stdout and stderr are; absent for pipes. */
  readonly columns?: number;
}

/** Runs the command line in this process until it ends. */
export async function runCli(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const { terminal, stdout, stderr } = testTerminal(options);
  const { exitCode } = await runCommandLine(args, terminal);
  return { code: exitCode, stdout: stdout.output.text, stderr: stderr.output.text };
}

/** A `wan-mock serve`, or another command with a server, that listens in this process. */
export interface ServedCli {
  readonly url: string;
  /** The first line of stdout, past or to come, that matches; fails when the command ends without one. */
  line(pattern: RegExp): Promise<string>;
  /** As `line`, of stderr. */
  errorLine(pattern: RegExp): Promise<string>;
  /** Sends the signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Finished>;
}

/** Starts a server on a free port and waits until it says that it listens. */
export async function serveCli(
  args: readonly string[] = [],
  env: Variables = {},
  options: Omit<RunOptions, "env"> = {},
): Promise<ServedCli> {
  const { terminal, stdout, stderr } = testTerminal({ ...options, env });
  const hasPort = args.includes("--port") || env["PORT"] !== undefined || env["WAN_MOCK_PORT"] !== undefined;
  const ended = runCommandLine([...args, ...(hasPort ? [] : ["--port", "0"])], terminal).finally(() => {
    stdout.output.end();
    stderr.output.end();
  });
  const first = await stdout.output.find(/^/).catch(async () => {
    await ended;
    throw new Error(`it does not serve:\n${stderr.output.text}`);
  });
  return {
    url: first.replace(/^wan-mock listening on /, ""),
    line: (pattern) => stdout.output.find(pattern),
    errorLine: (pattern) => stderr.output.find(pattern),
    stop: async (signal = "SIGTERM") => {
      terminal.signals.emit(signal);
      const { exitCode } = await ended;
      return { code: exitCode, stdout: stdout.output.text, stderr: stderr.output.text };
    },
  };
}

export function testTerminal({
  input = "",
  env = {},
  cwd = process.cwd(),
  columns,
  isTTY = false,
}: RunOptions) {
  const [stdout, stderr] = [new Output(columns), new Output(columns)];
  const terminal = {
    ...{ stdin: Object.assign(Readable.from([Buffer.from(input)]), { isTTY }), stdout, stderr, cwd },
    env: { ...plainEnvironment(), ...env },
    signals: new EventEmitter(),
  } satisfies Terminal;
  return { terminal, stdout, stderr };
}

/** Keeps what is written to it. */
class Output extends Writable {
  readonly output = new OutputLines();
  readonly isTTY: boolean;
  readonly #decoder = new StringDecoder("utf8");

  constructor(readonly columns = 0) {
    super();
    this.isTTY = columns > 0;
  }

  override _write(piece: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.output.add(this.#decoder.write(piece));
    done();
  }
}

import { Command, CommanderError } from "commander";
import { closeNames } from "../errors/close-names.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import { version } from "../text/version.js";
import type { CommandMaker } from "./command-context.js";
import { assetsCommand } from "./commands/assets/assets-command.js";
import { configCommand } from "./commands/config/config-command.js";
import { coverageCommand } from "./commands/coverage/coverage-command.js";
import { driftCommand } from "./commands/drift/drift-command.js";
import { habitsCommand } from "./commands/habits/habits-command.js";
import { lintCommand } from "./commands/lint/lint-command.js";
import { rulesCommand } from "./commands/rules/rules-command.js";
import { runCommand } from "./commands/run/run-command.js";
import { sampleCommand } from "./commands/sample/sample-command.js";
import { scenariosCommand } from "./commands/scenarios/scenarios-command.js";
import { serveCommand } from "./commands/serve/serve-command.js";
import { verifyCommand } from "./commands/verify/verify-command.js";
import { exitCodes } from "./exit-codes.js";
import { unknownVariables } from "./settings/unknown-variables.js";
import { describeOption, readVariables } from "./settings/variable-option.js";
import type { LoggedEnd } from "./terminal/logged-end.js";
import { type Terminal, tell } from "./terminal/terminal.js";

/** In the order of the help. */
const commands: readonly CommandMaker[] = [
  serveCommand,
  runCommand,
  lintCommand,
  configCommand,
  rulesCommand,
  scenariosCommand,
  assetsCommand,
  sampleCommand,
  driftCommand,
  habitsCommand,
  verifyCommand,
  coverageCommand,
];

/**
 * Runs the command line.
 *
 * @param args - arguments after the program's name
 * @returns the exit code: 0 clean, 1 findings, 2 usage or unreadable input; that of the program for `run`
 */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<LoggedEnd> {
  let end: LoggedEnd = ended(exitCodes.clean);
  const finish = (exitCode: number, isRead = true) => {
    end = { exitCode, isRead };
  };
  const program = programFor(terminal);
  for (const make of commands) {
    const command = make({ terminal, finish });
    program.addCommand(command, { isDefault: make === serveCommand });
    command.exitOverride().copyInheritedSettings(program);
  }
  try {
    refuseUnknownCommand(args[0], program);
    await program.parseAsync([...args], { from: "user" });
    return end;
  } catch (error) {
    if (error instanceof CommanderError)
      return ended(error.exitCode === 0 ? exitCodes.clean : exitCodes.usage);
    // By name: most commands are bundled apart, with a class of their own.
    if (error instanceof Error && error.name === "KitError") {
      tell(terminal, error.message);
      return ended(exitCodes.usage);
    }
    throw error;
  }
}

/** commander would take an unknown command for an argument of the default one. */
function refuseUnknownCommand(first: string | undefined, program: Command): void {
  const known = program.commands.map((command) => command.name());
  if (first === undefined || first.startsWith("-") || [...known, "help"].includes(first)) return;
  const [near] = closeNames(first, known);
  const advice = near === undefined ? `known are ${known.join(", ")}` : `did you mean ${near}?`;
  program.error(`error: unknown command ${quoteForMessage(first)}: ${advice}`);
}

const ended = (exitCode: number): LoggedEnd => ({ exitCode, isRead: true });

/** The program without its commands. */
function programFor(terminal: Terminal): Command {
  const { stdout, stderr, env } = terminal;
  const widthOf = ({ isTTY, columns }: Terminal["stdout"]) => (isTTY === true ? columns : undefined);
  return new Command("wan-mock")
    .description("Mock server and contract test kit for EvoLink's Wan 2.7 video API.")
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, "wan-mock: ")),
      getOutHelpWidth: () => widthOf(stdout) as number,
      getErrHelpWidth: () => widthOf(stderr) as number,
    })
    .configureHelp({ optionDescription: describeOption })
    .showSuggestionAfterError()
    .enablePositionalOptions()
    .hook("preAction", (program, command) => {
      for (const sentence of unknownVariables(program.commands, env)) tell(terminal, `warning: ${sentence}`);
      readVariables(command, env);
    })
    .addHelpText(
      "after",
      '\n"wan-mock serve --help" lists the options of the server; "wan-mock --port 3000" works as well.\nExit codes: 0 clean, 1 findings, 2 usage or unreadable input; "run" gives back the program\'s own.',
    );
}

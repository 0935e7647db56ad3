import { Command, CommanderError, Help } from "commander";
import pc from "picocolors";
import { nameAdvice } from "../errors/close-names.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import { version } from "../text/version.js";
import { type CliCommand, commands } from "./commands.js";
import { exitCodes } from "./exit-codes.js";
import { describeOption, readVariables, unknownVariables } from "./settings/table-option.js";
import { type LoggedEnd, screenOf, type Terminal, tell } from "./terminal/terminal.js";

/**
 * Runs the command line.
 *
 * @param args - arguments after the program's name
 * @returns the exit code: 0 clean, 1 findings, 2 usage or unreadable input; that of the program for `run`
 */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<LoggedEnd> {
  let end = ended(exitCodes.clean);
  const program = programFor(terminal);
  for (const [name, entry] of Object.entries(commands)) {
    const command = bare(name, entry).action(async () => {
      const result = await entry.run(terminal, command);
      if (typeof result === "object") end = result;
      else if (typeof result === "number") end = ended(result);
    });
    program.addCommand(command, { isDefault: entry === commands["serve"] });
    command.exitOverride().copyInheritedSettings(program);
  }
  try {
    refuseUnknownCommand(args[0] === "help" ? args[1] : args[0], program);
    // The one way to a command's help that does not call it.
    if (args[0] === "help") giveOptions(program.commands.find((command) => command.name() === args[1]));
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

/** A command without its options. */
function bare(name: string, { description, argument, passesOptionsThrough }: CliCommand): Command {
  const command = new Command(name)
    .description(description)
    .passThroughOptions(passesOptionsThrough === true);
  return argument === undefined ? command : command.argument(...argument);
}

function giveOptions(command: Command | undefined): void {
  for (const option of commands[command?.name() ?? ""]?.options() ?? []) command?.addOption(option);
}

/** commander would take an unknown command for an argument of the default one. */
function refuseUnknownCommand(first: string | undefined, program: Command): void {
  const known = program.commands.map((command) => command.name());
  if (first === undefined || first.startsWith("-") || [...known, "help"].includes(first)) return;
  program.error(`error: unknown command ${quoteForMessage(first)}: ${nameAdvice(first, known)}`);
}

/** Columns that a description needs beside its option; commander would let it run out of the terminal. */
const LEAST_BESIDE = 40;

/** An option or command of the help, with its description below where there is no room beside it. */
function helpItem(this: Help, term: string, termWidth: number, description: string, helper: Help): string {
  const { helpWidth = 80 } = helper;
  if (description === "" || helpWidth - termWidth - 4 >= LEAST_BESIDE)
    return Help.prototype.formatItem.call(this, term, termWidth, description, helper);
  const indent = " ".repeat(6);
  const below = helper.boxWrap(description, helpWidth - indent.length).replaceAll("\n", `\n${indent}`);
  return `  ${term}\n${indent}${below}`;
}

const ended = (exitCode: number): LoggedEnd => ({ exitCode, isRead: true });

/** The program without its commands. */
function programFor(terminal: Terminal): Command {
  const { stdout, stderr, env } = terminal;
  // commander takes the colours out of what goes where none are wanted.
  const { bold, cyan } = pc.createColors(true);
  const [out, err] = [screenOf(stdout, terminal), screenOf(stderr, terminal)];
  return new Command("wan-mock")
    .description("Mock server and contract test kit for EvoLink's Wan 2.7 video API.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "show this help")
    .helpCommand("help [command]", "show the help of a command")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, "wan-mock: ")),
      getOutHelpWidth: () => out.width as number,
      getErrHelpWidth: () => err.width as number,
      getOutHasColors: () => out.colours.isColorSupported,
      getErrHasColors: () => err.colours.isColorSupported,
    })
    .configureHelp({
      styleTitle: bold,
      styleCommandText: cyan,
      styleSubcommandText: cyan,
      styleOptionText: cyan,
      formatItem: helpItem,
      optionDescription: describeOption,
      subcommandTerm: (command) => `${command.name()} ${command.usage()}`,
    })
    .showSuggestionAfterError()
    .enablePositionalOptions()
    .hook("preSubcommand", (_program, command) => giveOptions(command))
    .hook("preAction", (_program, command) => {
      const all = () => Object.values(commands).flatMap(({ options }) => options());
      for (const sentence of unknownVariables(env, all)) tell(terminal, `warning: ${sentence}`);
      readVariables(command, env);
    })
    .addHelpText(
      "after",
      [
        "",
        '"wan-mock serve --help" lists the options of the server;',
        '"wan-mock --port 3000" works as well.',
        "Exit codes: 0 clean, 1 findings, 2 usage or unreadable",
        'input; "run" gives back the exit code of its program.',
      ].join("\n"),
    );
}

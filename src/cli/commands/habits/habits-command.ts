import { Command, Option } from "commander";
import type { CommandMaker } from "../../command-context.js";
import { reportOptions } from "../../reports/report-options.js";
import { VariableOption } from "../../settings/variable-option.js";
import type { HabitsFlags } from "./run-habits.js";

/** `wan-mock habits`: what clients did that costs money or patience in production. */
export const habitsCommand: CommandMaker = ({ terminal, finish }) => {
  const command = new Command("habits")
    .description("tell what the client did that costs money or patience in production")
    .argument(
      "[source...]",
      "coverage files, folders of them, or URLs of running mocks (default: WAN_MOCK_COVERAGE, else WAN_MOCK_URL, else http://127.0.0.1:2727)",
    )
    .addOption(
      new Option("--except <habit>", "put up with this habit (repeatable)").argParser(
        (habit: string, before: readonly string[] | undefined) => [...(before ?? []), habit],
      ),
    )
    .addOption(new Option("--list", "list the habits that are looked for, and do nothing else"))
    .addOption(
      new VariableOption(
        "--control-token <token>",
        "sent to mocks that want one in X-Wan-Mock-Token",
        "WAN_MOCK_CONTROL_TOKEN",
      ),
    )
    .action(async (sources: string[], flags: HabitsFlags) => {
      const { runHabits } = await import("./run-habits.js");
      finish(await runHabits(terminal, sources, flags));
    });
  for (const option of reportOptions()) command.addOption(option);
  return command;
};

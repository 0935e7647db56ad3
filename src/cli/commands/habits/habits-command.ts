import { Command, Option } from "commander";
import { type ReportFlags, reportOptions } from "../../reports/report-options.js";

interface HabitsFlags extends ReportFlags {
  readonly except?: readonly string[];
  readonly list?: true;
  readonly controlToken?: string;
}

/** `wan-mock habits`: what clients did that costs money or patience in production. */
export function habitsCommand(finish: (exitCode: number) => void): Command {
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
      new Option("--control-token <token>", "sent to mocks that want one in X-Wan-Mock-Token").env(
        "WAN_MOCK_CONTROL_TOKEN",
      ),
    )
    .action(async (sources: string[], { list, ...flags }: HabitsFlags) => {
      if (list === true) {
        const { printHabits } = await import("./print-habits.js");
        printHabits(flags.format);
        return;
      }
      const { reportHabits } = await import("./report-habits.js");
      finish(await reportHabits(sources, flags));
    });
  for (const option of reportOptions()) command.addOption(option);
  return command;
}

import { Command, InvalidArgumentError, Option } from "commander";
import type { CommandMaker } from "../../command-context.js";
import { reportOptions } from "../../reports/report-options.js";
import { VariableOption } from "../../settings/variable-option.js";
import type { CoverageFlags } from "./run-coverage.js";

/** `wan-mock coverage`: joins what several processes have exercised of the contract. */
export const coverageCommand: CommandMaker = ({ terminal, finish }) => {
  const command = new Command("coverage")
    .description("tell what tests have exercised of the contract")
    .argument(
      "[source...]",
      "coverage files, folders of them, or URLs of running mocks (default: WAN_MOCK_COVERAGE, else the folder coverage-wan-mock)",
    )
    .addOption(
      new Option("--min <percent>", "fail below this percentage, such as 80 or 72.5").argParser(percentage),
    )
    .addOption(new Option("--compare <file>", "fail where something is lost against an earlier --save"))
    .addOption(
      new Option("--model <id>", "count the items of this model, and what all share (repeatable)").argParser(
        (id: string, before: string[] | undefined) => [...(before ?? []), id],
      ),
    )
    .addOption(new Option("--only-used-models", "count the items of the models that submits named"))
    .addOption(new Option("--uncovered", "list everything that is missing"))
    .addOption(new Option("--html <file>", "write a page that shows every item"))
    .addOption(new Option("--save <file>", "write the joined coverage, for --compare and later joins"))
    .addOption(
      new VariableOption(
        "--control-token <token>",
        "sent to mocks that want one in X-Wan-Mock-Token",
        "WAN_MOCK_CONTROL_TOKEN",
      ),
    )
    .action(async (sources: string[], flags: CoverageFlags) => {
      const { runCoverage } = await import("./run-coverage.js");
      finish(await runCoverage(terminal, sources, flags));
    });
  for (const option of reportOptions()) command.addOption(option);
  return command;
};

function percentage(text: string): number {
  if (!/^\d{1,3}(?:\.\d{1,3})?$/.test(text) || Number(text) > 100)
    throw new InvalidArgumentError("It must be a percentage from 0 to 100, such as 80.");
  return Number(text);
}
